/* second_thoughts.c - where the lexicon overrules the tagger's cut: words that nobody knows, function words in them,
 * and words that run across another.
 *
 * The tagger makes words of what looks like one.  Two characters that no lexicon has as a word are cut again where the
 * model was hardly for it and both are common by themselves, or where one is a function word, or they are an adverb and
 * a verb; and a word that begins with what may follow a noun, as 中 does, gives way to one that crosses it, behind a
 * noun.
 *
 *     租金|也涨|了  →  租金|也|涨|了      从|书|中学|到  →  从|书|中|学到
 */
#include "segment/coarse/coarse.h"
#include "segment/coarse/doubts.h"

/* In the fine grain two characters must be commoner together, in nats, and the model less for the word, in hundredths,
 * because its standard has such words as 吃完; readers of terms do not look for them. */
#define VERY_COMMON 15u /* in halves of nats: what one of the two must be at least */
#define COMMON 17u
#define DOUBT 200
#define COMMON_TERMS 20u
#define DOUBT_TERMS 400
#define DOUBT_PHRASES 600

#define NATS_BEHIND_NOUN 3u /* how much likelier a localizer is there than anywhere */

static int32_t weight(const seg_clause *c, size_t i, unsigned tag)
{
    return (int32_t)(c->score[i] >> 16 * tag & 0xFFFF);
}

/* By how much the model prefers the units i and i + 1 as one word to both by themselves. */
static int32_t margin_of_pair(const seg_clause *c, const seg_model *m, size_t i)
{
    const int32_t *t = m->trans; /* B→M B→E M→M M→E E→B E→S S→B S→S */
    int32_t one = weight(c, i, SEG_B) + t[1] + weight(c, i + 1, SEG_E);
    int32_t two = weight(c, i, SEG_S) + t[7] + weight(c, i + 1, SEG_S);
    if (i > 0) {
        bool single = i == 1 || c->cut[i - 2];
        one += t[single ? 6 : 4];
        two += t[single ? 7 : 5];
    }
    if (i + 2 < c->n) {
        bool single = c->cut[i + 2];
        one += t[single ? 5 : 4];
        two += t[single ? 7 : 6];
    }
    return one - two;
}

/* True when the units i and i + 1, a word, are Han characters and not the user's. */
static bool is_free(const seg_clause *c, size_t i)
{
    return c->class[i] == SEG_HAN && c->class[i + 1] == SEG_HAN && !seg_is_users(c, i);
}

/* True for an adverb, or an adjective, before a verb, and for a verb before an adjective or a measure word: a pair that
 * no lexicon has is seldom a word, then (乱扔, 拉宽). */
static bool is_phrase_by_tags(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    char a = seg_tag_of(c, lex, i, i + 1)[0], b = seg_tag_of(c, lex, i + 1, i + 2)[0];
    return (a == 'd' && (b == 'v' || b == 'a' || b == 'z')) || (a == 'a' && b == 'v') || (a == 'r' && b == 'v') ||
           (a == 'v' && (b == 'a' || b == 'q'));
}

/* True when the pair at i, which no lexicon has, is better two words. */
static bool is_invented(const segmenter *seg, const seg_clause *c, size_t i)
{
    bool coarse = seg->grain == SEG_GRAIN_COARSE;
    uint32_t a = seg_cost_of_unit(c, &seg->lex, i), b = seg_cost_of_unit(c, &seg->lex, i + 1);
    uint32_t common = (coarse ? COMMON_TERMS : COMMON) * seg->lex.scale;
    if (coarse && is_phrase_by_tags(c, &seg->lex, i))
        return margin_of_pair(c, &seg->model, i) < DOUBT_PHRASES;
    return a != SEG_NO_WORD && b != SEG_NO_WORD && a + b <= common &&
           (a < b ? a : b) <= VERY_COMMON * seg->lex.scale / 2 &&
           margin_of_pair(c, &seg->model, i) < (coarse ? DOUBT_TERMS : DOUBT);
}

/* True when the word before unit i is a noun, and no name. */
static bool is_behind_noun(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    const char *tag = seg_tag_of(c, lex, seg_begin_of_word(c, i), i);
    return tag[0] == 'n' && tag[1] == '\0';
}

/* True when the lexicon's pair at i, such as 中学, is better a localizer and what begins with its second character:
 * behind a noun, where that is a word with the character after it, or an adverb before a verb. */
