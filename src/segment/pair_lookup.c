/* pair_lookup.c - finds what the lexicon and the model have for each pair of neighbouring units.
 *
 * Given a clause it fills, for every unit i, whether the units i and i + 1 begin a word of the lexicon (base,
 * cost) and which row of weights the model has for them (row).  Each is a look-up in some megabytes, and
 * waiting for memory would cost more than all computing: so what will be read is asked for while the clause
 * before is being cut (fetch), and what that leads to as soon as it is known (find).
 *
 *     研 究 生   →   研究: a word, and a prefix of 研究生; 究生: nothing; and a row of weights for each
 */
#include "data/double_array.h"
#include "segment/clause.h"
#include "segment/sections.h"

static inline size_t word_node(const seg_lexicon *lex, uint16_t a, uint16_t b)
{
    return (size_t)bytes_u32(lex->first + 8 * (size_t)a) + b;
}

static inline size_t pair_node(const seg_model *m, uint16_t a, uint16_t b)
{
    return (size_t)bytes_u32(m->pair_first + 4 * (size_t)a) + b;
}

/* Where the words go on that begin with units i and i + 1, and their cost as a word. */
static inline void find_word(seg_clause *c, const seg_lexicon *lex, size_t i)
{
    uint16_t a = c->lexicon_id[i], b = c->lexicon_id[i + 1];
    size_t at = word_node(lex, a, b);
    const char *node = double_array_at(lex->nodes, lex->node_count, at);
    /* At b: base 0, no words. */
    uint32_t found = -(uint32_t)((double_array_code(node, SEG_CODE_BITS) == b) & (a != 0) & (b != 0) & (at != b));
    c->base[i] = double_array_base(node) & found;
    c->cost[i] = (uint16_t)(double_array_value(node, SEG_CODE_BITS) | ~found);
}

/* The model's row for two units; 0, of no weight, where it has none. */
static inline uint32_t find_row(const seg_model *m, uint16_t a, uint16_t b)
{
    size_t at = pair_node(m, a, b);
    const char *node = m->pair_nodes + 6 * at;
    if (at >= m->pair_count)
        return 0;
    /* Three pairs in five have a row, which no branch can foresee: so a mask. */
    uint32_t row = bytes_u32(node + 2) & -(uint32_t)(bytes_u16(node) == a);
    return row < m->pair_row_count ? row : 0;
}

void seg_prefetch(const seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
    for (ptrdiff_t i = -2; i < (ptrdiff_t)c->n; i++) {
        __builtin_prefetch(lex->nodes + DOUBLE_ARRAY_NARROW * word_node(lex, c->model_id[i], c->model_id[i + 1]));
        __builtin_prefetch(m->pair_nodes + 6 * pair_node(m, c->model_id[i], c->model_id[i + 1]));
    }
}

void seg_look_up_model_rows(seg_clause *c, const seg_model *m)
{
    for (ptrdiff_t i = -2; i < (ptrdiff_t)c->n; i++) {
        c->row[i] = find_row(m, c->model_id[i], c->model_id[i + 1]);
        __builtin_prefetch(m->pair_rows + 32 * (size_t)c->row[i]);
    }
}

void seg_look_up_word_pairs(seg_clause *c, const seg_lexicon *lex)
{
    c->lexicon_id[c->n] = c->lexicon_id[c->n + 1] = 0;
    for (size_t i = 0; i < c->n; i++) {
        find_word(c, lex, i);
        __builtin_prefetch(lex->nodes + DOUBLE_ARRAY_NARROW * ((size_t)c->base[i] + c->lexicon_id[i + 2]));
    }
}
