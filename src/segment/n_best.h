/* n_best.h - the best few ways to cut a clause, not only the best. */
#ifndef SEGMENT_N_BEST_H
#define SEGMENT_N_BEST_H

#include "segment/segmenter.h"

#define SEG_N_BEST_MAX 50

/* Alternatives of one clause, and the memory to find them.  Start with {0}, end with seg_n_best_free(). */
typedef struct seg_n_best {
    size_t count;
    int64_t losses[SEG_N_BEST_MAX]; /* how much worse than the first, in hundredths; ascending */
    uint8_t *cuts;                  /* `count` times as many bytes as the clause has units, as clause->cut */
    size_t cut_cap;
    void *cells;
    size_t cell_cap;
} seg_n_best;

void seg_n_best_free(seg_n_best *best);

/* Finds up to `want` different cuts of the clause that segmenter_next() has just read, best first; the first is
 * clause->cut as it is.  A clause too long for it has only that one.  False when memory is out. */
bool seg_n_best_find(seg_n_best *best, const segmenter *seg, seg_clause *clause, size_t want);

#endif
