/* tag_sums.h - the sums of a clause's weights for each unit, and of those the best for each tag up to there: for
 * tagger.c.
 *
 * A block is the weights of one feature for the four tags, in the four 16-bit lanes of a 64-bit number, each plus a
 * bias so that lanes never borrow: adding numbers adds weights, and the biases, in all the same for all four, do not
 * change which tag is best.  A row of four blocks is for the unit before the place that it is of, the one there, and
 * the two behind; what comes together for four units is kept at hand.  In a small model two blocks are in one number.
 *
 * Given a clause with its words looked up this fills `score`, the sums, and `back`, a bit a tag: which of its two
 * predecessors was better.  After B or M comes M or E, after E or S comes B or S.  Worked: for S before S, bit 3 is set
 * where S|S sums to more than E|S.
 *
 * At a clause's end `back` has bit 3 where S is at least as good as E; punctuation, always a word of its own, can only
 * be the last unit, and has S.  Between clauses it says that S, E and B are before each other, of which the first is
 * at the end: so the way back from one clause to that before has S at its end, whatever came.
 */
#ifndef SEGMENT_TAGS_TAG_SUMS_H
#define SEGMENT_TAGS_TAG_SUMS_H

#include "segment/clause.h"
#include "segment/sections.h"

#define SEG_IMPOSSIBLE (-(1 << 30)) /* below any sum of SEG_CLAUSE_MAX units */

static inline int32_t seg_lane(uint64_t sum, unsigned tag)
{
    return (int32_t)(sum >> (16 * tag) & 0xFFFF);
}

/* The rows of a unit, of the pair that it begins, and of the word of the path that begins with it. */
static inline const char *seg_unit_row(const seg_clause *c, const seg_model *m, ptrdiff_t i, bool is_wide)
{
    return m->uni + 2 * (size_t)(is_wide ? SEG_ROW_WIDE : SEG_ROW_SMALL) * c->unit[i];
}

static inline const char *seg_pair_row(const seg_clause *c, const seg_model *m, ptrdiff_t i)
{
    return m->pair_rows + c->row[i];
}

static inline const char *seg_word_row(const seg_clause *c, const seg_model *m, size_t i, bool is_wide)
{
    uint32_t node = c->node[i], mask = m->slot_count - 1;
    uint64_t first = bytes_u64(m->word_slots + 8 * (size_t)(SEG_SLOT(node) & mask));
    uint64_t other = bytes_u64(m->word_slots + 8 * (size_t)(SEG_OTHER_SLOT(node) & mask));
    /* No branch: half of the words have a row. */
    uint32_t row = (uint32_t)(first >> 32) & -(uint32_t)((uint32_t)first == node);
    row |= (uint32_t)(other >> 32) & -(uint32_t)((uint32_t)other == node);
    return m->word_rows + (size_t)(is_wide ? SEG_ROW_WIDE : SEG_ROW_SMALL) * (row < m->word_count ? row : 0);
}

/* Block k of the row. */
static inline uint64_t seg_block(const char *row, unsigned k, bool is_wide)
{
    return is_wide ? bytes_u64(row + 8 * (size_t)k)
                   : bytes_u64(row + 8 * (size_t)(k / 2)) >> 8 * (k & 1) & SEG_EVEN_BYTES;
}

/* What is of the one unit: its tag on the path, what kinds of units it is among, what the lexicon says of it and of its
 * neighbours. */
__attribute__((always_inline)) static inline uint64_t seg_own_weights(const seg_clause *c, const seg_model *m, size_t i,
                                                                      bool is_wide)
{
    static const uint8_t tags[SEG_PATHS] = { SEG_B, SEG_B, SEG_B, SEG_M, SEG_M, SEG_E, SEG_E, SEG_E, SEG_S };
    const uint8_t *class = c->class + i, *place = c->path_place + i;
    size_t window = (size_t) class[-2] << 12 | (size_t) class[-1] << 9 | (size_t) class[0] << 6 |
                    (size_t) class[1] << 3 | class[2];
    size_t joint = SEG_JOINT(place[0], c->longest_begin[i], c->longest_end[i], c->covered_by[i]);
    return seg_block(seg_unit_row(c, m, (ptrdiff_t)i, is_wide), SEG_UNI_TAGS + tags[place[0]], is_wide) +
           bytes_u64(m->context + 8 * window) + bytes_u64(m->joint + 8 * joint) +
           bytes_u64(m->chain + 8 * (size_t)SEG_CHAIN(place[-1], place[0], place[1]));
}

