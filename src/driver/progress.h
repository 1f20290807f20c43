/* progress.h - one line on a terminal's standard error while a large input is worked through. */
#ifndef HP_PROGRESS_H
#define HP_PROGRESS_H

#include "hanpipe.h"

typedef struct hp_progress {
    bool on;
    bool shown;
    uint64_t total; /* bytes expected */
    double start;   /* seconds on the monotonic clock */
    double last;    /* when the line was last written */
} hp_progress;

/* Switches the line on when standard error is a terminal, standard output is not, and `total` is large. */
void hp_progress_start(hp_progress *progress, uint64_t total);

/* Says that `done` bytes have been written out. */
void hp_progress_update(hp_progress *progress, uint64_t done);

/* Takes the line away. */
void hp_progress_end(hp_progress *progress);

#endif
