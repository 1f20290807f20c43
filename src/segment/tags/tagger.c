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

/* By the bits of `back`: the predecessors of B M E S, which are E or S, B or M, B or M, E or S. */
#define B_FROM(bits) (SEG_E + ((bits)&1))
#define M_FROM(bits) (SEG_B + ((bits) >> 1 & 1))
#define E_FROM(bits) (SEG_B + ((bits) >> 2 & 1))
#define S_FROM(bits) (SEG_E + ((bits) >> 3 & 1))
#define FROM(bits) \
    { \
        B_FROM(bits), M_FROM(bits), E_FROM(bits), S_FROM(bits) \
    }
static const uint8_t came_from[16][SEG_TAGS] = {
    FROM(0), FROM(1), FROM(2),  FROM(3),  FROM(4),  FROM(5),  FROM(6),  FROM(7),
    FROM(8), FROM(9), FROM(10), FROM(11), FROM(12), FROM(13), FROM(14), FROM(15),
};

/* Fills `score` and `back`. */
static void sum_tags(seg_clause *c, const seg_model *m)
{
    c->row[c->n] = c->row[c->n + 1] = 0;
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
    unsigned tag = came_from[c->back[c->n]][SEG_S];
    for (size_t i = c->n; i > 0; i--) {
        c->cut[i - 1] = (uint8_t)(tag >> 1); /* E and S */
        tag = came_from[c->back[i - 1]][tag];
    }
}