static bool is_crossed(const segmenter *seg, const seg_clause *c, size_t i)
{
    const seg_lexicon *lex = &seg->lex;
    if (i == 0 || i + 2 >= c->n || !is_behind_noun(c, lex, i))
        return false;
    size_t end = seg_end_of_word(c, i + 2);
    uint32_t was = c->cost[i], is = seg_cost_of_unit(c, lex, i);
    if (end == i + 3 && c->cost[i + 1] != SEG_NO_WORD) {
        was += seg_cost_of_unit(c, lex, i + 2);
        is += c->cost[i + 1];
    } else if (seg_tag_of(c, lex, i + 1, i + 2)[0] == 'd' && seg_tag_of(c, lex, i + 2, end)[0] == 'v') {
        is += seg_cost_of_unit(c, lex, i + 1);
    } else {
        return false;
    }
    return is <= was + NATS_BEHIND_NOUN * lex->scale;
}

/* Cuts the pair at i in two.  Where another word crosses it, that is for good, and its second character is joined to
 * the next if they make that word. */
static void cut_pair(seg_clause *c, size_t i, bool crossed)
{
    c->cut[i] = 1;
    c->fine[i] = crossed ? SEG_CUT_FOR_GOOD : 1;
    if (crossed && c->cut[i + 2] && c->cost[i + 1] != SEG_NO_WORD)
        c->cut[i + 1] = c->fine[i + 1] = 0;
}

/* Thinks again about the word of two units at i. */
static void reconsider(const segmenter *seg, seg_clause *c, size_t i)
{
    bool listed = c->cost[i] != SEG_NO_WORD, coarse = seg->grain == SEG_GRAIN_COARSE;
    if (coarse && seg_is_clitic_phrase(c, &seg->lex, i, i + 2, c->cost[i]))
        cut_pair(c, i, false);
    else if (!listed ? is_invented(seg, c, i) : c->hint[i] & SEG_HINT_LOCALIZER && is_crossed(seg, c, i))
        cut_pair(c, i, listed);
    else if (listed && coarse && seg_is_phrase(c, &seg->lex, i))
        cut_pair(c, i, false);
}

/* Cuts the word of three units at i where it is a function word and another, one that the lexicon hardly has. */
static void reconsider_three(const segmenter *seg, seg_clause *c, size_t i)
{
    uint32_t word = seg_found_word_number(c, &seg->lex, i, i + 3), cost = SEG_NO_WORD;
    if (word)
        cost = seg_cost_of_any_word(c, &seg->lex, i, i + 3);
    if (!seg_is_users(c, i) && seg_is_clitic_phrase(c, &seg->lex, i, i + 3, cost)) {
        size_t at = c->hint[i] & SEG_HINT_PROCLITIC && c->cost[i + 1] <= seg->lex.short_term ? i : i + 1;
        c->cut[at] = c->fine[at] = 1;
    }
}

/* Thinks again about what is in doubt of the eight units from i on. */
static inline void reconsider_eight(const segmenter *seg, seg_clause *c, size_t i)
{
    seg_doubts in = seg_doubts_at(c, i);
    for (; in.two; in.two &= in.two - 1) {
        size_t at = i + (size_t)__builtin_ctzll(in.two) / 8;
        if (at + 1 < c->n && is_free(c, at))
            reconsider(seg, c, at);
    }
    if (seg->grain != SEG_GRAIN_COARSE)
        return;
    for (; in.three; in.three &= in.three - 1) {
        size_t at = i + (size_t)__builtin_ctzll(in.three) / 8;
        if (at + 2 < c->n)
            reconsider_three(seg, c, at);
    }
    for (; in.crossing; in.crossing &= in.crossing - 1) {
        size_t at = i + (size_t)__builtin_ctzll(in.crossing) / 8;
        if (at + 2 < c->n && c->cut[(ptrdiff_t)at - 1] && c->cut[at] != c->cut[at + 1] && c->cut[at + 2])
            seg_uncross(seg, c, at);
    }
}

void seg_clause_reconsider(const segmenter *seg, seg_clause *c)
{
    uint64_t last = 0, counted = 0; /* numerals beside another, or behind one unit behind another */
    c->cut[-1] = 1;
    for (size_t i = 0; i + 1 < c->n; i += 8) {
        reconsider_eight(seg, c, i);
        uint64_t here = seg_eight_numerals(c, i);
        counted |= here & (here << 8 | here << 16 | last >> 48 | last >> 56);
        last = here;
    }
    if (counted && seg->grain == SEG_GRAIN_COARSE)
        seg_join_decimals(c, &seg->lex);
}
