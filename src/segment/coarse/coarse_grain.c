/* coarse_grain.c - makes the coarse grain of the fine one.
 *
 * Words of the fine grain are joined where the cheapest way through them is: on it are the fine grain's words as they
 * are, terms of the lexicon that begin and end with them (terms.c), words with an ending, and names of persons
 * (person_names.c).  What is not on offer cannot stand in the way: a rare long entry does not keep the common word
 * inside it from being joined, and of words that cross each other the sum decides.
 *
 *     南京|市|长江|大桥  →  南京市|长江大桥      50万|美|元  →  50万|美元
 *
 * Only a name may end where the fine grain has no cut, inside a word that nobody knows; the fine grain is then cut
 * there, too, so that every cut of the coarse grain is one of the fine grain's.
 */
#include "segment/coarse/coarse.h"
#include "segment/lexicon_nodes.h"

#define NATS_OF_SUFFIX 4u   /* what an ending costs */
#define DOUBT_IN_NAMES 200u /* what the model may be against a name, in hundredths, before that costs a nat */

/* The cheapest way through a stretch of words. */
typedef struct {
    const segmenter *seg;
    seg_clause *c;
    size_t reach; /* how far the words go that have been offered */
} join_search;

/* Offers the units [from, to) as a word. */
static void offer(join_search *s, size_t from, size_t to, uint32_t cost)
{
    uint64_t *path = s->c->path, way = ((path[from] >> 32) + cost) << 32 | (uint32_t)from;
    for (; s->reach < to; s->reach++)
        path[s->reach + 1] = UINT64_MAX;
    if (way < path[to])
        path[to] = way;
}

/* Offers the terms of the lexicon that begin with the word [begin, end). */
static void offer_terms(join_search *s, size_t begin, size_t end)
{
    seg_clause *c = s->c;
    const seg_lexicon *lex = &s->seg->lex;
    uint32_t base = c->base[begin], pair = c->cost[begin];
    if (end == begin + 1 && end < c->n && c->cut[end] && pair != SEG_NO_WORD &&
        seg_is_term(s->seg, c, begin, end + 1, pair))
        offer(s, begin, end + 1, pair);
    if (c->longest_begin[begin] < 2)
        return;
    for (size_t i = begin + 2; i < c->n; i++) {
        uint32_t cost;
        if (!seg_step(lex, &base, c->lexicon_id[i], &cost))
            break;
        if (cost && i >= end && c->cut[i] && seg_is_term(s->seg, c, begin, i + 1, cost))
            offer(s, begin, i + 1, cost);
    }
}

/* By how much the model's sum would be less if the units [from, to) were one word, edges apart. */
static int32_t loss_of_join(const seg_clause *c, size_t from, size_t to)
{
    int32_t loss = 0;
    for (size_t i = from; i < to; i++) {
        bool begins = i == 0 || c->fine[i - 1], ends = c->fine[i];
        unsigned was = begins ? ends ? SEG_S : SEG_B : ends ? SEG_E : SEG_M;
        unsigned is = i == from ? SEG_B : i + 1 == to ? SEG_E : SEG_M;
        loss += (int32_t)(c->score[i] >> 16 * was & 0xFFFF) - (int32_t)(c->score[i] >> 16 * is & 0xFFFF);
    }
    return loss;
}

/* True when a name may end behind unit i - 1 though there is no cut: inside a word that the lexicon does not have, or
 * hardly.  *end gets that word's. */
static bool is_inside_unknown(const seg_clause *c, const seg_lexicon *lex, size_t i, size_t *end)
{
    *end = seg_end_of_word(c, i);
    return i < c->n && seg_cost_of_word(c, lex, seg_begin_of_word(c, i), *end) > lex->short_term;
}

/* What the units [begin, end) cost as the fine grain's words, which end there. */
static uint32_t cost_of_words(const seg_clause *c, const seg_lexicon *lex, size_t begin, size_t end)
{
    uint32_t cost = 0;
    for (size_t to; begin < end; begin = to) {
        to = seg_end_of_word(c, begin);
        cost += seg_cost_of_word(c, lex, begin, to);
    }
    return cost;
}

