/* coarse_grain.c - makes the coarse grain of the fine one, and settles dates.
 *
 * Words are only ever joined, so that every cut of the coarse grain is one of the fine grain's.  They are
 * joined where the cheapest path of the lexicon's words has the whole as one word, and that word is common
 * enough: seen 20 times, or, with more than four units, 100 times, because a rare long entry is more often a phrase
 * than a term.
 *
 *     南京|市|长江|大桥  →  南京市|长江大桥      2008|年  --dates=join→  2008年
 */
#include <string.h>

#include "segment/sections.h"
#include "segment/segmenter.h"
#include "text/bytes.h"

/* The user's words stay as they are. */
static bool is_users(const seg_clause *c, size_t i)
{
    return c->limited && c->limit[i];
}

/* A term with Latin letters or digits in it, such as 卡拉OK, is one however rare. */
static bool is_mixed(const seg_clause *c, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (c->class[i] == SEG_LATIN || c->class[i] == SEG_NUMBER)
            return true;
    return false;
}

/* True when the lexicon has the units [begin, end) as a person's name and the fine grain cuts it behind its first, the
 * surname, as 邓|小平: readers take such a name for one word, however rare it is. */
static bool is_person(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    uint32_t node = c->cut[begin] && end - begin <= 3 ? c->node[end] : 0;
    uint8_t tag = node && node < lex->node_count ? (uint8_t)lex->tags[node] : 0;
    return tag && tag < lex->tag_count && memcmp(lex->tag_names + 8 * (size_t)tag, "nr", 2) == 0;
}

/* True when the word of the units [begin, end) may be part of a transliterated name: one that the lexicon has as a
 * name, or does not have, or in Latin. */
static bool is_name(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    if (end - begin == 1)
        return c->class[begin] == SEG_LATIN;
    for (size_t i = begin; i < end; i++)
        if (c->class[i] != SEG_HAN && c->class[i] != SEG_NUMERAL)
            return false;
    uint32_t node = seg_word_number(c, lex, begin, end);
    uint8_t tag = node ? (uint8_t)lex->tags[node] : 0;
    if (node && tag < lex->tag_count)
        return memcmp(lex->tag_names + 8 * (size_t)tag, "nr", 2) == 0;
    return !node;
}

#define MIDDLE_DOT U'·'

/* Joins names with middle dots: 弗里德里克|·|泰勒. */
static void join_names(seg_clause *c, const seg_lexicon *lex)
{
    for (size_t dot = 1; dot + 1 < c->n; dot++) {
        if (bytes_u32(lex->names + 4 * (size_t)c->model_id[dot]) != MIDDLE_DOT || !c->cut[dot - 1] || !c->cut[dot])
            continue;
        size_t begin = dot - 1, end = dot + 2;
        while (begin > 0 && !c->cut[begin - 1] &&
               bytes_u32(lex->names + 4 * (size_t)c->model_id[begin - 1]) != MIDDLE_DOT)
            begin--;
        while (end < c->n && !c->cut[end - 1])
            end++;
        if (!is_users(c, begin) && !is_users(c, dot + 1) && is_name(c, lex, begin, dot) &&
            is_name(c, lex, dot + 1, end))
            c->cut[dot - 1] = c->cut[dot] = 0;
    }
}

void seg_clause_join(seg_clause *c, const seg_lexicon *lex)
{
    for (size_t end = c->n; end > 0; end = c->from[end]) {
        size_t begin = c->from[end];
        if (end - begin < 2 || !c->cut[end - 1] || (begin > 0 && !c->cut[begin - 1]) || is_users(c, begin))
            continue;
        uint32_t dearest = end - begin <= 4 ? lex->short_term : lex->long_term;
        if (c->best[end] - c->best[begin] <= dearest || is_mixed(c, begin, end) || is_person(c, lex, begin, end))
            memset(c->cut + begin, 0, end - begin - 1);
    }
    for (size_t i = 1; i + 1 < c->n; i++)
        if (c->class[i] == SEG_SYMBOL) {
            join_names(c, lex);
            break;
        }
}

static bool is_date_unit(const seg_lexicon *lex, uint16_t id)
{
    switch (bytes_u32(lex->names + 4 * (size_t)id)) {
    case U'年':
    case U'月':
    case U'日':
    case U'号':
    case U'时':
    case U'分':
    case U'秒':
        return true;
    default:
        return false;
    }
}

static bool is_number(const seg_clause *c, size_t i)
{
    return c->class[i] == SEG_NUMBER || c->class[i] == SEG_NUMERAL;
}

void seg_clause_dates(seg_clause *c, const seg_lexicon *lex, seg_dates dates)
{
    for (size_t i = 1; i < c->n; i++) {
        if (is_users(c, i) || is_users(c, i - 1) || !is_number(c, i - 1) || !is_date_unit(lex, c->model_id[i]))
            continue;
        bool ends = c->cut[i] || (i + 1 < c->n && is_number(c, i + 1)); /* 年 is its own, not of 年代 */
        size_t from = i;
        while (from > 0 && is_number(c, from - 1) && (from == i || !c->cut[from - 1]))
            from--;
        if (ends && (from == 0 || c->cut[from - 1])) {
            c->cut[i - 1] = dates == SEG_DATES_SPLIT;
            c->cut[i] = 1;
        }
    }
}
