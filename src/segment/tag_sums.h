/* tag_sums.h - the best sums of tags up to each unit of a clause, for tagger.c: all four tags at once where the machine
 * can.
 *
 * Given a clause with its scores it fills `back`, a bit a tag: which of its two predecessors was better.  After B or M
 * comes M or E, after E or S comes B or S.  Worked: for S before S, bit 3 is set where S|S sums to more than E|S.
 */
#ifndef SEGMENT_TAG_SUMS_H
#define SEGMENT_TAG_SUMS_H

#include "segment/clause.h"
#include "text/vector/vector.h"

#define SEG_IMPOSSIBLE (-(1 << 30)) /* below any sum of SEG_CLAUSE_MAX units */

static inline int32_t seg_lane(uint64_t sum, unsigned tag)
{
    return (int32_t)(sum >> (16 * tag) & 0xFFFF);
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

/* The same, for clauses without limits. */
static inline bool seg_sum_tags(seg_clause *c, const seg_model *m)
{
    const int32_t *t = m->trans;
    const __m128i by_first = _mm_setr_epi32(t[4], t[0], t[1], t[5]), by_second = _mm_setr_epi32(t[6], t[2], t[3], t[7]);
    __m128i sums = _mm_setr_epi32(SEG_IMPOSSIBLE, SEG_IMPOSSIBLE, 0, SEG_IMPOSSIBLE);
    for (size_t i = 0; i < c->n; i++) {
        __m128i first = _mm_add_epi32(_mm_shuffle_epi32(sums, _MM_SHUFFLE(SEG_E, SEG_B, SEG_B, SEG_E)), by_first);
        __m128i second = _mm_add_epi32(_mm_shuffle_epi32(sums, _MM_SHUFFLE(SEG_S, SEG_M, SEG_M, SEG_S)), by_second);
        __m128i better = _mm_cmpgt_epi32(second, first);
        __m128i weights = _mm_loadl_epi64((const __m128i *)(const void *)&c->score[i]);
        c->back[i] = (uint8_t)_mm_movemask_ps(_mm_castsi128_ps(better));
        sums = _mm_or_si128(_mm_and_si128(better, second), _mm_andnot_si128(better, first));
        sums = _mm_add_epi32(sums, _mm_unpacklo_epi16(weights, _mm_setzero_si128()));
    }
    int32_t e = _mm_cvtsi128_si32(_mm_shuffle_epi32(sums, SEG_E));
    return _mm_cvtsi128_si32(_mm_shuffle_epi32(sums, SEG_S)) >= e;
}
#else
static inline bool seg_sum_tags(seg_clause *c, const seg_model *m)
{
    return seg_sum_tags_plain(c, m, false);
}
#endif

#endif
