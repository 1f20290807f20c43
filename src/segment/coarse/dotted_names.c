/* dotted_names.c - joins transliterated names with middle dots, in the coarse grain.
 *
 * What stands on both sides of a dot is joined where each side may be part of a name: a name to the lexicon, or unknown
 * to it, or in Latin letters.  One side may be a single character, or the name of a place, where the other is not.
 *
 *     弗里德里克|·|泰勒  →  弗里德里克·泰勒      让|·|雅克|·|卢梭  →  让·雅克·卢梭      上海|·|北京  stays
 */
#include "segment/coarse/coarse.h"

#define MIDDLE_DOT U'·'

/* What the word of the units [begin, end) may be beside a dot. */
typedef enum { NOT_NAME, HALF_NAME, NAME } likeness;

static likeness likeness_of(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    if (end - begin == 1 && c->class[begin] == SEG_LATIN)
        return NAME;
    for (size_t i = begin; i < end; i++)
        if (c->class[i] != SEG_HAN && c->class[i] != SEG_NUMERAL)
            return NOT_NAME;
    if (end - begin == 1)
        return HALF_NAME;
    const char *tag = seg_tag_of(c, lex, begin, end);
    if (tag[0] == 'n' && (tag[1] == 's' || tag[1] == 'z'))
        return HALF_NAME;
    return !*tag || (tag[0] == 'n' && tag[1] == 'r') ? NAME : NOT_NAME;
}

static bool is_dot(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    return i > 0 && i + 1 < c->n && c->class[i] == SEG_SYMBOL && seg_character_of(c, lex, i) == MIDDLE_DOT;
}

/* Where the part of a name begins that ends before the dot. */
static size_t part_before(const seg_clause *c, const seg_lexicon *lex, size_t dot)
{
    size_t begin = dot - 1;
    while (begin > 0 && !c->cut[begin - 1] && !is_dot(c, lex, begin - 1))
        begin--;
    return begin;
}

/* True when the dot of `first` joins what stands beside it: at least one side is a name, and so is each, or half. */
static bool joins(const seg_clause *c, const seg_lexicon *lex, size_t dot, bool joined)
{
    size_t begin = part_before(c, lex, dot), end = seg_end_of_word(c, dot + 1);
    if (!c->cut[dot - 1] || !c->cut[dot] || seg_is_users(c, begin) || seg_is_users(c, dot + 1))
        return false;
    likeness before = likeness_of(c, lex, begin, dot), after = likeness_of(c, lex, dot + 1, end);
    bool goes_on = end - dot == 2 && is_dot(c, lex, end); /* a single character between dots: 穆罕默德·本·萨勒曼 */
    if (before == NOT_NAME || after == NOT_NAME || (end - dot == 2 && after == HALF_NAME && !goes_on))
        return false;
    return before == NAME || after == NAME || joined;
}

void seg_join_dotted_names(seg_clause *c, const seg_lexicon *lex)
{
    for (size_t dot = 1, last = 0; dot + 1 < c->n; dot++)
        if (is_dot(c, lex, dot) && joins(c, lex, dot, last > 0 && part_before(c, lex, dot) == last + 1)) {
            c->cut[dot - 1] = c->cut[dot] = 0;
            last = dot;
        }
}
