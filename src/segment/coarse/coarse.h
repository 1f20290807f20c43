/* coarse.h - the parts of the coarse grain; not for others. */
#ifndef SEGMENT_COARSE_COARSE_H
#define SEGMENT_COARSE_COARSE_H

#include "segment/sections.h"
#include "segment/segmenter.h"
#include "text/bytes.h"

/* In seg_clause.fine: a cut that the coarse grain does not join over. */
#define SEG_CUT_FOR_GOOD 2

/* The user's words stay as they are. */
static inline bool seg_is_users(const seg_clause *c, size_t i)
{
    return c->limited && c->limit[i];
}

static inline bool seg_is_numeral(const seg_clause *c, size_t i)
{
    return c->class[i] == SEG_NUMERAL || c->class[i] == SEG_NUMBER;
}

/* The unit's character; 0 where it is none. */
static inline uint32_t seg_character_of(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    return bytes_u32(lex->names + 4 * (size_t)c->model_id[i]);
}

/* Where the word ends that begins at `begin`. */
static inline size_t seg_end_of_word(const seg_clause *c, size_t begin)
{
    uint64_t ends = seg_eight(c->cut + begin) & SEG_EIGHT_ONES;
    size_t end = begin + 1;
    if (ends)
        return begin + 1 + (size_t)__builtin_ctzll(ends) / 8; /* the last unit of a clause ends a word */
    while (end < c->n && !c->cut[end - 1])
        end++;
    return end;
}

/* Where the word begins that ends at `end`, which is not 0. */
static inline size_t seg_begin_of_word(const seg_clause *c, size_t end)
{
    size_t begin = end - 1;
    while (begin > 0 && !c->cut[begin - 1])
        begin--;
    return begin;
}

/* What the unit may be in words of several: SEG_ROLE_*. */
static inline uint16_t seg_role(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    return bytes_u16(lex->roles + 8 * (size_t)c->lexicon_id[i]);
}

/* What the units i and i + 1 are together; 0: nothing. */
uint16_t seg_pair_role(const seg_clause *c, const seg_lexicon *lex, size_t i);

/* What the unit costs as a word; SEG_NO_WORD where it is none. */
static inline uint32_t seg_cost_of_unit(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    return bytes_u16(lex->first + SEG_FIRST * (size_t)c->lexicon_id[i] + 4);
}

/* True when the units i and i + 1, a word of the lexicon, are a function word and another. */
static inline bool seg_is_phrase(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    uint16_t next = c->lexicon_id[i + 1];
    uint32_t node = bytes_u32(lex->first + SEG_FIRST_OF(c->lexicon_id[i], next)) + next;
    return c->hint[i] & SEG_HINT_PHRASE && c->hint[i + 1] & SEG_HINT_PHRASE_END && node < lex->node_count &&
           (uint8_t)lex->tags[node] & SEG_TAG_PHRASE;
}

/* True when the two or three units [begin, end), which cost so much as a word, are a function word and what it goes
 * with: 该|喝, 建议|您.  Lists have the common ones that are words (可以). */
bool seg_is_clitic_phrase(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end, uint32_t cost);

/* seg_cost_of_any_word(), for most words at a glance. */
static inline uint32_t seg_cost_of_word(const seg_clause *c, const seg_lexicon *lex, size_t from, size_t to)
{
    uint32_t cost = to - from == 2 ? c->cost[from] : to - from == 1 ? seg_cost_of_unit(c, lex, from) : SEG_NO_WORD;
    return cost != SEG_NO_WORD ? cost : seg_cost_of_any_word(c, lex, from, to);
}

/* The tag that the lexicon has for the units [from, to); empty where it has none. */
const char *seg_tag_of(const seg_clause *c, const seg_lexicon *lex, size_t from, size_t to);

/* True when the lexicon's word of the units [begin, end), which costs so much and which the fine grain parts, is a
 * term. */
bool seg_is_term(const segmenter *seg, const seg_clause *c, size_t begin, size_t end, uint32_t cost);

/* True when the fine grain's word [begin, end), of two units or more, and the unit behind it are one word by that
 * unit's role, which is one of SEG_ROLE_ENDINGS. */
bool seg_is_suffixed(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end);

#define SEG_NATS_OF_NAME 4u     /* one word in thirty of dict.txt's is a name, and half are not listed */
#define SEG_NATS_OF_COMPOUND 4u /* a surname of two characters, whichever */

/* A cost of the unit in names: 1 as a surname, 2 as the first of a given name, 3 as the second. */
static inline uint32_t seg_cost_in_names(const seg_clause *c, const seg_lexicon *lex, size_t i, unsigned part)
{
    return bytes_u16(lex->roles + 8 * (size_t)c->lexicon_id[i] + 2 * part);
}

/* How many units the surname at i has, which is SEG_HINT_NAME, 0: there is none; *cost gets what a name costs that
 * begins so. */
static inline size_t seg_surname(const seg_clause *c, const seg_lexicon *lex, size_t i, uint32_t *cost)
{
    if (c->hint[i] & SEG_HINT_COMPOUND) {
        *cost = (SEG_NATS_OF_NAME + SEG_NATS_OF_COMPOUND) * lex->scale;
        if (seg_pair_role(c, lex, i) & SEG_ROLE_SURNAME)
            return 2;
        if (!(seg_role(c, lex, i) & SEG_ROLE_SURNAME))
            return 0;
    }
    *cost = SEG_NATS_OF_NAME * lex->scale + seg_cost_in_names(c, lex, i, 1);
    return 1;
}

/* What the one or two units at i cost as a given name at the least. */
static inline uint32_t seg_given_name_at_least(const seg_clause *c, const seg_lexicon *lex, size_t i, size_t length)
{
    uint32_t cost = seg_cost_in_names(c, lex, i, 2), second = seg_cost_in_names(c, lex, i + length - 1, 3);
    if (length == 1)
        return cost < second ? cost : second;
    return cost + second < c->cost[i] ? cost + second : c->cost[i];
}

/* What the one or two units at i cost as a given name. */
uint32_t seg_given_name(const seg_clause *c, const seg_lexicon *lex, size_t i, size_t length);

/* Takes the other way to cut the three units at i, two words of one and two, if it is better (crossings.c). */
void seg_uncross(const segmenter *seg, seg_clause *c, size_t i);

/* Joins decimals and rough numbers in Han digits (decimals.c). */
void seg_join_decimals(seg_clause *clause, const seg_lexicon *lex);

/* Which of the eight units from i on are numerals, a byte each. */
static inline uint64_t seg_eight_numerals(const seg_clause *c, size_t i)
{
    uint64_t other = seg_eight(c->class + i) ^ SEG_NUMERAL * SEG_EIGHT_ONES;
    return ~(other | other >> 1 | other >> 2) & SEG_EIGHT_ONES;
}

/* Joins names with middle dots. */
void seg_join_dotted_names(seg_clause *clause, const seg_lexicon *lex);

#endif
