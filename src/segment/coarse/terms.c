/* terms.c - which words of the lexicon are terms, and which words go with an ending.
 *
 * Lists of words have phrases as well, and rare long entries that nobody looks up.  A word that the fine grain parts is
 * a term when it is common: seen 20 times, or, with more than four units, 100 times; or when it is the name of a person
 * or of a school, holds letters or digits, or has three units that stand together much oftener than by chance.  It is
 * none when the parts are a function word and another (各|项), or a numeral and its measure word (十二|个).
 *
 *     国|有 → 国有      也|是 → no      洗衣|机 → 洗衣机      司法|局 → 司法局, by its ending
 */
#include <string.h>

#include "segment/coarse/coarse.h"
#include "segment/lexicon_nodes.h"

#define NATS_APART 4u /* how much likelier a rare word of three units must be than its parts side by side */

uint16_t seg_pair_role(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    if (i + 1 >= c->n)
        return 0;
    uint32_t wanted = (uint32_t)c->lexicon_id[i] << 16 | c->lexicon_id[i + 1], low = 0, high = lex->role_pair_count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        const char *entry = lex->role_pairs + 8 * (size_t)mid;
        uint32_t at = (uint32_t)bytes_u16(entry) << 16 | bytes_u16(entry + 2);
        if (at == wanted)
            return bytes_u16(entry + 4);
        if (at < wanted)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

uint32_t seg_cost_of_any_word(const seg_clause *c, const seg_lexicon *lex, size_t from, size_t to)
{
    uint32_t cost = 0, number = to - from > 1 ? seg_found_word_number(c, lex, from, to) : 0;
    if (number)
        return seg_cost_at(lex, number);
    for (size_t i = from; i < to; i++) {
        uint32_t one = seg_cost_of_unit(c, lex, i);
        cost += one == SEG_NO_WORD ? lex->unknown : one;
    }
    return cost;
}

const char *seg_tag_of(const seg_clause *c, const seg_lexicon *lex, size_t from, size_t to)
{
    uint32_t number = to - from > 1 ? seg_found_word_number(c, lex, from, to) : 0;
    uint8_t tag = to - from == 1 ? (uint8_t)lex->first[SEG_FIRST * (size_t)c->lexicon_id[from] + 6]
                  : number       ? (uint8_t)lex->tags[number] & ~SEG_TAG_PHRASE
                                 : 0;
    return lex->tag_names + 8 * (size_t)(tag < lex->tag_count ? tag : 0);
}

/* A term with Latin letters or digits in it, such as 卡拉OK, is one however rare. */
static bool is_mixed(const seg_clause *c, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (c->class[i] == SEG_LATIN || c->class[i] == SEG_NUMBER)
            return true;
    return false;
}

/* True for a word of one unit such as 了 and 着, or 在 behind a verb, which are no part of it: 有|着, 放|在. */
static bool is_particle(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    return c->cut[i] && (i == 0 || c->cut[i - 1]) &&
           (seg_tag_of(c, lex, i, i + 1)[0] == 'u' || seg_character_of(c, lex, i) == U'在');
}

/* True when the word is a phrase of two characters: a function word and another. */
static bool is_phrase(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    if (end - begin > 2)
        return false;
    return seg_is_phrase(c, lex, begin) || (is_particle(c, lex, end - 1) && seg_tag_of(c, lex, begin, end)[0] == 'v');
}

/* True when the units [begin, end), of which two are a common word, are that and a function word. */
static bool is_clitic_and_word(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    if (c->hint[end - 1] & SEG_HINT_ENCLITIC && c->cost[begin] <= lex->short_term)
        return true;
    return c->hint[begin] & SEG_HINT_PROCLITIC && c->cost[begin + 1] <= lex->short_term &&
           (seg_role(c, lex, begin) & SEG_ROLE_DETERMINER || seg_tag_of(c, lex, begin, end)[0] != 'n');
}

bool seg_is_clitic_phrase(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end, uint32_t cost)
{
    if (end - begin == 2)
        return cost == SEG_NO_WORD && (c->hint[begin] & SEG_HINT_PROCLITIC || c->hint[begin + 1] & SEG_HINT_ENCLITIC);
    return end - begin == 3 && cost > lex->short_term && is_clitic_and_word(c, lex, begin, end);
}

/* True for a numeral and a measure word, as in 十二|个 and 第一|次. */
static bool is_amount(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    begin += end - begin > 2 && seg_character_of(c, lex, begin) == U'第';
    for (size_t i = begin; i + 1 < end; i++)
        if (!seg_is_numeral(c, i))
            return false;
    return c->cut[end - 2] && seg_role(c, lex, end - 1) & SEG_ROLE_MEASURE;
}

/* True for a month's name, 一|月 or 九|月份. */
static bool is_month(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    end -= end - begin > 2 && seg_character_of(c, lex, end - 1) == U'份';
    return seg_is_numeral(c, begin) && c->cut[end - 2] && seg_character_of(c, lex, end - 1) == U'月';
}

/* True for a measure word, a word to the fine grain, behind a numeral or the like: 三|个|人 is no 个人, 这|本|书 no 本书. */
static bool is_counting(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    return i > 0 && c->cut[i] && !seg_is_numeral(c, i) &&
           (seg_is_numeral(c, i - 1) || seg_role(c, lex, i - 1) & SEG_ROLE_DETERMINER) &&
           seg_role(c, lex, i) & SEG_ROLE_MEASURE;
}

/* True when the parts of the word, no particles, would stand together far less often by chance. */
static bool is_rarely_apart(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end, uint32_t cost)
{
    uint32_t parts = 0;
    for (size_t from = begin, to; from < end; from = to) {
        to = seg_end_of_word(c, from);
        if (is_particle(c, lex, from))
            return false;
        parts += seg_cost_of_word(c, lex, from, to);
    }
    return parts >= cost + NATS_APART * lex->scale;
}

bool seg_is_term(const segmenter *seg, const seg_clause *c, size_t begin, size_t end, uint32_t cost)
{
    const seg_lexicon *lex = &seg->lex;
    for (size_t i = begin; i + 1 < end; i++)
        if (c->fine[i] == SEG_CUT_FOR_GOOD)
            return false;
    if (is_counting(c, lex, begin))
        return false;
    if (c->class[begin] != SEG_HAN || c->class[begin + 1] != SEG_HAN) {
        if (is_month(c, lex, begin, end))
            return true;
        if (is_amount(c, lex, begin, end))
            return seg->measures == SEG_MEASURES_JOIN;
    }
    if (is_phrase(c, lex, begin, end) || seg_is_clitic_phrase(c, lex, begin, end, cost))
        return false;
    if (cost <= (end - begin <= 4 ? lex->short_term : lex->long_term) || is_mixed(c, begin, end))
        return true;
    if (end - begin == 3 && !is_counting(c, lex, begin + 1) && is_rarely_apart(c, lex, begin, end, cost))
        return true;
    const char *tag = seg_tag_of(c, lex, begin, end);
    return tag[0] == 'n' && (tag[1] == 'r' || (tag[1] == 't' && seg_pair_role(c, lex, end - 2) & SEG_ROLE_BODY));
}

/* True for a noun, or a set phrase, that the lexicon has, however rare: 立法院. */
static bool is_listed_noun(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    const char *tag = seg_tag_of(c, lex, begin, end);
    return tag[0] == 'n' || tag[0] == 'l';
}

bool seg_is_suffixed(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    uint16_t role = seg_role(c, lex, end);
    if (end == c->n || !c->cut[end] || end - begin > 4)
        return false;
    for (size_t i = begin; i < end; i++)
        if (c->class[i] != SEG_HAN)
            return false;
    const char *tag = seg_tag_of(c, lex, begin, end);
    if (!*tag) /* 食店|所在 is no 食店所 */
        return end - begin == 2 && (end + 1 >= c->n || c->cost[end] > lex->short_term);
    if (role & SEG_ROLE_PLACE && tag[0] == 'n' && tag[1] == 's')
        return true;
    if (end - begin != 2 || !(role & (SEG_ROLE_BODY | SEG_ROLE_KIND)))
        return false;
    return (tag[0] == 'n' && tag[1] != 'r') || (tag[0] == 'v' && (role & SEG_ROLE_KIND || tag[1] == 'n')) ||
           is_listed_noun(c, lex, begin, end + 1);
}
