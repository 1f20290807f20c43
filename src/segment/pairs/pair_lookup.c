/* pair_lookup.c - finds what the lexicon and the model have for each pair of neighbouring units.
 *
 * Given a clause it fills, for every unit i, whether the units i and i + 1 begin a word of the lexicon (base,
 * cost) and which row of weights the model has for them (row).  Each is a look-up in some megabytes, and
 * waiting for memory would cost more than all computing: so what will be read is asked for while the clause
 * before is being cut (seg_prefetch), and what that leads to as soon as it is known (seg_look_up_pairs).
 *
 *     研 究 生   →   研究: a word, and a prefix of 研究生; 究生: nothing; and a row of weights for each
 *
 * Whether a pair is there no branch can foresee, so none is asked.  A clause's end and what is behind it are no pair to
 * the model; what is before the next clause and its left neighbour are.
 */
#include "segment/lexicon_nodes.h"
#include "segment/pairs/pair_lookup.h"
#include "segment/pairs/pair_lookup_avx2.h"

/* Where the lexicon would have units i and i + 1, and what it says of unit i alone.  Stores might change what a
 * structure points to, as far as a compiler knows, so that loops take what they need out of it before. */
static inline void place_words(seg_clause *c, const seg_lexicon *lex)
{
    const uint16_t *ids = c->lexicon_id;
    const char *first = lex->first, *nodes = lex->nodes;
    const uint32_t unknown = lex->unknown;
    const size_t size = seg_packing(lex->is_wide).bytes;
    uint32_t *pair = c->pair, *alone = c->alone;
    uint8_t *hint = c->hint;
    for (size_t i = 0, n = c->n; i < n; i++) {
        uint64_t entry = bytes_u64(first + SEG_FIRST_OF(ids[i], ids[i + 1]));
        uint32_t cost = (uint16_t)(entry >> 32);
        pair[i] = (uint32_t)entry + ids[i + 1];
        alone[i] = cost == SEG_NO_WORD ? unknown : cost;
        hint[i] = (uint8_t)(entry >> 56);
        __builtin_prefetch(nodes + size * pair[i]);
    }
}

/* What the units are to the model. */
static inline void number_units(seg_clause *c, const seg_model *m)
{
    const uint16_t *ids = c->model_id;
    const char *numbers = m->numbers;
    const uint32_t count = m->unit_count;
    uint16_t *unit = c->unit;
    for (ptrdiff_t i = -2, n = (ptrdiff_t)c->n; i < n + 2; i++) {
        uint16_t number = bytes_u16(numbers + 2 * (size_t)ids[i]);
        unit[i] = number < count ? number : 0;
    }
}

/* Where the model would have units i and i + 1. */
static inline void place_rows(seg_clause *c, const seg_model *m)
{
    const uint16_t *unit = c->unit;
    const char *bases = m->pair_bases, *nodes = m->pair_nodes;
    const size_t size = m->is_wide ? 8 : 4;
    uint32_t *row = c->row;
    for (ptrdiff_t i = -2, n = (ptrdiff_t)c->n; i < n; i++) {
        row[i] = bytes_u32(bases + 4 * SEG_PAIR_BASE((size_t)unit[i], unit[i + 1])) + unit[i + 1];
        __builtin_prefetch(nodes + size * row[i]);
    }
}

/* Whether words begin with units i and i + 1, where they go on, and what the two cost. */
__attribute__((always_inline)) static inline void find_words_by(seg_clause *c, const seg_lexicon *lex,
                                                                double_array_packing by)
{
    const uint16_t *ids = c->lexicon_id;
    const char *nodes = lex->nodes;
    const uint32_t count = lex->node_count;
    const uint32_t *pair = c->pair;
    uint32_t *base = c->base, *cost = c->cost;
    uint8_t *two = c->two;
    for (size_t i = 0, n = c->n; i < n; i++) {
        uint16_t b = ids[i + 1];
        const char *node = double_array_packed_at(nodes, by, count, pair[i]);
        /* At b: base 0, no words. */
        uint32_t found = -(uint32_t)((double_array_packed_code(node, by) == b) & (b != 0) & (pair[i] != b));
        base[i] = double_array_packed_base(node, by) & found;
        uint32_t value = double_array_packed_value(node, by) & found;
        two[i] = value != 0;
        cost[i] = value ? value : SEG_NO_WORD;
        __builtin_prefetch(nodes + by.bytes * ((size_t)base[i] + ids[i + 2]));
    }
}

