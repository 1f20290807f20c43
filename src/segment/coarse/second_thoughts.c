/* second_thoughts.c - where the lexicon overrules the tagger's cut: words that nobody knows, and words that run across
 * another.
 *
 * The tagger makes words of what looks like one.  Two characters that no lexicon has as a word are cut again where the
 * model was hardly for it and both are common by themselves; and a word that begins with what may follow a noun, as 中
 * does, gives way to one that crosses it, behind a noun.
 *
 *     租金|也涨|了  →  租金|也|涨|了      从|书|中学|到  →  从|书|中|学到
 */
#include "segment/coarse/coarse.h"

/* In the fine grain two characters must be commoner together, in nats, and the model less for the word, in hundredths,
 * because its standard has such words as 吃完; readers of terms do not look for them. */
#define VERY_COMMON 15u /* in halves of nats: what one of the two must be at least */
#define COMMON 17u
#define DOUBT 200
#define COMMON_TERMS 20u
#define DOUBT_TERMS 400

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

/* True when the pair at i, which no lexicon has, is better two words. */
static bool is_invented(const segmenter *seg, const seg_clause *c, size_t i)
{
    bool coarse = seg->grain == SEG_GRAIN_COARSE;
    uint32_t a = seg_cost_of_unit(c, &seg->lex, i), b = seg_cost_of_unit(c, &seg->lex, i + 1);
    uint32_t common = (coarse ? COMMON_TERMS : COMMON) * seg->lex.scale;
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
    bool listed = c->cost[i] != SEG_NO_WORD;
    if (!listed ? is_invented(seg, c, i) : c->hint[i] & SEG_HINT_LOCALIZER && is_crossed(seg, c, i))
        cut_pair(c, i, listed);
    else if (listed && seg->grain == SEG_GRAIN_COARSE && seg_is_phrase(c, &seg->lex, i))
        cut_pair(c, i, false);
}

void seg_clause_reconsider(const segmenter *seg, seg_clause *c)
{
    /* Eight units at a time: where a word of two begins that is not plainly one of the lexicon's.  A pair is what
     * `longest_begin` says 1 of; of 2 and 3 it may be. */
    c->cut[-1] = 1;
    for (size_t i = 0; i + 1 < c->n; i += 8) {
        uint64_t longest = seg_eight(c->longest_begin + i), listed = longest & ~(longest >> 1);
        uint64_t hint = seg_eight(c->hint + i), ends = seg_eight(c->hint + i + 1);
        uint64_t doubtful = ~listed | hint / SEG_HINT_LOCALIZER | (hint / SEG_HINT_PHRASE & ends / SEG_HINT_PHRASE_END);
        uint64_t two = seg_eight(c->cut + i - 1) & ~seg_eight(c->cut + i) & seg_eight(c->cut + i + 1);
        for (two &= doubtful & SEG_EIGHT_ONES; two; two &= two - 1) {
            size_t at = i + (size_t)__builtin_ctzll(two) / 8;
            if (at + 1 < c->n && !c->cut[at] && c->cut[at + 1] && is_free(c, at))
                reconsider(seg, c, at);
        }
    }
}