/* Offers the names of persons that begin with the word [begin, end). */
static void offer_names(join_search *s, size_t begin, size_t end)
{
    seg_clause *c = s->c;
    const seg_lexicon *lex = &s->seg->lex;
    uint32_t cost;
    size_t given = begin + seg_surname(c, lex, begin, &cost), rest = 0;
    if (given == begin || end - begin > 4)
        return;
    for (size_t to = given + 1; to <= given + 2 && to <= c->n; to++) {
        bool ends = c->cut[to - 1];
        /* What its words cost less than apart is not on the cheapest way, and that is nearly always so. */
        if (ends && cost + seg_given_name_at_least(c, lex, given, to - given) >= cost_of_words(c, lex, begin, to))
            continue;
        bool no_amount = to == given + 1 && !(to < c->n && seg_role(c, lex, to) & SEG_ROLE_MEASURE);
        if ((c->class[to - 1] != SEG_HAN && !(c->class[to - 1] == SEG_NUMERAL && no_amount)) || seg_is_users(c, to - 1))
            break;
        if (ends ? to < end : !is_inside_unknown(c, lex, to, &rest))
            continue;
        int32_t loss = loss_of_join(c, begin, to);
        uint32_t doubt = loss > 0 ? (uint32_t)loss * lex->scale / DOUBT_IN_NAMES : 0;
        offer(s, begin, to, cost + doubt + seg_given_name(c, lex, given, to - given));
        if (!ends)
            offer(s, to, rest, seg_cost_of_word(c, lex, to, rest));
    }
}

/* Makes the cheapest way from `begin` to `end` the cut. */
static void settle(seg_clause *c, size_t begin, size_t end)
{
    while (end > begin) {
        size_t from = (uint32_t)c->path[end];
        c->cut[end - 1] = 1;
        c->fine[end - 1] |= 1;
        for (size_t i = from; i + 1 < end; i++)
            c->cut[i] = 0;
        end = from;
    }
}

/* Offers the words that begin with the word [begin, end) and are longer.  Most have none, so what may be asked is seen
 * before it is. */
static inline void offer_longer(join_search *s, size_t begin, size_t end)
{
    seg_clause *c = s->c;
    const seg_lexicon *lex = &s->seg->lex;
    if (c->longest_begin[begin] > (end > begin + 1))
        offer_terms(s, begin, end);
    if (c->hint[begin] & SEG_HINT_NAME)
        offer_names(s, begin, end);
    if (end - begin > 1 && end < c->n && c->hint[end] & SEG_HINT_ENDING && seg_is_suffixed(c, lex, begin, end))
        offer(s, begin, end + 1, seg_cost_of_word(c, lex, begin, end) + NATS_OF_SUFFIX * lex->scale);
}

/* Finds the cheapest way from the word at `first` on, as far as words are offered that run across each other; returns
 * where it ends. */
static size_t join_from(join_search *s, size_t first)
{
    seg_clause *c = s->c;
    size_t begin = first, end;
    s->reach = first;
    c->path[first] = 0;
    do {
        end = seg_end_of_word(c, begin);
        if (!seg_is_users(c, begin))
            offer_longer(s, begin, end);
        if (s->reach > begin)
            offer(s, begin, end, seg_cost_of_word(c, &s->seg->lex, begin, end));
        begin = end;
    } while (begin < s->reach);
    settle(c, first, s->reach);
    return begin;
}

void seg_clause_join(const segmenter *seg, seg_clause *c, bool is_seen)
{
    join_search s = { seg, c, 0 };
    if (c->has_symbol)
        seg_join_dotted_names(c, &seg->lex);
    c->cut[-1] = 1;
    if (c->has_symbol || !is_seen)
        seg_find_doubts(c);
    for (size_t i = 0; i < c->n;) { /* what is joined leaves what is behind it as it was */
        uint64_t found = seg_eight(c->doubt + i) & SEG_DOUBT_JOINS * SEG_EIGHT_ONES;
        size_t at = i + (found ? (size_t)__builtin_ctzll(found) / 8 : 8);
        i = found && at < c->n ? join_from(&s, at) : at;
    }
}
