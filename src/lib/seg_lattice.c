/* seg_lattice.c - finds the lexicon's words in a clause, and the cheapest path through them.
 *
 * Given a clause it fills, for every unit, how long a word begins or ends there or lies over it, and the unit's place
 * on the path of words whose costs (negative logarithms of their frequencies) have the least sum:
 *
 *     研 究 生 命 起 源     path 研究|生命|起源; 研究生 (3) begins at 研 and ends at 生, so `inside` of 究 is 1
 *
 * The words that begin at a unit are a walk down the double array, one look-up a unit.
 */
#include <string.h>

#include "config.h"
#include "lib/bytes.h"
#include "lib/seg.h"
#include "lib/seg_format.h"
#include "lib/seg_user.h"

/* Enters the word of the units [i, j]: how long it is, and the path that ends with it, if that is cheaper. */
static void enter(hp_segclause *c, size_t i, size_t j, uint32_t cost, uint32_t node)
{
    size_t length = j + 1 - i;
    uint8_t level = length > 4 ? 3 : (uint8_t)(length - 1);
    if (level > c->begins[i])
        c->begins[i] = level;
    if (level > c->ends[j])
        c->ends[j] = level;
    for (size_t k = i + 1; k < j; k++)
        if (level - 1 > c->inside[k])
            c->inside[k] = (uint8_t)(level - 1);
    if (c->best[i] + cost < c->best[j + 1]) {
        c->best[j + 1] = c->best[i] + cost;
        c->from[j + 1] = (uint32_t)i;
        c->node[j + 1] = node;
    }
}

/* Enters the lexicon's words of three units and more that begin at i.  Without any, `base` is 0, and no node of base 0 has the label
 * that is looked for; so the test that fails most often is the only one. */
static inline void longer_words(hp_segclause *c, const hp_seglex *lex, size_t i)
{
    uint32_t base = c->base[i];
    for (size_t j = i + 2; j < c->n; j++) {
        uint32_t at = base + c->lid[j];
        const char *node = lex->nodes + 8 * (size_t)(at < lex->node_count ? at : 0);
        if (hp_u16(node) != c->lid[j] || !base || !c->lid[j])
            break;
        if (hp_u16(node + 2) != HP_SEG_NO_WORD)
            enter(c, i, j, hp_u16(node + 2), at);
        base = hp_u32(node + 4);
    }
}

/* Enters the user's words that begin at i; of equal cost, they win because they come first. */
static void users_from(hp_segclause *c, const hp_segwords *words, size_t i)
{
    uint32_t state = 0, cost;
    for (size_t j = i; j < c->n && hp_segwords_step(words, &state, c->lid[j], &cost); j++)
        if (cost != HP_SEG_NO_WORD && j > i)
            enter(c, i, j, cost, HP_SEG_USER | state);
}

/* Leaves to the units of the user's words that are on the path only the tags that make them words. */
static void limit(hp_segclause *c, const hp_segwords *words)
{
    for (size_t end = c->n; end > 0; end = c->from[end]) {
        size_t begin = c->from[end];
        if (!(c->node[end] & HP_SEG_USER))
            continue;
        if (!c->limited)
            for (size_t i = 0; i < c->n; i++)
                c->limit[i] = 0;
        c->limited = true;
        for (size_t i = begin; i < end; i++)
            c->limit[i] = i == begin ? 1 << HP_SEG_B : i + 1 == end ? 1 << HP_SEG_E : 1 << HP_SEG_M;
        c->tag[begin] = hp_segwords_tag(words, c->node[end] & ~HP_SEG_USER);
    }
}

/* Path places: B of 2, 3, more; M of 3, more; E of 2, 3, more; S. */
static void place(hp_segclause *c)
{
    for (size_t end = c->n; end > 0;) {
        size_t begin = c->from[end], length = end - begin;
        /* One unit or two, which nine words in ten are, without a branch that cannot be foreseen. */
        c->joint[begin] = length == 1 ? 8 : 0;
        c->joint[end - 1] = length == 1 ? 8 : 5;
        if (length > 2) {
            uint8_t more = length > 3;
            c->joint[begin] = 1 + more;
            for (size_t k = begin + 1; k + 1 < end; k++)
                c->joint[k] = 3 + more;
            c->joint[end - 1] = 6 + more;
        }
        end = begin;
    }
    c->joint[-1] = c->joint[c->n] = 8;
}

void hp_segclause_look(hp_segclause *c, const hp_seglex *lex, const hp_segwords *words)
{
    const size_t n = c->n;
    const uint16_t *lid = c->lid;
    uint32_t *best = c->best, *from = c->from, *last = c->node;
    for (size_t i = 0; i <= n; i++)
        best[i] = UINT32_MAX;
    memset(c->begins, 0, n + 1);
    memset(c->ends - 1, 0, n + 2);
    memset(c->inside, 0, n + 1);
    best[0] = 0;
    for (size_t i = 0; i < n; i++) {
        const char *first = lex->first + 8 * (size_t)lid[i];
        uint32_t cost = hp_u16(first + 4), so_far = best[i];
        cost = so_far + (cost == HP_SEG_NO_WORD || !lid[i] ? lex->unknown : cost);
        bool better = cost < best[i + 1];
        best[i + 1] = better ? cost : best[i + 1];
        from[i + 1] = better ? (uint32_t)i : from[i + 1];
        last[i + 1] = better ? 0 : last[i + 1];
        if (words)
            users_from(c, words, i);
        if (i + 1 == n)
            break;
        /* This unit and the next: a cost of HP_SEG_NO_WORD is more than that of any two units apart, so it never wins. */
        uint8_t word = c->cost[i] != HP_SEG_NO_WORD;
        c->begins[i] |= word;
        c->ends[i + 1] = c->ends[i + 1] > word ? c->ends[i + 1] : word;
        cost = so_far + c->cost[i];
        better = cost < best[i + 2];
        best[i + 2] = better ? cost : best[i + 2];
        from[i + 2] = better ? (uint32_t)i : from[i + 2];
        last[i + 2] = better ? hp_u32(first) + lid[i + 1] : last[i + 2];
        longer_words(c, lex, i);
    }
    place(c);
    c->limited = false;
    if (words)
        limit(c, words);
}

uint32_t hp_segclause_find(const hp_segclause *c, const hp_seglex *lex, size_t from, size_t to)
{
    uint32_t base, at = 0;
    if (to - from < 2 || !c->lid[from])
        return 0;
    base = hp_u32(lex->first + 8 * (size_t)c->lid[from]);
    for (size_t i = from + 1; i < to; i++) {
        at = base + c->lid[i];
        if (!base || !c->lid[i] || at >= lex->node_count || hp_u16(lex->nodes + 8 * (size_t)at) != c->lid[i])
            return 0;
        base = hp_u32(lex->nodes + 8 * (size_t)at + 4);
    }
    return hp_u16(lex->nodes + 8 * (size_t)at + 2) == HP_SEG_NO_WORD ? 0 : at;
}
