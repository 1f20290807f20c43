/* progress.h - how far a large input is worked through: a line on a terminal's standard error that is written anew, or
 * now and then a line of its own. */
#ifndef DRIVER_PROGRESS_H
#define DRIVER_PROGRESS_H

#include "hanpipe.h"

/* How much there is, or has been done. */
typedef struct driver_amount {
    uint64_t bytes, files;
} driver_amount;

typedef struct driver_progress {
    bool on;
    bool is_plain; /* lines of their own */
    bool shown;
    const char *program;
    driver_amount total; /* expected */
    double start;        /* seconds on the monotonic clock */
    double last;         /* when a line was last written */
} driver_progress;

/* Switches it on: on a terminal, unless standard output is one too, when the input is large; in a run over folders
 * (`is_tree`) also without a terminal, in lines of their own. */
void driver_progress_start(driver_progress *progress, const char *program, driver_amount total, bool is_tree);

/* Says that so much has been written out, and which file is at hand. */
void driver_progress_update(driver_progress *progress, driver_amount done, const char *file);

/* Takes the line away. */
void driver_progress_end(driver_progress *progress);

#endif
