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
    return (before >> 32 << 32) + ((uint64_t)cost << 32 | (uint32_t)from);
}

static inline uint64_t lesser(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static inline uint64_t eight(const uint8_t *at)
{
    return bytes_u64((const char *)at);
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

/* The greater in each of eight bytes, of 0 to 3. */
static inline uint64_t greater(uint64_t a, uint64_t b)
{
    const uint64_t ones = 0x0101010101010101, high = (a | b) & 2 * ones;
    return high | ((((a & ~((b & ~a) >> 1)) | (b & ~((a & ~b) >> 1))) & ones));
}

static inline void note(uint8_t *at, uint64_t lengths)
{
    lengths = greater(eight(at), lengths);
    memcpy(at, &lengths, 8);
}

/* Notes how long the words of two and three units are, eight units at a time: arrays may be written so far beyond their
 * ends. */
static void note_lengths(seg_clause *c)
{
    for (size_t i = 0; i < c->n; i += 8) {
        uint64_t two = eight(c->two + i), three = eight(c->three + i);
        uint64_t two_ends = eight(c->two + i - 1), three_ends = eight(c->three + i - 2);
        note(c->longest_begin + i, three << 1 | (two & ~three));
        note(c->longest_end + i, three_ends << 1 | (two_ends & ~three_ends));
        note(c->covered_by + i, eight(c->three + i - 1));
    }
}

/* Enters the lexicon's words of four units and more that begin at i. */
static void longer_words(seg_clause *c, const seg_lexicon *lex, size_t i, uint32_t base)
{
    for (size_t j = i + 3; j < c->n; j++) {
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
    return to - from > 1 && cost == (uint32_t)((c->path[to] >> 32) - (c->path[from] >> 32)) ? state : 0;
}

/* Leaves to the units of the user's words that are on the path only the tags that make them words. */
static void limit_tags(seg_clause *c, const seg_user_words *words)
{
    for (size_t end = c->n; end > 0; end = c->from[end]) {
        size_t begin = c->from[end];
        uint32_t state = users_word(c, words, begin, end);
        if (!state)
            continue;
        c->node[begin] = SEG_USER | state;
        if (!c->limited)
            for (size_t i = 0; i < c->n; i++)
                c->limit[i] = 0;
        c->limited = true;
        for (size_t i = begin; i < end; i++)
            c->limit[i] = i == begin ? 1 << SEG_B : i + 1 == end ? 1 << SEG_E : 1 << SEG_M;
        c->tag[begin] = seg_user_words_tag(words, state);
    }
}

/* Follows the cheapest path from its end: from, node and path_place of its words.  Places are B of 2, 3, more; M of 3,
 * more; E of 2, 3, more; S. */
static void follow_path(seg_clause *c, const seg_lexicon *lex)
{
    for (size_t end = c->n, begin; end > 0; end = begin) {
        begin = (uint32_t)c->path[end];
        /* One unit or two, which nine words in ten are, without a branch that cannot be foreseen. */
        size_t length = end - begin, more = length > 1;
        c->from[end] = (uint32_t)begin;
        c->node[end - 1] = 0;
        c->node[begin] = c->pair[begin] & -(uint32_t)more;
        c->path_place[end - 1] = (uint8_t)(8 - 3 * more);
        c->path_place[begin] = (uint8_t)(8 - 8 * more);
        if (length > 2) {
            uint8_t longer = length > 3;
            c->path_place[begin] = 1 + longer;
            for (size_t k = begin + 1; k + 1 < end; k++) {
                c->path_place[k] = 3 + longer;
                c->node[k] = 0;
            }
            c->path_place[end - 1] = 6 + longer;
            c->node[begin] = length > 4 ? 0 : seg_word_number(c, lex, begin, end);
        }
    }
    c->path_place[-1] = c->path_place[c->n] = 8;
}

/* Sets what words are entered in. */
static void start_lattice(seg_clause *c)
{
    const uint64_t none = 0, far = UINT64_MAX;
    c->path[0] = 0;
    for (size_t i = 0; i <= c->n; i += 8) {
        memcpy(c->longest_begin + i, &none, 8);
        memcpy(c->longest_end + i, &none, 8);
        memcpy(c->covered_by + i, &none, 8);
        for (size_t k = 3; k < 11; k++)
            c->path[i + k] = far;
    }
}

/* Finds the cheapest ways.  Those to the next two units are kept at hand.  A cost of SEG_NO_WORD is more than that of
 * any two units apart, so such a way never wins. */
static inline void find_path(seg_clause *c, const seg_lexicon *lex, const seg_user_words *words)
{
    const uint32_t *alone = c->alone, *cost = c->cost, *third_cost = c->third_cost, *third_base = c->third_base;
    uint64_t here = 0, next = UINT64_MAX, after = UINT64_MAX, *path = c->path;
    for (size_t i = 0, n = c->n; i < n; i++) {
        if (words) {
            path[i + 1] = next;
            path[i + 2] = after;
            users_from(c, words, i);
            next = path[i + 1];
            after = path[i + 2];
        }
        path[i + 1] = next = lesser(next, way(here, alone[i], i));
        after = lesser(after, way(here, cost[i], i));
        uint64_t beyond = lesser(path[i + 3], way(here, third_cost[i], i));
        if (third_base[i])
            longer_words(c, lex, i, third_base[i]);
        here = next;
        next = after;
        after = beyond;
    }
}

void seg_build_lattice(seg_clause *c, const seg_lexicon *lex, const seg_user_words *words)
{
    seg_look_up_threes(c, lex);
    start_lattice(c);
    find_path(c, lex, words);
    note_lengths(c);
    follow_path(c, lex);
    c->limited = false;
    if (words)
        limit_tags(c, words);
}
