/* word_lattice.c - finds the lexicon's words in a clause, and the cheapest path through them.
 *
 * Given a clause it fills, for every unit, how long a word begins or ends there or lies over it, and the unit's
 * place on the path of words whose costs (negative logarithms of their frequencies) have the least sum:
 *
 *     研 究 生 命 起 源     path 研究|生命|起源; 研究生 (3) begins at 研 and ends at 生, so `inside` of 究 is 1
 *
 * The words that begin at a unit are a walk down the double array, one look-up a unit.
 */
#include <string.h>

#include "data/double_array.h"
#include "segment/clause.h"
#include "segment/sections.h"
#include "segment/user_words.h"
#include "text/bytes.h"

/* A way to get somewhere: its cost above, the unit where its last word begins below; so that the lesser number
 * is the cheaper way and, of two that cost the same, the one with the longer last word. */
static inline uint64_t way(uint64_t before, uint32_t cost, size_t from)
{
    return ((before >> 32) + cost) << 32 | (uint32_t)from;
}

/* Enters the word of the units [i, j]: how long it is, and the way that ends with it. */
static void enter(seg_clause *c, size_t i, size_t j, uint32_t cost)
{
    size_t length = j + 1 - i;
    uint8_t level = length > 4 ? 3 : (uint8_t)(length - 1);
    uint64_t new = way(c->path[i], cost, i);
    if (level > c->longest_begin[i])
        c->longest_begin[i] = level;
    if (level > c->longest_end[j])
        c->longest_end[j] = level;
    for (size_t k = i + 1; k < j; k++)
        if (level - 1 > c->covered_by[k])
            c->covered_by[k] = (uint8_t)(level - 1);
    c->path[j + 1] = new < c->path[j + 1] ? new : c->path[j + 1];
}

/* Enters the lexicon's words of three units and more that begin at i.  Without any, `base` is 0, and no node of
 * base 0 has the label that is looked for; so the test that fails most often is the only one. */
static inline void longer_words(seg_clause *c, const seg_lexicon *lex, size_t i)
{
    uint32_t base = c->base[i];
    for (size_t j = i + 2; j < c->n; j++) {
        uint32_t at = base + c->lexicon_id[j];
        const char *node = double_array_at(lex->nodes, lex->node_count, at);
        if (double_array_code(node, SEG_CODE_BITS) != c->lexicon_id[j] || !base || !c->lexicon_id[j])
            break;
        uint32_t cost = double_array_value(node, SEG_CODE_BITS);
        if (cost != SEG_NO_WORD)
            enter(c, i, j, cost);
        base = double_array_base(node);
    }
}

/* Enters the user's words that begin at i. */
static void users_from(seg_clause *c, const seg_user_words *words, size_t i)
{
    uint32_t state = 0, cost;
    for (size_t j = i; j < c->n && seg_user_words_step(words, &state, c->lexicon_id[j], &cost); j++)
        if (cost != SEG_NO_WORD && j > i)
            enter(c, i, j, cost);
}

/* The state of the user's word that the units [from, to) are, if it costs what they cost on the path; else 0. */
static uint32_t users_word(const seg_clause *c, const seg_user_words *words, size_t from, size_t to)
{
    uint32_t state = 0, cost = SEG_NO_WORD;
    for (size_t i = from; i < to; i++)
        if (!seg_user_words_step(words, &state, c->lexicon_id[i], &cost))
            return 0;
    return to - from > 1 && cost == c->best[to] - c->best[from] ? state : 0;
}

/* Leaves to the units of the user's words that are on the path only the tags that make them words. */
static void limit_tags(seg_clause *c, const seg_user_words *words)
{
    for (size_t end = c->n; end > 0; end = c->from[end]) {
        size_t begin = c->from[end];
        uint32_t state = users_word(c, words, begin, end);
        if (!state)
            continue;
        c->node[end] = SEG_USER | state;
        if (!c->limited)
            for (size_t i = 0; i < c->n; i++)
                c->limit[i] = 0;
        c->limited = true;
        for (size_t i = begin; i < end; i++)
            c->limit[i] = i == begin ? 1 << SEG_B : i + 1 == end ? 1 << SEG_E : 1 << SEG_M;
        c->tag[begin] = seg_user_words_tag(words, state);
    }
}

