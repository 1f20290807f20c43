/* lexicon_find.c - a word of the lexicon by its units.
 *
 * Worked: the units 长 江 大 桥 → the number of 长江大桥; 长 江 大 → 0, since no word ends there.
 */
#include "data/double_array.h"
#include "segment/clause.h"
#include "segment/sections.h"

uint32_t seg_word_number(const seg_clause *c, const seg_lexicon *lex, size_t from, size_t to)
{
    uint32_t base, at = 0;
    const char *node = lex->nodes;
    if (to - from < 2 || !c->lexicon_id[from])
        return 0;
    base = bytes_u32(lex->first + SEG_FIRST_OF(c->lexicon_id[from], c->lexicon_id[from + 1]));
    for (size_t i = from + 1; i < to; i++) {
        at = base + c->lexicon_id[i];
        node = double_array_at(lex->nodes, lex->node_count, at);
        if (!base || !c->lexicon_id[i] || double_array_code(node, SEG_CODE_BITS) != c->lexicon_id[i])
            return 0;
        base = double_array_base(node);
    }
    return double_array_value(node, SEG_CODE_BITS) == SEG_NO_WORD ? 0 : at;
}
