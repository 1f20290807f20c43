/* progress.h - one line on a terminal's standard error while a large input is worked through. */
#ifndef DRIVER_PROGRESS_H
#define DRIVER_PROGRESS_H

#include "hanpipe.h"

typedef struct driver_progress {
    bool on;
    bool shown;
    uint64_t total; /* bytes expected */
    double start;   /* seconds on the monotonic clock */
    double last;    /* when the line was last written */
} driver_progress;

/* Switches the line on when standard error is a terminal, standard output is not, and `total` is large. */
void driver_progress_start(driver_progress *progress, uint64_t total);

/* Says that `done` bytes have been written out. */
void driver_progress_update(driver_progress *progress, uint64_t done);

/* Takes the line away. */
void driver_progress_end(driver_progress *progress);

#endif
