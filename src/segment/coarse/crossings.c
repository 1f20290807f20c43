/* crossings.c - of two words that cross, the one that the coarse grain takes: AB|C or A|BC.
 *
 * The fine grain is learned from text with few rare words.  Where its word has a neighbour that makes another with half
 * of it, and what is left is so much commoner that the model's doubt does not weigh as much, the other is taken.
 *
 *     躺床|上  →  躺|床上      在|家宅|了  →  在家|宅|了
 */
#include "segment/coarse/coarse.h"

#define PRIOR 150   /* in hundredths: how much more the model must be believed than the words' costs */
#define PER_NAT 100 /* what a nat of cost counts for in the model's sums */

static int32_t weight(const seg_clause *c, size_t i, unsigned tag)
{
    return (int32_t)(c->score[i] >> 16 * tag & 0xFFFF);
}

/* By how much the model prefers AB|C at i to A|BC. */
static int32_t margin_of_left(const seg_clause *c, const seg_model *m, size_t i)
{
    const int32_t *t = m->trans; /* B→M B→E M→M M→E E→B E→S S→B S→S */
    int32_t left = weight(c, i, SEG_B) + weight(c, i + 1, SEG_E) + weight(c, i + 2, SEG_S) + t[5];
    int32_t right = weight(c, i, SEG_S) + weight(c, i + 1, SEG_B) + weight(c, i + 2, SEG_E) + t[6];
    if (i > 0) {
        bool single = i == 1 || c->cut[i - 2];
        left += t[single ? 6 : 4];
        right += t[single ? 7 : 5];
    }
    if (i + 3 < c->n) {
        bool single = c->cut[i + 3];
        left += t[single ? 7 : 6];
        right += t[single ? 5 : 4];
    }
    return left - right;
}

/* True when the three units at i are such as words are made of, and not the user's. */
static bool is_free(const seg_clause *c, size_t i)
{
    for (size_t k = i; k < i + 3; k++)
        if ((c->class[k] != SEG_HAN && c->class[k] != SEG_NUMERAL) || seg_is_users(c, k))
            return false;
    return true;
}

void seg_uncross(const segmenter *seg, seg_clause *c, size_t i)
{
    const seg_lexicon *lex = &seg->lex;
    bool left = c->cut[i + 1];
    uint32_t other = c->cost[left ? i + 1 : i];
    if (other == SEG_NO_WORD || !is_free(c, i) || c->fine[left ? i + 1 : i] == SEG_CUT_FOR_GOOD)
        return;
    int64_t cost_left = (int64_t)seg_cost_of_word(c, lex, i, i + 2) + seg_cost_of_word(c, lex, i + 2, i + 3);
    int64_t cost_right = (int64_t)seg_cost_of_word(c, lex, i, i + 1) + seg_cost_of_word(c, lex, i + 1, i + 3);
    int64_t gain = left ? cost_left - cost_right : cost_right - cost_left;
    if (gain * PER_NAT <= PRIOR * (int64_t)lex->scale)
        return;
    int64_t margin = margin_of_left(c, &seg->model, i) * (left ? 1 : -1);
    if (gain * PER_NAT <= (PRIOR + margin) * (int64_t)lex->scale)
        return;
    bool counted = seg_is_numeral(c, left ? i + 1 : i) && seg_role(c, lex, left ? i + 2 : i + 1) & SEG_ROLE_MEASURE;
    c->cut[i] = c->fine[i] = left || counted;
    c->cut[i + 1] = c->fine[i + 1] = !left || counted;
}
