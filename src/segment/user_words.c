/* user_words.c - the user's words in memory; see user_words.h.
 *
 * Two tries, each a map from (state, label) to the next state.  The characters' trie has what is found
 * in the text itself: words that are always one, words with something that no lexicon word can have, and places
 * never to join.  The units' trie has the rest, which compete with the lexicon's words on the cheapest path.
 *
 *     =Color OS    characters  C o l o r _ O S      always one
 *     台中市政府    units       台 中 市 政 府          competes by its cost
 *     上|犯        characters  上 犯, stop behind 上
 */
#include "segment/user_words.h"

#include <string.h>

#include "segment/sections.h"
#include "text/bytes.h"
#include "text/map/number_map.h"
#include "text/memory.h"
#include "text/utf8.h"

#define OWN_TAGS 64u
#define ID_FLAG 0x40000000u /* a label that is an id, not a code point */

typedef struct {
    number_map steps;        /* state << 32 | label → the next state, from 1 */
    seg_user_entry *endings; /* by state */
    size_t ending_room;
} trie;

struct seg_user_words {
    trie characters, units;
    char own_tags[OWN_TAGS][16];
    size_t own_tag_count;
};

/* The state that the label leads to, or 0. */
static inline uint32_t trie_step(const trie *t, uint32_t state, uint32_t label)
{
    return number_map_get(&t->steps, (uint64_t)state << 32 | label);
}

/* Makes room for one more ending. */
static bool trie_reserve(trie *t)
{
    if (t->steps.count + 2 <= t->ending_room)
        return true;
    seg_user_entry *endings = memory_grow(t->endings, &t->ending_room, 256, sizeof *endings);
    if (!endings)
        return false;
    t->endings = endings;
    return true;
}

/* The state behind `labels`, made where there is none; NULL when memory is out. */
static seg_user_entry *trie_add(trie *t, const uint32_t *labels, size_t count)
{
    uint32_t state = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t next = trie_step(t, state, labels[i]);
        if (!next) {
            next = (uint32_t)t->steps.count + 1;
            if (!trie_reserve(t) || !number_map_add(&t->steps, (uint64_t)state << 32 | labels[i], next))
                return NULL;
            t->endings[next] = (seg_user_entry){ .cost = SEG_NO_WORD };
        }
        state = next;
    }
    return state ? &t->endings[state] : NULL;
}

seg_user_words *seg_user_words_new(void)
{
    return memory_zeroed(1, sizeof(seg_user_words));
}

static void trie_free(trie *t)
{
    number_map_free(&t->steps);
    memory_free(t->endings);
}

void seg_user_words_free(seg_user_words *words)
{
    if (!words)
        return;
    trie_free(&words->characters);
    trie_free(&words->units);
    memory_free(words);
}

/* What a character is looked up as: its folded form's id where it has one, so that both scripts' forms meet. */
static uint32_t label_of(const seg_lexicon *lex, uint32_t cp)
{
    uint16_t cell = seg_lexicon_cell(lex, cp);
    return cell >= SEG_FIRST_ID ? ID_FLAG | cell : cp;
}

seg_user_entry *seg_user_words_add_text(seg_user_words *words, const seg_lexicon *lex, hp_span text)
{
    uint32_t labels[SEG_USER_LENGTH_MAX], cp;
    size_t count = 0;
    for (size_t n; count < SEG_USER_LENGTH_MAX && (n = utf8_decode(text, &cp)) > 0; text.ptr += n, text.len -= n)
        labels[count++] = label_of(lex, cp);
    return trie_add(&words->characters, labels, count);
}

void seg_user_words_forget_text(seg_user_words *words, const seg_lexicon *lex, hp_span text)
{
    uint32_t state = 0, cp;
    for (size_t n; (n = utf8_decode(text, &cp)) > 0; text.ptr += n, text.len -= n) {
        state = trie_step(&words->characters, state, label_of(lex, cp));
        if (!state)
            return;
    }
    if (state)
        words->characters.endings[state] = (seg_user_entry){ .cost = SEG_NO_WORD };
}

seg_user_entry *seg_user_words_add_units(seg_user_words *words, const uint16_t *units, size_t count)
{
    uint32_t labels[SEG_USER_LENGTH_MAX];
    size_t n = 0;
    for (; n < count && n < SEG_USER_LENGTH_MAX; n++)
        labels[n] = units[n];
    return trie_add(&words->units, labels, n);
}

