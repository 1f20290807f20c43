/* person_names.c - surnames and given names that the lexicon does not have, for the coarse grain.
 *
 * Given a clause in the fine grain it says what it costs to take the units from one place on as a person's name: the
 * sum of what its characters cost as a surname and as parts of given names, which were counted in the lexicon's names,
 * and of how rare names are.  On the cheapest way through words (coarse_grain.c) that competes with everything else.
 *
 *     陈|大文|来到  →  陈大文|来到, because 大 and 文 are common in names and 大文 is no word
 */
#include <string.h>

#include "segment/coarse/coarse.h"

#define NATS_OF_SINGLE 2     /* one given name in seven has one character */
#define NATS_OF_OTHER_WORD 1 /* 写 in 陈磊写, 经理 in 王经理 */

/* True when the units [i, end) are a word of the fine grain, and of a kind that given names rarely are: a word of two
 * characters that is no name, or one of 写 and the like. */
static bool is_other_word(const seg_clause *c, const seg_lexicon *lex, size_t i, size_t end)
{
    const char *tag = seg_tag_of(c, lex, i, end);
    bool is_word = *tag && c->cut[end - 1] && c->cut[i - 1] && seg_end_of_word(c, i) == end;
    return is_word && (end - i == 1 ? strchr("vpcdur", *tag) != NULL : strncmp(tag, "nr", 2) != 0);
}

uint32_t seg_given_name(const seg_clause *c, const seg_lexicon *lex, size_t i, size_t length)
{
    size_t end = i + length;
    uint32_t cost = seg_cost_in_names(c, lex, i, 2), second = seg_cost_in_names(c, lex, end - 1, 3), word;
    if (length == 1)
        return NATS_OF_SINGLE * lex->scale + (cost < second ? cost : second);
    cost += second;
    if (memcmp(seg_tag_of(c, lex, i, end), "nr", 2) == 0 && (word = seg_cost_of_word(c, lex, i, end)) < cost)
        cost = word;
    bool doubtful = is_other_word(c, lex, end - 1, end) || is_other_word(c, lex, i, end);
    return cost + (doubtful ? NATS_OF_OTHER_WORD * lex->scale : 0);
}
