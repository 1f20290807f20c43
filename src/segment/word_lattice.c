/* word_lattice.c - finds the lexicon's words in a clause, and the cheapest path through them.
 *
 * Given a clause it fills, for every unit, how long a word begins or ends there or lies over it, and the unit's
 * place on the path (lattice/path_places.h) of words whose costs (negative logarithms of their frequencies) have the
 * least sum:
 *
 *     研 究 生 命 起 源     path 研究|生命|起源; 研究生 (3) begins at 研 and ends at 生, so `inside` of 究 is 1
 *
 * The words that begin at a unit are a walk down the double array, one look-up a unit.
 */
#include <string.h>

#include "segment/clause.h"
#include "segment/lattice/path_places.h"
#include "segment/lexicon_nodes.h"
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

/* Enters the lexicon's words of four units and more that begin at i. */
static void longer_words(seg_clause *c, const seg_lexicon *lex, size_t i, uint32_t base)
{
    for (size_t j = i + 3; j < c->n; j++) {
        uint32_t cost;
        if (!seg_step(lex, &base, c->lexicon_id[j], &cost))
            break;
        if (cost)
            enter(c, i, j, cost);
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

/* Sets what words are entered in. */
static void start_lattice(seg_clause *c)
{
    c->path[0] = 0;
    memset(c->path + 3, 0xFF, c->n * sizeof *c->path); /* not yet reached; what is nearer is kept at hand */
    memset(c->longest_begin, 0, c->n + 1);
    memset(c->longest_end, 0, c->n + 1);
    memset(c->covered_by, 0, c->n + 1);
}

/* The cheapest ways to a unit and to the next two. */
typedef struct {
    uint64_t here, next, after;
} nearest_ways;

/* Goes on from unit i: by itself, with the next, and with the next two.  A cost of SEG_NO_WORD is more than that of any
 * two units apart, so such a way never wins. */
static inline nearest_ways go_on(nearest_ways ways, const seg_clause *c, uint64_t *path, size_t i)
{
    const uint64_t here = ways.here >> 32 << 32 | (uint32_t)i;
    uint64_t next = lesser(ways.next, here + ((uint64_t)c->alone[i] << 32));
    uint64_t after = lesser(ways.after, here + ((uint64_t)c->cost[i] << 32));
    path[i + 1] = next;
    return (nearest_ways){ next, after, lesser(path[i + 3], here + ((uint64_t)c->third_cost[i] << 32)) };
}

/* Finds the cheapest ways through the lexicon's words. */
static void find_path(seg_clause *c, const seg_lexicon *lex)
{
    const seg_clause at = *c; /* a copy, so that what it has stays in registers whatever is written */
    nearest_ways ways = { 0, UINT64_MAX, UINT64_MAX };
    for (size_t i = 0; i < at.n; i++) {
        ways = go_on(ways, &at, at.path, i);
        if (at.third_base[i])
            longer_words(c, lex, i, at.third_base[i]);
    }
}

/* The same with the user's words. */
static void find_path_with_users(seg_clause *c, const seg_lexicon *lex, const seg_user_words *words)
{
    nearest_ways ways = { 0, UINT64_MAX, UINT64_MAX };
    for (size_t i = 0; i < c->n; i++) {
        c->path[i + 1] = ways.next;
        c->path[i + 2] = ways.after;
        users_from(c, words, i);
        ways.next = c->path[i + 1];
        ways.after = c->path[i + 2];
        ways = go_on(ways, c, c->path, i);
        if (c->third_base[i])
            longer_words(c, lex, i, c->third_base[i]);
    }
}

void seg_build_lattice(seg_clause *c, const seg_lexicon *lex, const seg_user_words *words)
{
    seg_look_up_threes(c, lex);
    start_lattice(c);
    if (words)
        find_path_with_users(c, lex, words);
    else
        find_path(c, lex);
    seg_note_lengths(c);
    seg_follow_path(c, lex);
    c->limited = false;
    if (words)
        limit_tags(c, words);
}