uint8_t seg_user_words_tag_number(seg_user_words *words, const seg_lexicon *lex, hp_span tag)
{
    for (uint32_t i = 1; i < lex->tag_count && tag.len > 0; i++) {
        const char *name = lex->tag_names + 8 * (size_t)i;
        if (span_eq(tag, (hp_span){ name, strnlen(name, 8) }))
            return (uint8_t)i;
    }
    if (tag.len == 0 || tag.len >= sizeof words->own_tags[0])
        return 0;
    for (size_t i = 0; i <= words->own_tag_count; i++) {
        if (i == OWN_TAGS || lex->tag_count + i > 255)
            return 0;
        if (i == words->own_tag_count) {
            memcpy(words->own_tags[i], tag.ptr, tag.len);
            words->own_tag_count++;
        }
        if (span_eq(tag, span_of_string(words->own_tags[i])))
            return (uint8_t)(lex->tag_count + i);
    }
    return 0;
}

/* True when a letter or digit of the Latin kind stands on both sides of `at`. */
static bool is_inside_latin(const seg_lexicon *lex, hp_span run, size_t at)
{
    uint32_t before, after;
    if (utf8_decode_back(run.ptr, run.ptr + at, &before) == 0 ||
        utf8_decode((hp_span){ run.ptr + at, run.len - at }, &after) == 0)
        return false;
    uint16_t a = seg_lexicon_cell(lex, before), b = seg_lexicon_cell(lex, after);
    return (a == SEG_CELL_DIGIT || a == SEG_CELL_LETTER) && (b == SEG_CELL_DIGIT || b == SEG_CELL_LETTER);
}

/* Goes on by the character at `at`; its length, or 0 when nothing goes on so. */
static size_t character_step(const trie *t, const seg_lexicon *lex, hp_span run, size_t at, uint32_t *state)
{
    uint32_t cp;
    size_t n = utf8_decode((hp_span){ run.ptr + at, run.len - at }, &cp);
    *state = n ? trie_step(t, *state, label_of(lex, cp)) : 0;
    return *state ? n : 0;
}

size_t seg_user_words_match(const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at, uint8_t *tag)
{
    const trie *t = &words->characters;
    uint32_t state = 0;
    size_t longest = 0, end = at;
    if (t->steps.count == 0 || is_inside_latin(lex, run, at))
        return 0;
    for (size_t n; (n = character_step(t, lex, run, end, &state)) > 0;) {
        end += n;
        if (t->endings[state].always && !is_inside_latin(lex, run, end)) {
            longest = end - at;
            *tag = t->endings[state].tag;
        }
    }
    return longest;
}

void seg_user_words_stops(const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at, size_t *stops,
                          unsigned *count)
{
    const trie *t = &words->characters;
    uint32_t state = 0;
    size_t ends[SEG_USER_LENGTH_MAX], length = 0, end = at;
    if (t->steps.count == 0)
        return;
    for (size_t n; length < SEG_USER_LENGTH_MAX && (n = character_step(t, lex, run, end, &state)) > 0;) {
        end += n;
        ends[length++] = end;
        for (size_t k = 0; k < length && t->endings[state].stops; k++)
            if (t->endings[state].stops >> k & 1 && *count < SEG_STOPS)
                stops[(*count)++] = ends[k];
    }
}

bool seg_user_words_step(const seg_user_words *words, uint32_t *state, uint16_t lid, uint32_t *cost)
{
    uint32_t next = lid ? trie_step(&words->units, *state, lid) : 0;
    if (!next)
        return false;
    *state = next;
    *cost = words->units.endings[next].cost;
    return true;
}

uint8_t seg_user_words_tag(const seg_user_words *words, uint32_t state)
{
    return state <= words->units.steps.count ? words->units.endings[state].tag : 0;
}

hp_span seg_user_words_tag_name(const seg_user_words *words, const seg_lexicon *lex, uint8_t tag)
{
    size_t own = (size_t)tag - lex->tag_count;
    return tag >= lex->tag_count && own < words->own_tag_count ? span_of_string(words->own_tags[own])
                                                               : (hp_span){ NULL, 0 };
}
