/* options.h - a tool's command line: one table gives the parser, the help and what the manual is tested against. */
#ifndef HP_OPTIONS_H
#define HP_OPTIONS_H

#include "pipeline/filter.h"

/* What a tool says of itself. */
typedef struct hp_program {
    const char *name;
    const char *usage;         /* what follows the name in the usage line: "[OPTION]... [FILE]..." */
    const char *purpose;       /* one lower-case phrase */
    const char *example;       /* one command line */
    const filter_option *options;  /* its own, beside the driver's */
    const filter_descriptor *const *filters; /* ended by NULL: whose versions --version names */
    bool checks;               /* has --check */
    const char *const *lacks;  /* long names of shared options that it has no use for, ended by NULL; or NULL */
} hp_program;

typedef enum hp_invalid { HP_INVALID_KEEP, HP_INVALID_REPLACE, HP_INVALID_FAIL } hp_invalid;

/* The command line, parsed.  Strings are the command line's own. */
typedef struct hp_settings {
    const char *program;
    const char *expression;      /* the pipeline's text where there is one, for errors that point into it; else NULL */
    const char *output;          /* -o, or NULL */
    const char *in_place;        /* the suffix, "" for none; NULL without --in-place */
    const char *log;             /* --log, or NULL */
    const char *data;            /* --data, or NULL */
    hp_invalid invalid;
    size_t threads;
    size_t chunk;                /* bytes */
    size_t max_line;             /* bytes */
    bool stats, quiet, verbose, check, list;
    bool help, version;
    filter_given *given;             /* the program's own options in order; freed by hp_settings_free() */
    size_t given_count;
    char **files;                /* the words that are not options */
    size_t file_count;
    struct hp_sink *sink;        /* set by a program that takes the result itself (sink.h); else NULL */
} hp_settings;

/* Reads the command line.  Returns -1 when the program should go on, else the exit status: a wrong option has been
 * reported (2).  --help and --version are only noted. */
int hp_options_read(const hp_program *program, int argc, char **argv, hp_settings *settings);

void hp_settings_free(hp_settings *settings);

/* Print to standard output; return the exit status, 1 when the text could not be written. */
int hp_print_help(const hp_program *program);
int hp_print_version(const hp_program *program, const hp_data *data);
int hp_print(const hp_settings *settings, hp_span text);

/* One line on standard error: "program: text". */
void hp_complain(const char *program, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text of an error in opening a pipeline, and below it the expression with a mark where the error is. */
void hp_complain_at(const hp_settings *settings, const hp_error *err);

#endif
