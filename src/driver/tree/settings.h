/* settings.h - the options of a run over folders, and their table. */
#ifndef DRIVER_TREE_SETTINGS_H
#define DRIVER_TREE_SETTINGS_H

#include "pipeline/filter.h"

/* As given; strings are the command line's own. */
typedef struct tree_settings {
    const char *output;        /* -O, or NULL: then nothing else here but the choice of files holds */
    const filter_given *given; /* --include and --exclude, among others */
    size_t given_count;
    const char *files_from; /* or NULL */
    bool is_nul;            /* its names end with NUL */
    bool times, update, resume, dry_run;
    size_t shard, shards; /* 1 of 1 */
    const char *report;   /* or NULL */
} tree_settings;

/* The options; ended by one without a name. */
extern const filter_option tree_options[];

/* Notes one of them, and passes over others; false, with a message, when its argument is wrong. */
bool tree_settings_note(tree_settings *tree, const filter_given *given, const char *program);

/* False, with a message, when some need another. */
bool tree_settings_check(const tree_settings *tree, const char *program);

/* Whether folders are walked: one of the options that choose files was given, or -O. */
bool tree_settings_walks(const tree_settings *tree);

/* Whether the file with that path below an argument is wanted: by --include, --exclude and --shard. */
bool tree_settings_want(const tree_settings *tree, const char *path);

#endif
