/* tag_sums.h - the sums of a clause's weights for each unit, and of those the best for each tag up to there: for
 * tagger.c, all four tags at once where the machine can.
 *
 * A block is the weights of one feature for the four tags, in the four 16-bit lanes of a 64-bit number, each plus
 * SEG_BIAS so that lanes never borrow: adding numbers adds weights, and the bias, the same for all four, does not change
 * which tag is best.  A row of four blocks is for the unit before the place that it is of, the one there, and the two
 * behind; what comes together for four units is kept at hand.
 *
 * Given a clause with its words looked up this fills `score`, the sums, and `back`, a bit a tag: which of its two
 * predecessors was better.  After B or M comes M or E, after E or S comes B or S.  Worked: for S before S, bit 3 is set
 * where S|S sums to more than E|S.
 */
#ifndef SEGMENT_TAG_SUMS_H
#define SEGMENT_TAG_SUMS_H

#include "segment/clause.h"
#include "segment/sections.h"
#include "text/vector/vector.h"

#define SEG_IMPOSSIBLE (-(1 << 30)) /* below any sum of SEG_CLAUSE_MAX units */

static inline int32_t seg_lane(uint64_t sum, unsigned tag)
{
    return (int32_t)(sum >> (16 * tag) & 0xFFFF);
}

/* The rows of a unit, of the pair that it begins, and of the word of the path that begins with it. */
static inline const char *seg_unit_row(const seg_clause *c, const seg_model *m, ptrdiff_t i)
{
    return m->uni + 8 * SEG_UNI_BLOCKS * (size_t)c->model_id[i];
}

static inline const char *seg_pair_row(const seg_clause *c, const seg_model *m, ptrdiff_t i)
{
    return m->pair_rows + 32 * (size_t)c->row[i];
}

static inline const char *seg_word_row(const seg_clause *c, const seg_model *m, size_t i)
{
    uint32_t node = c->node[i], mask = m->slot_count - 1;
    uint64_t first = bytes_u64(m->word_slots + 8 * (size_t)(SEG_SLOT(node) & mask));
    uint64_t other = bytes_u64(m->word_slots + 8 * (size_t)(SEG_OTHER_SLOT(node) & mask));
    /* No branch: half of the words have a row. */
    uint32_t row = (uint32_t)(first >> 32) & -(uint32_t)((uint32_t)first == node);
    row |= (uint32_t)(other >> 32) & -(uint32_t)((uint32_t)other == node);
    return m->word_rows + 32 * (size_t)(row < m->word_count ? row : 0);
}

/* What is of the one unit: its tag on the path, what kinds of units it is among, what the lexicon says of it and of its
 * neighbours. */
static inline uint64_t seg_own_weights(const seg_clause *c, const seg_model *m, size_t i)
{
    static const uint8_t tags[SEG_PATHS] = { SEG_B, SEG_B, SEG_B, SEG_M, SEG_M, SEG_E, SEG_E, SEG_E, SEG_S };
    const uint8_t *class = c->class + i, *place = c->path_place + i;
    size_t window = (size_t) class[-2] << 12 | (size_t) class[-1] << 9 | (size_t) class[0] << 6 |
                    (size_t) class[1] << 3 | class[2];
    size_t joint = SEG_JOINT(place[0], c->longest_begin[i], c->longest_end[i], c->covered_by[i]);
    return bytes_u64(seg_unit_row(c, m, (ptrdiff_t)i) + 8 * (SEG_UNI_TAGS + tags[place[0]])) +
           bytes_u64(m->context + 8 * window) + bytes_u64(m->joint + 8 * joint) +
           bytes_u64(m->chain + 8 * (size_t)SEG_CHAIN(place[-1], place[0], place[1]));
}

static inline void seg_add_row(uint64_t *sums, const char *row)
{
    for (int k = 0; k < 4; k++)
        sums[k] += bytes_u64(row + 8 * k);
}

/* Fills `score`. */
static inline void seg_sum_weights_plain(seg_clause *c, const seg_model *m)
{
    uint64_t sums[5] = { 0 }; /* of the unit before, … */
    for (ptrdiff_t i = -2; i <= (ptrdiff_t)c->n; i++) {
        seg_add_row(sums, seg_pair_row(c, m, i));
        if (i >= -1)
            seg_add_row(sums, seg_unit_row(c, m, i));
        if (i >= 1) {
            seg_add_row(sums, seg_word_row(c, m, (size_t)i - 1));
            c->score[i - 1] = sums[0] + seg_own_weights(c, m, (size_t)i - 1);
        }
        for (int k = 0; k < 4; k++)
            sums[k] = sums[k + 1];
    }
}

/* Fills `back`; true when S is at least as good as E at the clause's end.  m->trans: B→M B→E M→M M→E E→B E→S S→B S→S.
 * With `limited`, `limit` says which tags may be. */
