/* output.h - where bytes go: standard output, a device, or a file that appears whole by rename. */
#ifndef DRIVER_OUTPUT_H
#define DRIVER_OUTPUT_H

#include <sys/stat.h>

#include "driver/compressed/pack.h"
#include "pipeline/pipeline.h"

typedef struct driver_output {
    const char *name; /* for messages; borrowed */
    int fd;           /* -1 when not open */
    char *target;     /* the file to be replaced, links resolved; NULL when written directly */
    char *temporary;  /* beside it; NULL when written directly */
    mode_t mode;      /* that the target gets */
    bool loses;       /* the target has extended attributes or an access control list that could not be kept */
    bool keeps_times; /* set by who opened it: it gets these */
    struct timespec times[2];
    packer *pack; /* NULL: what is written is written as it is */
    bool sync;    /* set by who opened it: the file and its folder are on the disk when it has ended */
} driver_output;

/* The message, with the name, where an output loses such. */
#define DRIVER_LOSES "%s: its extended attributes or access control list cannot all be kept"

/* Each returns 0, or an errno. */

/* Standard output. */
void driver_output_standard(driver_output *out);

/* Opens `path`: a regular file, or one that is not there, is written to a temporary file beside it; anything else
 * is written directly.  Symbolic links are followed. */
int driver_output_open(driver_output *out, const char *path);

/* Opens `path` for rows, with the row `first`: as driver_output_open(), but "-" is standard output, and standard output
 * or standard error, under whatever name, is written on from where it stands. */
int driver_output_open_rows(driver_output *out, const char *path, const char *first);

/* The descriptor of standard output or standard error when rows for `path` go there, else -1. */
int driver_output_standard_at(const char *path);

/* Opens a temporary file that will replace `path`, a regular file with `info`'s owner and mode. */
int driver_output_replace(driver_output *out, const char *path, const struct stat *info);

/* What is written from here on is compressed by so many threads; NULL: it is not. */
int driver_output_compress(driver_output *out, const compressed_format *format, size_t threads);

int driver_output_write(driver_output *out, hp_span bytes);

/* Writes the worker's last result, which is in parts, to an output that is not compressed. */
int driver_output_write_parts(driver_output *out, const hp_worker *worker);

/* Ends the output: closes it, and puts the temporary file in its place, first giving the old file the name
 * target + suffix when `suffix` is not empty.  After a failure the old file is as it was, and so is an older one of
 * that name. */
int driver_output_commit(driver_output *out, const char *suffix);

/* Ends the output without a trace; what was written directly stays written. */
void driver_output_discard(driver_output *out);

#endif
