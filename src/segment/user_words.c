/* user_words.c - see user_words.h.
 *
 * Two tries, each a hash table from (state, label) to the next state.  The characters' trie has what is found
 * in the text itself: words that are always one, words with something that no lexicon word can have, and places
 * never to join.  The units' trie has the rest, which compete with the lexicon's words on the cheapest path.
 *
 *     =Color OS    characters  C o l o r _ O S      always one
 *     台中市政府    units       台 中 市 政 府          cost: just below that of its cheapest other reading
 *     上|犯        characters  上 犯, stop behind 上
 */
#include "segment/user_words.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "segment/sections.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

#define LENGTH_MAX 64u /* characters in a word */
#define OWN_TAGS 64u
#define ID_FLAG 0x40000000u /* a label that is an id, not a code point */

/* What ends in a state. */
typedef struct {
    uint32_t cost; /* SEG_NO_WORD: no word */
    uint8_t tag;
    bool always;    /* characters: a word that is always one */
    uint64_t stops; /* characters: bit k: a word ends behind character k */
} ending;

typedef struct {
    uint64_t *keys;   /* state << 32 | label, plus 1; 0: free */
    uint32_t *values; /* the next state */
    size_t slots, count;
    ending *endings; /* by state */
    size_t ending_cap;
} trie;

struct seg_user_words {
    trie characters, units;
    char own_tags[OWN_TAGS][16];
    size_t own_tag_count;
};

static size_t slot_of(const trie *t, uint64_t key)
{
    size_t slot = (size_t)(key * 0x9E3779B97F4A7C15u >> 24) & (t->slots - 1);
    while (t->keys[slot] && t->keys[slot] != key)
        slot = (slot + 1) & (t->slots - 1);
    return slot;
}

static bool trie_step(const trie *t, uint32_t *state, uint32_t label)
{
    if (t->slots == 0)
        return false;
    size_t slot = slot_of(t, ((uint64_t)*state << 32 | label) + 1);
    if (!t->keys[slot])
        return false;
    *state = t->values[slot];
    return true;
}

static bool trie_widen(trie *t)
{
    trie old = *t;
    t->slots = old.slots ? 2 * old.slots : 256;
    t->keys = calloc(t->slots, sizeof *t->keys);
    t->values = calloc(t->slots, sizeof *t->values);
    if (!t->keys || !t->values) {
        free(t->keys);
        free(t->values);
        *t = old;
        return false;
    }
    for (size_t i = 0; i < old.slots; i++)
        if (old.keys[i]) {
            size_t slot = slot_of(t, old.keys[i]);
            t->keys[slot] = old.keys[i];
            t->values[slot] = old.values[i];
        }
    free(old.keys);
    free(old.values);
    return true;
}

/* The state behind `labels`, made where there is none; NULL when memory is out. */
static ending *trie_add(trie *t, const uint32_t *labels, size_t count)
{
    uint32_t state = 0;
    for (size_t i = 0; i < count; i++) {
        if (trie_step(t, &state, labels[i]))
            continue;
        if (2 * (t->count + 1) >= t->slots && !trie_widen(t))
            return NULL;
        if (t->count + 2 > t->ending_cap) {
            size_t cap = t->ending_cap ? 2 * t->ending_cap : 256;
            ending *endings = realloc(t->endings, cap * sizeof *endings);
            if (!endings)
                return NULL;
            t->endings = endings;
            t->ending_cap = cap;
        }
        uint64_t key = ((uint64_t)state << 32 | labels[i]) + 1;
        size_t slot = slot_of(t, key);
        t->keys[slot] = key;
        t->values[slot] = state = (uint32_t)++t->count;
        t->endings[state] = (ending){ .cost = SEG_NO_WORD };
    }
    return state ? &t->endings[state] : NULL;
}

seg_user_words *seg_user_words_new(void)
{
    return calloc(1, sizeof(seg_user_words));
}

static void trie_free(trie *t)
{
    free(t->keys);
    free(t->values);
    free(t->endings);
}

void seg_user_words_free(seg_user_words *words)
{
    if (!words)
        return;
    trie_free(&words->characters);
    trie_free(&words->units);
    free(words);
}

/* What a character is looked up as: its folded form's id where it has one, so that both scripts' forms meet. */
static uint32_t label_of(const seg_lexicon *lex, uint32_t cp)
{
    uint16_t cell = seg_lexicon_cell(lex, cp);
    return cell >= SEG_FIRST_ID ? ID_FLAG | cell : cp;
}

/* One line of a file, taken apart. */
struct entry {
    char text[4 * LENGTH_MAX + 4]; /* the word, without marks and escapes */
    size_t length;
    uint64_t stops;
    double frequency; /* below 0: none given */
    hp_span tag;
    bool always;
};