static inline bool seg_sum_tags_plain(seg_clause *c, const seg_model *m, bool limited)
{
    const int32_t *t = m->trans;
    int32_t b = SEG_IMPOSSIBLE, mid = SEG_IMPOSSIBLE, e = 0, s = SEG_IMPOSSIBLE;
    for (size_t i = 0; i < c->n; i++) {
        uint64_t w = c->score[i];
        int32_t eb = e + t[4], sb = s + t[6], bm = b + t[0], mm = mid + t[2];
        int32_t be = b + t[1], me = mid + t[3], es = e + t[5], ss = s + t[7];
        c->back[i] = (uint8_t)((sb > eb) | (mm > bm) << 1 | (me > be) << 2 | (ss > es) << 3);
        b = (sb > eb ? sb : eb) + seg_lane(w, SEG_B);
        mid = (mm > bm ? mm : bm) + seg_lane(w, SEG_M);
        e = (me > be ? me : be) + seg_lane(w, SEG_E);
        s = (ss > es ? ss : es) + seg_lane(w, SEG_S);
        if (limited && c->limit[i]) {
            b = c->limit[i] & 1 << SEG_B ? b : SEG_IMPOSSIBLE;
            mid = c->limit[i] & 1 << SEG_M ? mid : SEG_IMPOSSIBLE;
            e = c->limit[i] & 1 << SEG_E ? e : SEG_IMPOSSIBLE;
            s = SEG_IMPOSSIBLE;
        }
    }
    return s >= e;
}

#if VECTOR_X86 /* of which SSE2 is a part */
#include <emmintrin.h>

typedef struct {
    __m128i low, high;
} seg_four_sums;

static inline seg_four_sums seg_with_row(seg_four_sums sums, const char *row)
{
    const __m128i *at = (const __m128i *)(const void *)row;
    return (seg_four_sums){ _mm_add_epi64(sums.low, _mm_loadu_si128(at)),
                            _mm_add_epi64(sums.high, _mm_loadu_si128(at + 1)) };
}

/* The sums of the next four units. */
static inline seg_four_sums seg_next_four(seg_four_sums sums)
{
    return (seg_four_sums){ _mm_unpackhi_epi64(sums.low, _mm_slli_si128(sums.high, 8)), _mm_srli_si128(sums.high, 8) };
}

/* Both of the above in one, for clauses without limits. */
static inline bool seg_sum_tags(seg_clause *c, const seg_model *m)
{
    const int32_t *t = m->trans;
    const __m128i by_first = _mm_setr_epi32(t[4], t[0], t[1], t[5]), by_second = _mm_setr_epi32(t[6], t[2], t[3], t[7]);
    __m128i best = _mm_setr_epi32(SEG_IMPOSSIBLE, SEG_IMPOSSIBLE, 0, SEG_IMPOSSIBLE);
    seg_four_sums sums = { _mm_setzero_si128(), _mm_setzero_si128() };
    sums = seg_next_four(seg_with_row(sums, seg_pair_row(c, m, -2)));
    sums = seg_next_four(seg_with_row(seg_with_row(sums, seg_pair_row(c, m, -1)), seg_unit_row(c, m, -1)));
    sums = seg_next_four(seg_with_row(seg_with_row(sums, seg_pair_row(c, m, 0)), seg_unit_row(c, m, 0)));
    for (size_t i = 0; i < c->n; i++) {
        sums = seg_with_row(seg_with_row(sums, seg_pair_row(c, m, (ptrdiff_t)i + 1)),
                            seg_unit_row(c, m, (ptrdiff_t)i + 1));
        sums = seg_with_row(sums, seg_word_row(c, m, i));
        __m128i score = _mm_add_epi64(sums.low, _mm_cvtsi64_si128((int64_t)seg_own_weights(c, m, i)));
        _mm_storel_epi64((__m128i *)(void *)&c->score[i], score);
        sums = seg_next_four(sums);
        __m128i first = _mm_add_epi32(_mm_shuffle_epi32(best, _MM_SHUFFLE(SEG_E, SEG_B, SEG_B, SEG_E)), by_first);
        __m128i second = _mm_add_epi32(_mm_shuffle_epi32(best, _MM_SHUFFLE(SEG_S, SEG_M, SEG_M, SEG_S)), by_second);
        __m128i better = _mm_cmpgt_epi32(second, first);
        c->back[i] = (uint8_t)_mm_movemask_ps(_mm_castsi128_ps(better));
        best = _mm_or_si128(_mm_and_si128(better, second), _mm_andnot_si128(better, first));
        best = _mm_add_epi32(best, _mm_unpacklo_epi16(score, _mm_setzero_si128()));
    }
    int32_t e = _mm_cvtsi128_si32(_mm_shuffle_epi32(best, SEG_E));
    return _mm_cvtsi128_si32(_mm_shuffle_epi32(best, SEG_S)) >= e;
}
#else
static inline bool seg_sum_tags(seg_clause *c, const seg_model *m)
{
    seg_sum_weights_plain(c, m);
    return seg_sum_tags_plain(c, m, false);
}
#endif

#endif