/* Follows the cheapest path from its end: best, from, node and joint of its words.  Places are B of 2, 3, more;
 * M of 3, more; E of 2, 3, more; S. */
static void follow_path(seg_clause *c, const seg_lexicon *lex)
{
    c->best[0] = 0;
    for (size_t end = c->n; end > 0;) {
        size_t begin = (uint32_t)c->path[end], length = end - begin;
        uint32_t pair = bytes_u32(lex->first + 8 * (size_t)c->lexicon_id[begin]) + c->lexicon_id[begin + 1];
        c->best[end] = (uint32_t)(c->path[end] >> 32);
        c->from[end] = (uint32_t)begin;
        c->node[end] = length == 1 ? 0 : pair;
        /* One unit or two, which nine words in ten are, without a branch that cannot be foreseen. */
        c->path_place[begin] = length == 1 ? 8 : 0;
        c->path_place[end - 1] = length == 1 ? 8 : 5;
        if (length > 2) {
            uint8_t more = length > 3;
            c->path_place[begin] = 1 + more;
            for (size_t k = begin + 1; k + 1 < end; k++)
                c->path_place[k] = 3 + more;
            c->path_place[end - 1] = 6 + more;
            c->node[end] = seg_word_number(c, lex, begin, end);
        }
        end = begin;
    }
    c->path_place[-1] = c->path_place[c->n] = 8;
}

/* Whether the unit and the next are a word, and the way that ends with it.  A cost of SEG_NO_WORD is more
 * than that of any two units apart, so such a way never wins. */
static inline void enter_pair(seg_clause *c, size_t i)
{
    uint8_t word = c->cost[i] != SEG_NO_WORD, ends = c->longest_end[i + 1];
    uint64_t new = way(c->path[i], c->cost[i], i), old = c->path[i + 2];
    c->longest_begin[i] |= word;
    c->longest_end[i + 1] = ends | (word & (ends == 0));
    c->path[i + 2] = new < old ? new : old;
}

/* Sets what words are entered in.  Most clauses are short, so it is done eight units at a time; arrays may be written
 * so far beyond their ends. */
static void start_lattice(seg_clause *c)
{
    const uint64_t none = 0, far = UINT64_MAX;
    c->longest_end[-1] = 0;
    c->path[0] = 0;
    for (size_t i = 0; i <= c->n; i += 8) {
        memcpy(c->longest_begin + i, &none, 8);
        memcpy(c->longest_end + i, &none, 8);
        memcpy(c->covered_by + i, &none, 8);
        for (size_t k = 1; k <= 8; k++)
            memcpy(c->path + i + k, &far, 8);
    }
}

void seg_build_lattice(seg_clause *c, const seg_lexicon *lex, const seg_user_words *words)
{
    const size_t n = c->n;
    start_lattice(c);
    for (size_t i = 0; i < n; i++) {
        uint32_t word = bytes_u32(lex->first + 8 * (size_t)c->lexicon_id[i] + 4), cost = word & 0xFFFF;
        c->hint[i] = (uint8_t)(word >> 24);
        uint64_t new = way(c->path[i], cost == SEG_NO_WORD ? lex->unknown : cost, i), old = c->path[i + 1];
        c->path[i + 1] = new < old ? new : old;
        if (words)
            users_from(c, words, i);
        if (i + 1 == n)
            break;
        enter_pair(c, i);
        longer_words(c, lex, i);
    }
    follow_path(c, lex);
    c->limited = false;
    if (words)
        limit_tags(c, words);
}
