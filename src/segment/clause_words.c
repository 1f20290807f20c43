/* clause_words.c - what is asked of the words of a clause that has been cut: part of speech, and how sure.
 *
 * Worked: 南京市 → ns, which the lexicon has; 26.95 → m, though it is in no list.
 */
#include <string.h>

#include "segment/clause.h"
#include "segment/sections.h"

/* The number of the part of speech called `name`; 0 when the lexicon has none. */
static uint8_t number_of_tag(const seg_lexicon *lex, const char *name)
{
    for (uint32_t i = 1; i < lex->tag_count && i < 256; i++)
        if (strncmp(lex->tag_names + 8 * (size_t)i, name, 8) == 0)
            return (uint8_t)i;
    return 0;
}

uint8_t seg_clause_part_of_speech(const seg_clause *c, const seg_lexicon *lex, const seg_user_words *words, size_t from,
                                  size_t to)
{
    uint8_t tag = words ? c->tag[from] : 0;
    bool number = true;
    if (tag)
        return tag;
    if (to - from > 1) {
        uint32_t node = seg_word_number(c, lex, from, to);
        tag = node ? (uint8_t)lex->tags[node] & ~SEG_TAG_PHRASE : 0;
    } else if (c->lexicon_id[from])
        tag = (uint8_t)lex->first[SEG_FIRST * (size_t)c->lexicon_id[from] + 6];
    if (tag)
        return tag;
    if (to - from == 1 && c->class[from] == SEG_LATIN)
        return number_of_tag(lex, "eng");
    for (size_t i = from; i < to; i++)
        number = number && (c->class[i] == SEG_NUMBER || c->class[i] == SEG_NUMERAL);
    return number ? number_of_tag(lex, "m") : 0;
}

uint32_t seg_clause_margin(const seg_clause *c, size_t from, size_t to)
{
    uint32_t least = c->margin[to - 1];
    if (from > 0 && c->margin[from - 1] < least)
        least = c->margin[from - 1];
    for (size_t i = from; i + 1 < to; i++) /* a cut of the fine grain that was joined over is not in doubt */
        if (!c->fine[i] && c->margin[i] < least)
            least = c->margin[i];
    return least;
}