static inline void find_words(seg_clause *c, const seg_lexicon *lex)
{
    if (lex->is_wide)
        find_words_by(c, lex, seg_packing(true));
    else
        find_words_by(c, lex, seg_packing(false));
}

/* The model's rows for units i and i + 1; 0, of no weight, where it has none. */
__attribute__((always_inline)) static inline void find_rows(seg_clause *c, const seg_model *m, bool is_wide)
{
    const uint16_t *unit = c->unit;
    const char *nodes = m->pair_nodes, *rows = m->pair_rows;
    const uint32_t nodes_count = m->pair_count, rows_count = m->pair_row_count;
    const uint8_t *edge = c->edge;
    uint32_t *row = c->row;
    for (ptrdiff_t i = -2, n = (ptrdiff_t)c->n; i < n; i++) {
        size_t at = row[i] < nodes_count ? row[i] : 0;
        uint32_t label = is_wide ? bytes_u32(nodes + 8 * at) : bytes_u16(nodes + 4 * at);
        uint32_t found = is_wide ? bytes_u32(nodes + 8 * at + 4) : bytes_u16(nodes + 4 * at + 2);
        found &= -(uint32_t)(label == SEG_PAIR_BASE((uint32_t)unit[i], unit[i + 1]));
        row[i] = found < rows_count && !(edge[i] & SEG_EDGE_END) ? found : 0;
        row[i] *= is_wide ? SEG_ROW_WIDE : SEG_ROW_SMALL;
        __builtin_prefetch(rows + row[i]);
    }
}

/* The same for three units, of which two are known. */
__attribute__((always_inline)) static inline void look_up_threes_by(seg_clause *c, const seg_lexicon *lex,
                                                                    double_array_packing by)
{
    const uint16_t *ids = c->lexicon_id;
    const char *nodes = lex->nodes;
    const uint32_t count = lex->node_count;
    const uint32_t *base = c->base;
    uint32_t *third_base = c->third_base, *third_cost = c->third_cost;
    uint8_t *three = c->three;
    for (size_t i = 0, n = c->n; i < n; i++) {
        uint32_t third = ids[i + 2], at = base[i] + third;
        const char *node = double_array_packed_at(nodes, by, count, at);
        uint32_t found = -(uint32_t)((double_array_packed_code(node, by) == third) & (third != 0) & (at != third));
        uint32_t cost = double_array_packed_value(node, by) & found;
        third_base[i] = double_array_packed_base(node, by) & found;
        third_cost[i] = cost ? cost : SEG_NO_THIRD;
        three[i] = cost != 0;
    }
}

void seg_look_up_threes_plain(seg_clause *c, const seg_lexicon *lex)
{
    if (lex->is_wide)
        look_up_threes_by(c, lex, seg_packing(true));
    else
        look_up_threes_by(c, lex, seg_packing(false));
}

void seg_prefetch_plain(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
    number_units(c, m);
    place_rows(c, m);
    place_words(c, lex);
}

void seg_look_up_pairs_plain(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
    if (m->is_wide)
        find_rows(c, m, true);
    else
        find_rows(c, m, false);
    c->row[c->n] = c->row[c->n + 1] = 0;
    find_words(c, lex);
}

void seg_look_up_word_pairs(seg_clause *c, const seg_lexicon *lex)
{
    place_words(c, lex);
    find_words(c, lex);
}

void seg_prefetch(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
#if VECTOR_X86
    if (VECTOR_HAS("avx2")) {
        seg_prefetch_avx2(c, lex, m);
        return;
    }
#endif
    seg_prefetch_plain(c, lex, m);
}

void seg_look_up_pairs(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
#if VECTOR_X86
    if (VECTOR_HAS("avx2")) {
        seg_look_up_pairs_avx2(c, lex, m);
        return;
    }
#endif
    seg_look_up_pairs_plain(c, lex, m);
}

void seg_look_up_threes(seg_clause *c, const seg_lexicon *lex)
{
#if VECTOR_X86
    if (VECTOR_HAS("avx2")) {
        seg_look_up_threes_avx2(c, lex);
        return;
    }
#endif
    seg_look_up_threes_plain(c, lex);
}
