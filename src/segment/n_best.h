/* n_best.h - the best few ways to cut a clause, not only the best. */
#ifndef SEGMENT_N_BEST_H
#define SEGMENT_N_BEST_H

#include "segment/segmenter.h"

#define HP_SEG_BEST_MAX 50

/* Alternatives of one clause, and the memory to find them.  Start with {0}, end with hp_segbest_free(). */
typedef struct hp_segbest {
    size_t count;
    int64_t losses[HP_SEG_BEST_MAX]; /* how much worse than the first, in hundredths; ascending */
    uint8_t *cuts;                   /* `count` times as many bytes as the clause has units, as clause->cut */
    size_t cut_cap;
    void *cells;
    size_t cell_cap;
} hp_segbest;

void hp_segbest_free(hp_segbest *best);

/* Finds up to `want` different cuts of the clause that hp_segmenter_next() has just read, best first; the first is
 * clause->cut as it is.  A clause too long for it has only that one.  False when memory is out. */
bool hp_segbest_find(hp_segbest *best, const hp_segmenter *seg, hp_segclause *clause, size_t want);

#endif
