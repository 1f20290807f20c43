/* doubts.h - where the fine grain's cut must be thought about: seen at a glance, eight units at a time.
 *
 * Given clauses that are cut these say, a byte a unit, at which of eight units words begin that may be changed.  Most
 * have none, so what may be asked is seen before it is.  Worked: in 租金|也涨|了 the pair 也涨 is no word of the lexicon,
 * so `two` has a bit for 也.
 */
#ifndef SEGMENT_COARSE_DOUBTS_H
#define SEGMENT_COARSE_DOUBTS_H

#include "segment/coarse/coarse.h"

/* Of eight units, a byte each, at which words begin that must be thought about. */
typedef struct {
    uint64_t crossing; /* of two and one, or of one and two, of which the other two are a word of the lexicon, too */
    uint64_t two;      /* of two Han characters that are not plainly of the lexicon */
    uint64_t three;    /* of three with a function word before or behind */
} seg_doubts;

/* Which of the eight units from i on are Han characters, and so is the next. */
static inline uint64_t seg_eight_han_pairs(const seg_clause *c, size_t i)
{
    uint64_t other = (seg_eight(c->class + i) | seg_eight(c->class + i + 1)) ^ SEG_HAN * SEG_EIGHT_ONES;
    uint64_t none = seg_eight(c->class + i) & seg_eight(c->class + i + 1);
    return none & ~(other | other >> 1 | other >> 2) & SEG_EIGHT_ONES;
}

/* What is in doubt of the units from i on. */
static inline seg_doubts seg_doubts_at(const seg_clause *c, size_t i)
{
    uint64_t begins = seg_eight(c->cut + i - 1) & SEG_EIGHT_ONES, c0 = seg_eight(c->cut + i);
    uint64_t c1 = seg_eight(c->cut + i + 1), c2 = begins & seg_eight(c->cut + i + 2);
    uint64_t here = seg_eight(c->two + i), next = seg_eight(c->two + i + 1);
    uint64_t hint = seg_eight(c->hint + i), ends = seg_eight(c->hint + i + 1), last = seg_eight(c->hint + i + 2);
    uint64_t phrase = hint / SEG_HINT_PHRASE & ends / SEG_HINT_PHRASE_END;
    return (seg_doubts){ c2 & ((c1 & ~c0 & next) | (c0 & ~c1 & here)),
                         begins & ~c0 & c1 & (~here | hint / SEG_HINT_LOCALIZER | phrase) & seg_eight_han_pairs(c, i),
                         c2 & ~c0 & ~c1 & (hint / SEG_HINT_PROCLITIC | last / SEG_HINT_ENCLITIC) };
}

/* Of the eight units from i on, those that begin words which may have longer ones, a byte each: a term of three or four
 * units or more, one of two where two words have one unit each, a name, or a word with an ending. */
static inline uint64_t seg_promising(const seg_clause *c, size_t i)
{
    uint64_t longest = seg_eight(c->longest_begin + i);
    uint64_t c0 = seg_eight(c->cut + i), c1 = seg_eight(c->cut + i + 1), c2 = seg_eight(c->cut + i + 2);
    uint64_t of_two = seg_eight(c->two + i) & c0 & c1, of_three = seg_eight(c->three + i) & c2 & (c0 | c1);
    uint64_t of_four = longest & longest >> 1;
    uint64_t names = seg_eight(c->hint + i), ends_two = seg_eight(c->hint + i + 2) / SEG_HINT_ENDING & c1 & c2;
    uint64_t ends_more = seg_eight(c->hint + i + 3) | seg_eight(c->hint + i + 4);
    uint64_t ends = (ends_two | (ends_more / SEG_HINT_ENDING & ~c1)) & ~c0;
    return (of_two | of_three | of_four | names | ends) & seg_eight(c->cut + i - 1) & SEG_EIGHT_ONES;
}

/* seg_find_doubts() (segmenter.h) in plain C. */
void seg_find_doubts_plain(seg_clause *clauses);

#endif