__attribute__((always_inline)) static inline void seg_add_row(uint64_t *sums, const char *row, bool is_wide)
{
    if (is_wide) {
        for (unsigned k = 0; k < SEG_ROW_BLOCKS; k++)
            sums[k] += bytes_u64(row + 8 * (size_t)k);
        return;
    }
    const uint64_t first = bytes_u64(row), last = bytes_u64(row + 8);
    sums[0] += first & SEG_EVEN_BYTES;
    sums[1] += first >> 8 & SEG_EVEN_BYTES;
    sums[2] += last & SEG_EVEN_BYTES;
    sums[3] += last >> 8 & SEG_EVEN_BYTES;
}

/* Inlined, so that it is compiled for each form of a model. */
__attribute__((always_inline)) static inline void seg_sum_weights_by(seg_clause *c, const seg_model *m, bool is_wide)
{
    uint64_t sums[5] = { 0 }; /* of the unit before, … */
    for (ptrdiff_t i = -2; i <= (ptrdiff_t)c->n; i++) {
        seg_add_row(sums, seg_pair_row(c, m, i), is_wide);
        if (i >= -1)
            seg_add_row(sums, seg_unit_row(c, m, i, is_wide), is_wide);
        if (i >= 1 && !c->edge[i - 1]) {
            seg_add_row(sums, seg_word_row(c, m, (size_t)i - 1, is_wide), is_wide);
            c->score[i - 1] = sums[0] + seg_own_weights(c, m, (size_t)i - 1, is_wide);
        }
        for (int k = 0; k < 4; k++)
            sums[k] = sums[k + 1];
    }
}

/* Fills `score`; between clauses it has no meaning. */
static inline void seg_sum_weights(seg_clause *c, const seg_model *m)
{
    if (m->is_wide)
        seg_sum_weights_by(c, m, true);
    else
        seg_sum_weights_by(c, m, false);
}

#define SEG_BACK_BETWEEN 1u /* B: from S */
#define SEG_BACK_BEGIN 0u   /* E: from B */

/* What `back` has at the clause's end, where E and S have such sums. */
static inline uint8_t seg_back_at_end(const seg_clause *c, size_t i, int32_t e, int32_t s)
{
    return (uint8_t)((s >= e || c->edge[i] == SEG_EDGE_BREAK_END) << 3);
}

/* Fills `back`.  m->trans: B→M B→E M→M M→E E→B E→S S→B S→S.  `limit` says which tags may be, if the clause is
 * limited. */
static inline void seg_sum_tags(seg_clause *c, const seg_model *m)
{
    const int32_t *t = m->trans;
    int32_t b = SEG_IMPOSSIBLE, mid = SEG_IMPOSSIBLE, e = 0, s = SEG_IMPOSSIBLE;
    for (size_t i = 0; i < c->n; i++) {
        uint64_t w = c->score[i];
        if (c->edge[i]) {
            c->back[i] = seg_back_at_end(c, i, e, s);
            c->back[++i] = SEG_BACK_BETWEEN;
            c->back[++i] = SEG_BACK_BEGIN;
            b = mid = s = SEG_IMPOSSIBLE;
            e = 0;
            continue;
        }
        int32_t eb = e + t[4], sb = s + t[6], bm = b + t[0], mm = mid + t[2];
        int32_t be = b + t[1], me = mid + t[3], es = e + t[5], ss = s + t[7];
        c->back[i] = (uint8_t)((sb > eb) | (mm > bm) << 1 | (me > be) << 2 | (ss > es) << 3);
        b = (sb > eb ? sb : eb) + seg_lane(w, SEG_B);
        mid = (mm > bm ? mm : bm) + seg_lane(w, SEG_M);
        e = (me > be ? me : be) + seg_lane(w, SEG_E);
        s = (ss > es ? ss : es) + seg_lane(w, SEG_S);
        if (c->limited && c->limit[i]) {
            b = c->limit[i] & 1 << SEG_B ? b : SEG_IMPOSSIBLE;
            mid = c->limit[i] & 1 << SEG_M ? mid : SEG_IMPOSSIBLE;
            e = c->limit[i] & 1 << SEG_E ? e : SEG_IMPOSSIBLE;
            s = SEG_IMPOSSIBLE;
        }
    }
    c->back[c->n] = seg_back_at_end(c, c->n, e, s);
}

#endif
