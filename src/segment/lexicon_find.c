/* lexicon_find.c - a word of the lexicon by its units.
 *
 * Worked: the units 长 江 大 桥 → the number of 长江大桥; 长 江 大 → 0, since no word ends there.
 */
#include "segment/lexicon_nodes.h"

uint32_t seg_word_number(const seg_clause *c, const seg_lexicon *lex, size_t from, size_t to)
{
    uint32_t base, at = 0, cost = 0;
    if (to - from < 2 || !c->lexicon_id[from])
        return 0;
    base = bytes_u32(lex->first + SEG_FIRST_OF(c->lexicon_id[from], c->lexicon_id[from + 1]));
    for (size_t i = from + 1; i < to; i++) {
        at = base + c->lexicon_id[i];
        if (!seg_step(lex, &base, c->lexicon_id[i], &cost))
            return 0;
    }
    return cost ? at : 0;
}
