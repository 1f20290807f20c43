/* options.h - a tool's command line: one table gives the parser, the help and what the manual is tested against. */
#ifndef DRIVER_OPTIONS_H
#define DRIVER_OPTIONS_H

#include "driver/compressed/format.h"
#include "driver/tree/settings.h"
#include "pipeline/filter.h"

/* What a tool says of itself. */
typedef struct driver_program {
    const char *name;
    const char *usage;                       /* what follows the name in the usage line: "[OPTION]... [FILE]..." */
    const char *purpose;                     /* one lower-case phrase */
    const char *example;                     /* one command line */
    const filter_option *options;            /* its own, beside the driver's */
    const filter_descriptor *const *filters; /* ended by NULL: whose versions --version names */
    bool in_pipeline;           /* a word of a pipeline, without the options that tools share; for help alone */
    bool checks;                /* has --check */
    const filter_habit *habits; /* options of other programs of its kind, ended by {0}; or NULL */
    bool takes_folders;         /* has tree_options */
    const char *const *lacks;   /* long names of shared options that it has no use for, ended by NULL; or NULL */
} driver_program;

/* Whether the lines that change are shown in place of the text, and how; in the order of --diff's words. */
typedef enum driver_diff { DRIVER_DIFF_NONE, DRIVER_DIFF_COLOR, DRIVER_DIFF_PLAIN, DRIVER_DIFF_AUTO } driver_diff;

typedef enum driver_invalid { DRIVER_INVALID_KEEP, DRIVER_INVALID_REPLACE, DRIVER_INVALID_FAIL } driver_invalid;

/* The command line, parsed.  Strings are the command line's own. */
typedef struct driver_settings {
    const char *program;
    const char *expression; /* the pipeline's text where there is one, for errors that point into it; else NULL */
    const char *output;     /* -o, or NULL; never "-" */
    const char *in_place;   /* the suffix, "" for none; NULL without --in-place */
    const char *log;        /* --log, or NULL */
    const char *data;       /* --data, or NULL */
    const char *html;       /* --html, or NULL */
    driver_diff diff;
    bool colors;         /* set by the program: the environment wants them, where a terminal shows --diff */
    const char *records; /* the format of records that files are of, or NULL */
    const char *fields;  /* and their fields that are run */
    const char *into;    /* --into, or NULL */
    const char *rejects; /* --rejects, or NULL */
    driver_invalid invalid;
    bool compresses;                   /* --compress was given */
    const compressed_format *compress; /* its format, or NULL for none */
    tree_settings tree;
    size_t threads;
    size_t chunk;        /* bytes */
    size_t max_line;     /* bytes */
    size_t max_document; /* bytes */
    bool stats, quiet, verbose, check, list;
    bool asks;  /* check, and say nothing: the exit status is the answer (report/question.h) */
    bool force; /* rows may replace any file */
    bool sync;  /* what was written is on the disk at the end */
    bool help, version;
    filter_given *given; /* the program's own options in order; freed by driver_settings_free() */
    size_t given_count;
    char **files; /* the words that are not options */
    size_t file_count;
    struct driver_sink *sink; /* set by a program that takes the result itself (sink.h); else NULL */
} driver_settings;

/* Reads the command line.  Returns -1 when the program should go on, else the exit status: a wrong option has been
 * reported (2).  --help and --version are only noted. */
int driver_options_read(const driver_program *program, int argc, char **argv, driver_settings *settings);

/* The number of processors, at least 1. */
size_t driver_count_processors(void);

void driver_settings_free(driver_settings *settings);

enum { DRIVER_OPTIONS = 96 }; /* no program has more */

/* All options that the program takes: its own, --check where it has that, and those that it shares with all.  They
 * are static; returns their number. */
size_t driver_all_options(const driver_program *program, const filter_option *all[DRIVER_OPTIONS]);

/* Print to standard output; return the exit status, 1 when the text could not be written. */
int driver_print_help(const driver_program *program);
int driver_print_version(const driver_program *program, const hp_data *data);
int driver_print(const driver_settings *settings, hp_span text);

#endif
