/* pair_lookup.c - finds what the lexicon and the model have for each pair of neighbouring units.
 *
 * Given a clause it fills, for every unit i, whether the units i and i + 1 begin a word of the lexicon (base,
 * cost) and which row of weights the model has for them (row).  Each is a look-up in some megabytes, and
 * waiting for memory would cost more than all computing: so what will be read is asked for while the clause
 * before is being cut (seg_prefetch), and what that leads to as soon as it is known (seg_look_up_pairs).
 *
 *     研 究 生   →   研究: a word, and a prefix of 研究生; 究生: nothing; and a row of weights for each
 *
 * Whether a pair is there no branch can foresee, so none is asked.
 */
#include "data/double_array.h"
#include "segment/clause.h"
#include "segment/sections.h"

/* Where the lexicon would have units i and i + 1, and what it says of unit i alone.  Stores might change what a
 * structure points to, as far as a compiler knows, so that loops take what they need out of it before. */
static inline void place_words(seg_clause *c, const seg_lexicon *lex, bool fetch)
{
    const uint16_t *ids = c->lexicon_id;
    const char *first = lex->first, *nodes = lex->nodes;
    const uint16_t unknown = (uint16_t)lex->unknown;
    seg_unit *units = c->units;
    uint8_t *hints = c->hint;
    for (size_t i = 0, n = c->n; i < n; i++) {
        uint64_t entry = bytes_u64(first + 8 * (size_t)ids[i]);
        uint16_t cost = (uint16_t)(entry >> 32);
        units[i].pair = (uint32_t)entry + ids[i + 1];
        units[i].alone = cost == SEG_NO_WORD ? unknown : cost;
        hints[i] = (uint8_t)(entry >> 56);
        if (fetch)
            __builtin_prefetch(nodes + DOUBLE_ARRAY_NARROW * (size_t)units[i].pair);
    }
}

/* Where the model would have units i and i + 1. */
static inline void place_rows(seg_clause *c, const seg_model *m)
{
    const uint16_t *ids = c->model_id;
    const char *first = m->pair_first, *nodes = m->pair_nodes;
    seg_unit *units = c->units;
    for (ptrdiff_t i = -2, n = (ptrdiff_t)c->n; i < n; i++) {
        units[i].row = bytes_u32(first + 4 * (size_t)ids[i]) + ids[i + 1];
        __builtin_prefetch(nodes + 6 * (size_t)units[i].row);
    }
}

/* Whether words begin with units i and i + 1, where they go on, and what the two cost. */
static inline void find_words(seg_clause *c, const seg_lexicon *lex)
{
    const uint16_t *ids = c->lexicon_id;
    const char *nodes = lex->nodes;
    const uint32_t count = lex->node_count;
    seg_unit *units = c->units;
    uint8_t *two = c->two;
    for (size_t i = 0, n = c->n; i < n; i++) {
        uint16_t b = ids[i + 1];
        uint64_t node = bytes_u64(double_array_at(nodes, count, units[i].pair));
        /* At b: base 0, no words. */
        uint64_t found = -(uint64_t)(((uint16_t)(node >> 32) == b) & (b != 0) & (units[i].pair != b));
        uint16_t cost = (uint16_t)(node >> 48 | ~found);
        units[i].base = (uint32_t)(node & found);
        units[i].cost = cost;
        two[i] = cost != SEG_NO_WORD;
        __builtin_prefetch(nodes + DOUBLE_ARRAY_NARROW * ((size_t)units[i].base + ids[i + 2]));
    }
}

/* The model's rows for units i and i + 1; 0, of no weight, where it has none. */
static inline void find_rows(seg_clause *c, const seg_model *m)
{
    const uint16_t *ids = c->model_id;
    const char *nodes = m->pair_nodes, *rows = m->pair_rows;
    const uint32_t nodes_count = m->pair_count, rows_count = m->pair_row_count;
    seg_unit *units = c->units;
    for (ptrdiff_t i = -2, n = (ptrdiff_t)c->n; i < n; i++) {
        size_t at = units[i].row < nodes_count ? units[i].row : 0;
        const char *node = nodes + 6 * at;
        uint32_t row = bytes_u32(node + 2) & -(uint32_t)(bytes_u16(node) == ids[i]);
        row = row < rows_count ? row : 0;
        units[i].row = row;
        __builtin_prefetch(rows + 32 * (size_t)row);
    }
    units[c->n].row = 0;
}

void seg_prefetch(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
    c->lexicon_id[c->n] = c->lexicon_id[c->n + 1] = 0;
    place_rows(c, m);
    place_words(c, lex, true);
}

void seg_look_up_pairs(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
    find_rows(c, m);
    find_words(c, lex);
}

void seg_look_up_word_pairs(seg_clause *c, const seg_lexicon *lex)
{
    c->lexicon_id[c->n] = c->lexicon_id[c->n + 1] = 0;
    place_words(c, lex, false);
    find_words(c, lex);
}
