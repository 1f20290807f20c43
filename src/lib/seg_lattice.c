/* seg_lattice.c - finds the lexicon's words in a clause, and the cheapest path through them.
 *
 * Given a clause it fills, for every unit, how long a word begins or ends there or lies over it, and the unit's place
 * on the path of words whose costs (negative logarithms of their frequencies) have the least sum:
 *
 *     研 究 生 命 起 源     path 研究|生命|起源; 研究生 (3) begins at 研 and ends at 生, so `inside` of 究 is 1
 *
 * The words that begin at a unit are a walk down the double array, one look-up a unit.
 */
#include "config.h"
#include "lib/bytes.h"
#include "lib/seg.h"
#include "lib/seg_format.h"
#include "lib/seg_user.h"

static const uint8_t length_level[] = { 0, 0, 1, 2, 3 };

static inline uint8_t level(size_t length)
{
    return length > 4 ? 3 : length_level[length];
}

/* Marks the word of `length` units at `i`. */
static inline void mark(hp_segclause *c, size_t i, size_t length)
{
    uint8_t lev = level(length);
    if (lev > c->begins[i])
        c->begins[i] = lev;
    if (lev > c->ends[i + length - 1])
        c->ends[i + length - 1] = lev;
    for (size_t k = i + 1; k + 1 < i + length; k++)
        if (lev - 1 > c->inside[k])
            c->inside[k] = (uint8_t)(lev - 1);
}

/* Path places: B of 2, 3, more; M of 3, more; E of 2, 3, more; S. */
static void place(hp_segclause *c)
{
    for (size_t end = c->n; end > 0;) {
        size_t begin = c->from[end], length = end - begin;
        if (length == 1)
            c->joint[begin] = 8;
        else {
            uint8_t lev = level(length);
            c->joint[begin] = (uint8_t)(lev - 1);
            for (size_t k = begin + 1; k + 1 < end; k++)
                c->joint[k] = (uint8_t)(lev + 1);
            c->joint[end - 1] = (uint8_t)(lev + 4);
        }
        end = begin;
    }
    c->joint[-1] = c->joint[c->n] = 8;
}

/* Enters the user's words that begin at i; of equal cost, they win because they come first. */
static void users_from(hp_segclause *c, const hp_segwords *words, size_t i)
{
    uint32_t state = 0, cost;
    for (size_t j = i; j < c->n && hp_segwords_step(words, &state, c->lid[j], &cost); j++) {
        if (cost == HP_SEG_NO_WORD || j == i)
            continue;
        mark(c, i, j + 1 - i);
        if (c->best[i] + cost < c->best[j + 1]) {
            c->best[j + 1] = c->best[i] + cost;
            c->from[j + 1] = (uint32_t)i;
            c->node[j + 1] = HP_SEG_USER | state;
        }
    }
}

/* Leaves to the units of the user's words that are on the path only the tags that make them words. */
static void limit(hp_segclause *c, const hp_segwords *words)
{
    c->limited = false;
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

void hp_segclause_look(hp_segclause *c, const hp_seglex *lex, const hp_segwords *words)
{
    size_t n = c->n;
    for (size_t i = 0; i <= n; i++) {
        c->best[i] = UINT32_MAX;
        c->begins[i] = c->ends[i] = c->inside[i] = 0;
    }
    c->best[0] = 0;
    c->ends[-1] = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t so_far = c->best[i], id = c->lid[i], base = 0, cost = lex->unknown;
        if (id) {
            const char *first = lex->first + 8 * (size_t)id;
            base = hp_u32(first);
            if (hp_u16(first + 4) != HP_SEG_NO_WORD)
                cost = hp_u16(first + 4);
        }
        if (so_far + cost < c->best[i + 1]) {
            c->best[i + 1] = so_far + cost;
            c->from[i + 1] = (uint32_t)i;
            c->node[i + 1] = 0;
        }
        if (words)
            users_from(c, words, i);
        for (size_t j = i + 1; base && j < n && c->lid[j]; j++) {
            uint32_t at = base + c->lid[j];
            if (at >= lex->node_count)
                break;
            const char *node = lex->nodes + 8 * (size_t)at;
            if (hp_u16(node) != c->lid[j])
                break;
            cost = hp_u16(node + 2);
            base = hp_u32(node + 4);
            if (cost == HP_SEG_NO_WORD)
                continue;
            mark(c, i, j + 1 - i);
            if (so_far + cost < c->best[j + 1]) {
                c->best[j + 1] = so_far + cost;
                c->from[j + 1] = (uint32_t)i;
                c->node[j + 1] = at;
            }
        }
    }
    place(c);
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
