/* seg_join.c - makes the coarse grain of the fine one, and settles dates.
 *
 * Words are only ever joined, so that every cut of the coarse grain is one of the fine grain's.  From left to right,
 * the longest run of words is joined that the lexicon has as a word which is common enough; a longer word must be
 * commoner, because a rare long entry is more often a phrase than a term.
 *
 *     南京|市|长江|大桥  →  南京市|长江大桥      2008|年  --dates=join→  2008年
 */
#include "config.h"
#include "lib/bytes.h"
#include "lib/seg_format.h"
#include "lib/segmenter.h"

/* Costs are 1024 × the negative natural logarithm of the share of all words; `unknown` is that of a word seen once. */
#define TIMES_20  3068u /* 1024 ln 20 */
#define TIMES_100 4716u /* 1024 ln 100 */

static uint32_t dearest(const hp_seglex *lex, size_t units)
{
    uint32_t less = units <= 4 ? TIMES_20 : TIMES_100;
    return lex->unknown > less ? lex->unknown - less : 0;
}

/* The user's words stay as they are. */
static bool is_users(const hp_segclause *c, size_t i)
{
    return c->limited && c->limit[i];
}

/* True when some word of the lexicon that begins at i is longer than the one that ends with unit `end`. */
static bool reaches_beyond(const hp_segclause *c, size_t i, size_t end)
{
    return c->begins[i] == 3 || c->begins[i] > end - i;
}

void hp_segclause_join(hp_segclause *c, const hp_seglex *lex)
{
    size_t end;
    for (size_t i = 0; i < c->n; i = end + 1) {
        for (end = i; !c->cut[end];)
            end++;
        if (!reaches_beyond(c, i, end) || is_users(c, i))
            continue;
        size_t best = end;
        uint32_t base = c->base[i];
        if (end == i && c->lid[i + 1] && c->cut[i + 1] && c->cost[i] <= dearest(lex, 2) &&
            !is_users(c, i + 1))
            best = i + 1;
        for (size_t j = i + 2; base && j < c->n && c->lid[j] && !is_users(c, j); j++) {
            uint32_t at = base + c->lid[j];
            const char *node = lex->nodes + 8 * (size_t)at;
            if (at >= lex->node_count || hp_u16(node) != c->lid[j])
                break;
            base = hp_u32(node + 4);
            if (j > end && c->cut[j] && hp_u16(node + 2) <= dearest(lex, j + 1 - i))
                best = j;
        }
        for (size_t k = end; k < best; k++)
            c->cut[k] = 0;
        end = best;
    }
}

static bool is_date_unit(const hp_seglex *lex, uint16_t id)
{
    switch (hp_u32(lex->names + 4 * (size_t)id)) {
    case 0x5E74: /* 年 */
    case 0x6708: /* 月 */
    case 0x65E5: /* 日 */
    case 0x53F7: /* 号 */
    case 0x65F6: /* 时 */
    case 0x5206: /* 分 */
    case 0x79D2: /* 秒 */
        return true;
    default:
        return false;
    }
}

static bool is_number(const hp_segclause *c, size_t i)
{
    return c->kind[i] == HP_SEG_NUMBER || c->kind[i] == HP_SEG_NUMERAL;
}

void hp_segclause_dates(hp_segclause *c, const hp_seglex *lex, hp_seg_dates dates)
{
    for (size_t i = 1; i < c->n; i++) {
        if (is_users(c, i) || is_users(c, i - 1) || !is_number(c, i - 1) || !is_date_unit(lex, c->id[i]))
            continue;
        bool ends = c->cut[i] || (i + 1 < c->n && is_number(c, i + 1)); /* 年 is its own, not of 年代 */
        size_t from = i;
        while (from > 0 && is_number(c, from - 1) && (from == i || !c->cut[from - 1]))
            from--;
        if (ends && (from == 0 || c->cut[from - 1])) {
            c->cut[i - 1] = dates == HP_SEG_DATES_SPLIT;
            c->cut[i] = 1;
        }
    }
}