static bool is_digits(hp_span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0 && s.len < 12;
}

static double number(hp_span s)
{
    double n = 0;
    for (size_t i = 0; i < s.len; i++)
        n = 10 * n + (s.ptr[i] - '0');
    return n;
}

/* Takes what stands behind the last `by` off the end of *line; false, with *line as it was, when there is none. */
static bool take_last(hp_span *line, char by, hp_span *field)
{
    size_t at = line->len;
    while (at > 0 && line->ptr[at - 1] != by)
        at--;
    if (at < 2 || at == line->len)
        return false;
    *field = (hp_span){ line->ptr + at, line->len - at };
    line->len = at - 1;
    return true;
}

static bool is_tag(const seg_lexicon *lex, hp_span field)
{
    for (uint32_t i = 1; i < lex->tag_count; i++) {
        const char *name = lex->tag_names + 8 * (size_t)i;
        if (span_eq(field, (hp_span){ name, strnlen(name, 8) }))
            return true;
    }
    return false;
}

/* Takes frequency and tag off the end of *line.  With spaces, as jieba writes, only what can be nothing else: a
 * number, or a tag that the lexicon knows; so a word may have spaces in it. */
static bool take_fields(const seg_lexicon *lex, hp_span *line, struct entry *e)
{
    const char *tab = memchr(line->ptr, '\t', line->len);
    hp_span rest = *line, field;
    e->frequency = -1;
    e->tag = (hp_span){ NULL, 0 };
    if (tab) {
        hp_span fields = { tab + 1, line->len - (size_t)(tab + 1 - line->ptr) };
        tab = memchr(fields.ptr, '\t', fields.len);
        hp_span first = { fields.ptr, tab ? (size_t)(tab - fields.ptr) : fields.len };
        line->len = (size_t)(fields.ptr - 1 - line->ptr);
        if (first.len && !is_digits(first))
            return false;
        if (first.len)
            e->frequency = number(first);
        if (tab)
            e->tag = (hp_span){ tab + 1, fields.len - first.len - 1 };
        return true;
    }
    if (take_last(&rest, ' ', &field) && !is_digits(field) && is_tag(lex, field)) {
        e->tag = field;
        *line = rest;
    }
    rest = *line;
    if (take_last(&rest, ' ', &field) && is_digits(field)) {
        e->frequency = number(field);
        *line = rest;
    }
    return true;
}

/* Reads the word with its marks. */
static bool read_word(hp_span line, struct entry *e)
{
    size_t characters = 0, i = 0;
    e->length = 0;
    e->stops = 0;
    e->always = line.len > 0 && line.ptr[0] == '=';
    i += e->always;
    while (i < line.len) {
        hp_span rest = { line.ptr + i, line.len - i };
        if (rest.ptr[0] == '|' && !e->always) {
            if (characters == 0)
                return false;
            e->stops |= (uint64_t)1 << (characters - 1);
            i++;
            continue;
        }
        if (rest.ptr[0] == '\\' && rest.len > 1 && (rest.ptr[1] == '|' || rest.ptr[1] == '=' || rest.ptr[1] == '\\'))
            rest = (hp_span){ rest.ptr + 1, 1 }, i++;
        uint32_t cp;
        size_t n = utf8_decode(rest, &cp);
        if (n == 0 || characters == LENGTH_MAX)
            return false;
        memcpy(e->text + e->length, rest.ptr, n);
        e->length += n;
        i += n;
        characters++;
    }
    bool stops_at_end = characters > 0 && e->stops >> (characters - 1) & 1;
    return characters > 0 && !stops_at_end;
}

/* The number of a part of speech: the lexicon's, or one above for the user's own; 0 when there is none or no
 * room. */
static uint8_t tag_number(seg_user_words *words, const seg_lexicon *lex, hp_span tag)
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

static bool add_characters(seg_user_words *words, const seg_lexicon *lex, const struct entry *e)
{
    uint32_t labels[LENGTH_MAX], cp;
    size_t count = 0;
    hp_span rest = { e->text, e->length };
    for (size_t n; (n = utf8_decode(rest, &cp)) > 0; rest.ptr += n, rest.len -= n)
        labels[count++] = label_of(lex, cp);
    ending *end = trie_add(&words->characters, labels, count);
    if (!end)
        return false;
    if (e->stops)
        end->stops |= e->stops;
    else {
        end->always = true;
        end->tag = tag_number(words, lex, e->tag);
    }
    return true;
}

