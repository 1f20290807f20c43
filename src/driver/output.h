/* output.h - where bytes go: standard output, a device, or a file that appears whole by rename. */
#ifndef HP_OUTPUT_H
#define HP_OUTPUT_H

#include <sys/stat.h>

#include "hanpipe.h"

typedef struct hp_output {
    const char *name; /* for messages; borrowed */
    int fd;           /* -1 when not open */
    char *target;     /* the file to be replaced, links resolved; NULL when written directly */
    char *temporary;  /* beside it; NULL when written directly */
    mode_t mode;      /* that the target gets */
} hp_output;

/* Each returns 0, or an errno. */

/* Standard output. */
void hp_output_standard(hp_output *out);

/* Opens `path`: a regular file, or one that is not there, is written to a temporary file beside it; anything else
 * is written directly.  Symbolic links are followed. */
int hp_output_open(hp_output *out, const char *path);

/* Opens `path`, whatever it is, to be written from its start; standard output or standard error, under whatever name,
 * is written on from where it stands. */
int hp_output_direct(hp_output *out, const char *path);

/* Opens a temporary file that will replace `path`, a regular file with `info`'s owner and mode. */
int hp_output_replace(hp_output *out, const char *path, const struct stat *info);

int hp_output_write(hp_output *out, hp_span bytes);

/* Ends the output: closes it, and puts the temporary file in its place, first giving the old file the name
 * target + suffix when `suffix` is not empty.  After a failure the old file is as it was. */
int hp_output_commit(hp_output *out, const char *suffix);

/* Ends the output without a trace; what was written directly stays written. */
void hp_output_discard(hp_output *out);

/* Sees to it that INT, TERM, HUP and PIPE remove the temporary file before they end the process. */
void hp_output_guard_signals(void);

#endif
