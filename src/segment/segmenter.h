/* segmenter.h - a segmenter as opened: which lexicon and model, how coarse, and the user's own words.
 *
 *     fine     南京 | 市 | 长江 | 大桥     the model's standard (Universal Dependencies)
 *     coarse   南京市 | 长江大桥           adjacent words joined where the lexicon knows the whole as a common word
 *     char     南 | 京 | 市 | …            one unit a word
 *
 * Numbers, Latin words, addresses and emoji are units, whole in every grain (clause.h).
 */
#ifndef SEGMENT_SEGMENTER_H
#define SEGMENT_SEGMENTER_H

#include "segment/clause.h"

typedef enum seg_grain { SEG_GRAIN_FINE, SEG_GRAIN_COARSE, SEG_GRAIN_CHAR } seg_grain;

/* What becomes of a number and the 年, 月, 日, 时, 分 or 秒 after it. */
typedef enum seg_dates { SEG_DATES_AS_LEARNED, SEG_DATES_JOIN, SEG_DATES_SPLIT } seg_dates;

/* What becomes of a numeral and the measure word after it. */
typedef enum seg_measures { SEG_MEASURES_SPLIT, SEG_MEASURES_JOIN } seg_measures;

/* A value; immutable once opened, nothing to free.  Borrows the data and the words. */
typedef struct segmenter {
    seg_lexicon lex;
    seg_model model;
    seg_grain grain;
    seg_dates dates;
    seg_measures measures;       /* in the coarse grain */
    const seg_user_words *words; /* the user's; NULL: none */
    bool margins;                /* fill clause->margin */
} segmenter;

/* Errors: HP_BAD_DATA. */
hp_status segmenter_open(segmenter *seg, const hp_data *data, hp_error *err);

#define SEG_TOGETHER 64u        /* clauses at most that are cut together */
#define SEG_UNITS_TOGETHER 256u /* units after which no more are read */

/* A clause as read. */
typedef struct seg_part {
    hp_span run;
    uint32_t begin, n; /* its place among the others */
    bool has_symbol, is_even;
    bool trivial; /* nothing about it needs deciding */
} seg_part;

/* A text being cut.  Clauses are read and looked up many at a time, so that each step goes through all of them in one
 * loop, and what one needs from memory is on its way while another is worked on.  Start with {0}, end with
 * seg_cursor_free(). */
typedef struct seg_cursor {
    seg_clause together; /* the clauses that leave something to decide, one behind the other */
    seg_clause trivial;  /* and the others */
    seg_clause clause;   /* the one borrowed by the caller */
    seg_part parts[SEG_TOGETHER];
    uint8_t open[SEG_TOGETHER];   /* the numbers of those that are not trivial */
    unsigned given, read, opened; /* of the parts */
    hp_span run, rest;            /* the run being read, and what is behind it */
    size_t pos;
    uint16_t left;
    bool failed; /* out of memory */
} seg_cursor;

void seg_cursor_free(seg_cursor *cursor);

/* Begins with `run`, valid UTF-8, which must live until it is done. */
void segmenter_start(seg_cursor *cursor, hp_span run);

/* The same with the lines of `text`, each a run of its own, without its LF.  One after the other would be slower:
 * clauses of several are cut together. */
void segmenter_start_lines(seg_cursor *cursor, hp_span text);

/* Cuts the next clauses of the text, cursor->parts; false at its end, and when memory is out (cursor->failed). */
bool segmenter_cut_next(const segmenter *seg, seg_cursor *cursor);

/* Where the part's units are, from part->begin on. */
static inline const seg_clause *seg_part_clauses(const seg_cursor *cursor, const seg_part *part)
{
    return part->trivial ? &cursor->trivial : &cursor->together;
}

/* The part as a clause by itself.  Borrowed until the next call. */
seg_clause *seg_part_view(seg_cursor *cursor, const seg_part *part);

/* Cuts the next clause: clause->cut says where words end.  Borrowed until the next call.  NULL at the end of
 * the text, and when memory is out (cursor->failed). */
seg_clause *segmenter_next(const segmenter *seg, seg_cursor *cursor);

/* Makes clause->cut, the fine grain's, that of the grain asked for, dates included. */
void segmenter_coarsen(const segmenter *seg, seg_clause *clause);

/* What may be to do about a word of the fine grain: it is not plainly one, or it crosses another; it is a numeral near
 * another; it may be joined to the next.  What seg_clause_reconsider() and seg_clause_join() do not find they do not
 * do. */
enum { SEG_DOUBT_WORDS = 1, SEG_DOUBT_NUMERALS = 2, SEG_DOUBT_JOINS = 4 };

/* Fills `doubt` for clauses that are cut in the fine grain. */
void seg_find_doubts(seg_clause *clauses);

/* The doubts of the clause of n units, 1 or more, that begins at place `begin`. */
unsigned seg_doubts_of(const seg_clause *clauses, size_t begin, size_t n);

/* Mends the fine grain where the lexicon knows better (coarse/second_thoughts.c). */
void seg_clause_reconsider(const segmenter *seg, seg_clause *clause);

/* Joins the clause's words where the lexicon has the whole as a common word (coarse/coarse_grain.c).  `is_seen`:
 * `doubt` says where that may be, and nothing was changed since. */
void seg_clause_join(const segmenter *seg, seg_clause *clause, bool is_seen);

/* Joins or splits numbers and the units of dates and times after them. */
void seg_clause_dates(seg_clause *clause, const seg_lexicon *lex, seg_dates dates);

#endif
