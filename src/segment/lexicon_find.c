/* lexicon_find.c - a word of the lexicon by its units.
 *
 * Worked: the units 长 江 大 桥 → the number of 长江大桥; 长 江 大 → 0, since no word ends there.
 */
#include "segment/clause.h"
#include "segment/sections.h"
#include "text/bytes.h"

uint32_t seg_word_number(const seg_clause *c, const seg_lexicon *lex, size_t from, size_t to)
{
    uint32_t base, at = 0;
    if (to - from < 2 || !c->lexicon_id[from])
        return 0;
    base = bytes_u32(lex->first + 8 * (size_t)c->lexicon_id[from]);
    for (size_t i = from + 1; i < to; i++) {
        at = base + c->lexicon_id[i];
        if (!base || !c->lexicon_id[i] || at >= lex->node_count ||
            bytes_u16(lex->nodes + 8 * (size_t)at) != c->lexicon_id[i])
            return 0;
        base = bytes_u32(lex->nodes + 8 * (size_t)at + 4);
    }
    return bytes_u16(lex->nodes + 8 * (size_t)at + 2) == SEG_NO_WORD ? 0 : at;
}
