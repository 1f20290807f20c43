/* lexicon_nodes.h - the lexicon's words, step by step: what leads on, and what a word costs.
 *
 * Steps are the double array's (data/double_array.h), and bounded.
 * Worked: from the base of 长 the id of 江 leads to a node with the cost of 长江, and a base for 长江大桥.
 */
#ifndef SEGMENT_LEXICON_NODES_H
#define SEGMENT_LEXICON_NODES_H

#include "data/double_array.h"
#include "segment/clause.h"
#include "segment/sections.h"

/* How its nodes are divided: a loop that is hot is compiled for each of both. */
static inline double_array_packing seg_packing(bool is_wide)
{
    return is_wide ? DOUBLE_ARRAY_PACKED_8 : DOUBLE_ARRAY_PACKED_LEXICON;
}

/* What the word costs that ends at that node; SEG_NO_WORD for none. */
static inline uint32_t seg_cost_at(const seg_lexicon *lex, uint32_t node)
{
    double_array_packing by = seg_packing(lex->is_wide);
    uint32_t cost = double_array_packed_value(double_array_packed_at(lex->nodes, by, lex->node_count, node), by);
    return cost ? cost : SEG_NO_WORD;
}

/* Goes on from *base with `id`; false when no word does.  *cost gets that of the word that ends there; 0 for none. */
static inline bool seg_step(const seg_lexicon *lex, uint32_t *base, uint32_t id, uint32_t *cost)
{
    double_array_packing by = seg_packing(lex->is_wide);
    const char *node = double_array_packed_at(lex->nodes, by, lex->node_count, (size_t)*base + id);
    if (double_array_packed_code(node, by) != id || !*base || !id)
        return false;
    *base = double_array_packed_base(node, by);
    *cost = double_array_packed_value(node, by);
    return true;
}

#endif
