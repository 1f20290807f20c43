/* tagger.c - the linear model: sums each unit's weights (tag_sums.h), then finds the best sequence of tags.
 *
 * Given a clause with its words looked up it fills `cut`: 1 where a word ends.
 *
 *     南 京 市 长 江 大 桥  →  B E S B E B E  →  南京|市|长江|大桥
 */
#include "segment/clause.h"
#include "segment/sections.h"
#include "segment/tags/tag_sums.h"
#include "segment/tags/tag_sums_avx2.h"
#include "text/bytes.h"

/* By the bits of `back`, a byte for each tag, times 8: which tag came before.  That of B is E or S, of M B or M, of E B
 * or M, of S E or S; times 8 a tag says how far to shift to its own byte, so that a step back is a shift and a mask. */
#define TIMES 8u
#define BEFORE(bits) \
    TIMES *((SEG_E + ((bits)&1u)) | (SEG_B + ((bits) >> 1 & 1u)) << 8 | (SEG_B + ((bits) >> 2 & 1u)) << 16 | \
            (SEG_E + ((bits) >> 3 & 1u)) << 24)
static const uint32_t before[16] = {
    BEFORE(0u), BEFORE(1u), BEFORE(2u),  BEFORE(3u),  BEFORE(4u),  BEFORE(5u),  BEFORE(6u),  BEFORE(7u),
    BEFORE(8u), BEFORE(9u), BEFORE(10u), BEFORE(11u), BEFORE(12u), BEFORE(13u), BEFORE(14u), BEFORE(15u),
};

/* Fills `score` and `back`. */
static void sum_tags(seg_clause *c, const seg_model *m)
{
#if VECTOR_X86
    if (!c->limited && VECTOR_HAS("avx2")) {
        seg_sum_tags_avx2(c, m);
        return;
    }
#endif
    seg_sum_weights(c, m);
    seg_sum_tags(c, m);
}

void seg_clause_tag(seg_clause *c, const seg_model *m)
{
    sum_tags(c, m);
    const uint8_t *back = c->back;
    uint8_t *cut = c->cut;
    uint32_t tag = before[back[c->n]] >> TIMES * SEG_S & TIMES * 3;
    for (size_t i = c->n; i > 0; i--) {
        cut[i - 1] = (uint8_t)(tag / (2 * TIMES)); /* E and S */
        tag = before[back[i - 1]] >> tag & TIMES * 3;
    }
}