/* The cost of a word of this frequency, or, without one, just below the cheapest path that its text has. */
static uint32_t cost_of(const seg_lexicon *lex, const seg_clause *c, double frequency)
{
    double cost = (double)lex->unknown - 1024 * log(frequency < 1 ? 1 : frequency);
    if (frequency < 0)
        return c->best[c->n] > 1 ? c->best[c->n] - 1 : 1;
    return cost < 1 ? 1 : (uint32_t)cost;
}

static bool add_entry(seg_user_words *words, const seg_lexicon *lex, const struct entry *e)
{
    hp_span text = { e->text, e->length };
    seg_clause c = { 0 };
    size_t pos = 0;
    uint16_t left = 0;
    uint32_t labels[LENGTH_MAX];
    if (e->always || e->stops)
        return add_characters(words, lex, e);
    if (!seg_clause_read(&c, lex, NULL, text, &pos, &left))
        return false;
    bool plain = pos == text.len && c.n > 1;
    for (size_t i = 0; i < c.n && i < LENGTH_MAX; i++) {
        plain = plain && c.lid[i] && c.kind[i] != SEG_BREAK;
        labels[i] = c.lid[i];
    }
    bool good = true;
    if (plain) {
        seg_look_up_word_pairs(&c, lex);
        seg_build_lattice(&c, lex, NULL);
        ending *end = trie_add(&words->units, labels, c.n);
        good = end != NULL;
        if (good) {
            end->cost = cost_of(lex, &c, e->frequency);
            end->tag = tag_number(words, lex, e->tag);
        }
    } else
        good = add_characters(words, lex, e);
    seg_clause_free(&c);
    return good;
}

hp_status seg_user_words_read(seg_user_words *words, const seg_lexicon *lex, const char *path, hp_error *err)
{
    hp_status st = HP_OK;
    char *line = NULL;
    size_t cap = 0;
    uint64_t n = 0;
    struct entry e;
    FILE *file = fopen(path, "re");
    if (!file)
        return error_set(err, HP_EIO, 0, "%s: %s", path, strerror(errno));
    for (ssize_t len; st == HP_OK && (len = getline(&line, &cap, file)) >= 0;) {
        hp_span rest = { line, (size_t)len };
        n++;
        while (rest.len > 0 && (rest.ptr[rest.len - 1] == '\n' || rest.ptr[rest.len - 1] == '\r'))
            rest.len--;
        if (n == 1 && rest.len >= 3 && memcmp(rest.ptr, "\xEF\xBB\xBF", 3) == 0)
            rest = (hp_span){ rest.ptr + 3, rest.len - 3 };
        if (rest.len == 0 || (rest.ptr[0] == '#' && (rest.len == 1 || rest.ptr[1] == ' ')))
            continue;
        if (!take_fields(lex, &rest, &e) || !read_word(rest, &e)) {
            st = error_set(err, HP_EUSAGE, 0, "%s:%llu: not a word: 'word [TAB frequency [TAB tag]]', '=word' or 'a|b'",
                           path, (unsigned long long)n);
            if (err)
                err->line = n;
        } else if (!add_entry(words, lex, &e))
            st = error_set_memory(err);
    }
    if (st == HP_OK && ferror(file))
        st = error_set(err, HP_EIO, 0, "%s: %s", path, strerror(errno));
    free(line);
    fclose(file);
    return st;
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
    return n && trie_step(t, state, label_of(lex, cp)) ? n : 0;
}

size_t seg_user_words_match(const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at, uint8_t *tag)
{
    const trie *t = &words->characters;
    uint32_t state = 0;
    size_t longest = 0, end = at;
    if (t->count == 0 || is_inside_latin(lex, run, at))
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
    size_t ends[LENGTH_MAX], length = 0, end = at;
    if (t->count == 0)
        return;
    for (size_t n; length < LENGTH_MAX && (n = character_step(t, lex, run, end, &state)) > 0;) {
        end += n;
        ends[length++] = end;
        for (size_t k = 0; k < length && t->endings[state].stops; k++)
            if (t->endings[state].stops >> k & 1 && *count < SEG_STOPS)
                stops[(*count)++] = ends[k];
    }
}

bool seg_user_words_step(const seg_user_words *words, uint32_t *state, uint16_t lid, uint32_t *cost)
{
    if (!lid || !trie_step(&words->units, state, lid))
        return false;
    *cost = words->units.endings[*state].cost;
    return true;
}

uint8_t seg_user_words_tag(const seg_user_words *words, uint32_t state)
{
    return state <= words->units.count ? words->units.endings[state].tag : 0;
}

hp_span seg_user_words_tag_name(const seg_user_words *words, const seg_lexicon *lex, uint8_t tag)
{
    size_t own = (size_t)tag - lex->tag_count;
    return tag >= lex->tag_count && own < words->own_tag_count ? span_of_string(words->own_tags[own])
                                                               : (hp_span){ NULL, 0 };
}
