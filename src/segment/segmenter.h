/* segmenter.h - a segmenter as opened: which lexicon and model, how coarse, and the user's own words.
 *
 *     fine     南京 | 市 | 长江 | 大桥     the model's standard (Universal Dependencies)
 *     coarse   南京市 | 长江大桥           adjacent words joined where the lexicon knows the whole as a common word
 *     char     南 | 京 | 市 | …            one unit a word
 *
 * Numbers, Latin words, addresses and emoji are units, whole in every grain (seg.h).
 */
#ifndef SEGMENT_SEGMENTER_H
#define SEGMENT_SEGMENTER_H

#include "segment/clause.h"

typedef enum hp_seg_grain { HP_SEG_FINE, HP_SEG_COARSE, HP_SEG_CHAR } hp_seg_grain;

/* What becomes of a number and the 年, 月, 日, 时, 分 or 秒 after it. */
typedef enum hp_seg_dates { HP_SEG_DATES_AS_LEARNED, HP_SEG_DATES_JOIN, HP_SEG_DATES_SPLIT } hp_seg_dates;

/* A value; immutable once opened, nothing to free.  Borrows the data and the words. */
typedef struct hp_segmenter {
    hp_seglex lex;
    hp_segmodel model;
    hp_seg_grain grain;
    hp_seg_dates dates;
    const hp_segwords *words; /* the user's; NULL: none */
    bool margins;             /* fill clause->margin */
} hp_segmenter;

/* Errors: HP_EDATA. */
hp_status hp_segmenter_open(hp_segmenter *seg, const hp_data *data, hp_error *err);

#define HP_SEG_AHEAD 4u /* a power of two */

/* A run being cut, a clause at a time.  Some clauses are read ahead of the one being cut, so that what they
 * need from memory is on its way.  Start with {0}, end with hp_segcursor_free(). */
typedef struct hp_segcursor {
    hp_segclause clauses[HP_SEG_AHEAD]; /* a ring */
    unsigned given, found, read;        /* clauses of this run so far: the last given is borrowed by the caller, those
                                           found have their pairs looked up */
    hp_span run;
    size_t pos;
    uint16_t left;
    bool failed; /* out of memory */
} hp_segcursor;

void hp_segcursor_free(hp_segcursor *cursor);

/* Begins with `run`, valid UTF-8, which must live until it is done. */
void hp_segmenter_start(const hp_segmenter *seg, hp_segcursor *cursor, hp_span run);

/* Cuts the next clause: clause->cut says where words end.  Borrowed until the next call.  NULL at the end of
 * the run, and when memory is out (cursor->failed). */
hp_segclause *hp_segmenter_next(const hp_segmenter *seg, hp_segcursor *cursor);

/* Makes clause->cut, the fine grain's, that of the grain asked for, dates included. */
void hp_segmenter_coarsen(const hp_segmenter *seg, hp_segclause *clause);

/* Joins the clause's words where the lexicon has the whole as a common word (coarse_grain.c). */
void hp_segclause_join(hp_segclause *clause, const hp_seglex *lex);

/* Joins or splits numbers and the units of dates and times after them. */
void hp_segclause_dates(hp_segclause *clause, const hp_seglex *lex, hp_seg_dates dates);

#endif
