/* jieba.c - cuts a run as jieba 0.42.1 does; the sections are described in jieba.h.
 *
 * A run falls into blocks, the stretches of Han characters, ASCII letters, digits and + # & . _ % -, and all else,
 * of which every character is a token.  A block goes three ways:
 *
 *     best path     from the block's end back: at each character the dictionary word, or the character alone, that
 *                   gives the greatest sum of weights; of equals the longest
 *     dictionary    the words of the path, single ASCII letters and digits in a row joined
 *     model         words of two characters or more from the path; what lies between is cut by the model
 *
 * The model is a hidden Markov chain over the states begin, end, middle, single: the likeliest sequence wins, of
 * equals the one whose state's letter is later.  Sums are IEEE doubles added in jieba's order, since a different
 * rounding would decide some ties the other way.  Offsets are of bytes, places are numbers of characters in a block.
 */
#include "lib/jieba.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bytes.h"
#include "lib/data.h"
#include "lib/error.h"
#include "lib/jieba_user.h"
#include "lib/utf8.h"

_Static_assert(sizeof(double) == 8, "a double is the 64 bits that the sections hold");

struct hp_jieba {
    const char *codes, *units, *weights, *frequencies; /* parts of the section of words */
    uint32_t unit_count, weight_count, root;
    uint64_t total;      /* of the frequencies, the user's too */
    double log_total;
    hp_jieba_user *user; /* owned; NULL without words of the user's */
    const char *start, *move, *emit;     /* parts of the model's section; NULL without the model */
};

/* For one block of up to `cap` - 1 characters. */
struct hp_jieba_scratch {
    size_t cap;
    size_t *offset;   /* of each character in the run, and of the block's end */
    double *best;     /* weight of the best path from here to the block's end */
    uint32_t *next;   /* where the best path's first word ends */
    uint16_t *text;   /* the characters: all are below U+FFFF */
    uint16_t *code;   /* their codes in the dictionary */
    unsigned char *from; /* the model's back pointers, two bits a state */
    size_t *ends;
    size_t count, room;  /* of ends */
    bool failed;         /* memory was out */
};

/* So that no sum of frequencies overflows. */
#define MOST (UINT64_C(1) << 40)

enum { BEGIN, END, MIDDLE, SINGLE }; /* in the order of their letters, which decides between equals */

static double get_double(const char *p)
{
    uint64_t bits = hp_u64(p);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static hp_status open_words(hp_jieba *j, hp_span section, hp_error *err)
{
    if (section.len < HP_JIEBA_UNITS || hp_u32(section.ptr) != HP_JIEBA_WORDS_MAGIC)
        return hp_fail(err, HP_EDATA, 0, "the data file's section '%s' is damaged", HP_JIEBA_WORDS);
    j->unit_count = hp_u32(section.ptr + 4);
    j->weight_count = hp_u32(section.ptr + 8);
    j->root = hp_u32(section.ptr + 12);
    j->codes = section.ptr + HP_JIEBA_HEADER;
    j->units = section.ptr + HP_JIEBA_UNITS;
    j->total = hp_u64(section.ptr + 16);
    j->log_total = get_double(section.ptr + 24);
    j->weights = j->units + 8 * (size_t)j->unit_count;
    j->frequencies = j->weights + 8 * (size_t)j->weight_count;
    if (section.len != HP_JIEBA_UNITS + 8 * (uint64_t)j->unit_count + 12 * (uint64_t)j->weight_count ||
        j->weight_count == 0)
        return hp_fail(err, HP_EDATA, 0, "the data file's section '%s' is damaged", HP_JIEBA_WORDS);
    return HP_OK;
}

static hp_status open_model(hp_jieba *j, hp_span section, hp_error *err)
{
    enum { STATES = HP_JIEBA_STATES, SIZE = HP_JIEBA_HEADER + 8 * (STATES + STATES * STATES + STATES * HP_JIEBA_HAN) };
    if (section.len != SIZE || hp_u32(section.ptr) != HP_JIEBA_HMM_MAGIC)
        return hp_fail(err, HP_EDATA, 0, "the data file's section '%s' is damaged", HP_JIEBA_HMM);
    j->start = section.ptr + HP_JIEBA_HEADER;
    j->move = j->start + 8 * STATES;
    j->emit = j->move + 8 * STATES * STATES;
    return HP_OK;
}

hp_status hp_jieba_open(hp_jieba **out, const hp_data *data, hp_jieba_mode mode, hp_error *err)
{
    hp_span section;
    *out = NULL;
    hp_jieba *j = calloc(1, sizeof *j);
    if (!j)
        return hp_fail_memory(err);
    hp_status st = hp_data_section(data, HP_JIEBA_WORDS, &section, err);
    if (st == HP_OK)
        st = open_words(j, section, err);
    if (st == HP_OK && mode == HP_JIEBA_MODEL)
        st = hp_data_section(data, HP_JIEBA_HMM, &section, err);
    if (st == HP_OK && mode == HP_JIEBA_MODEL)
        st = open_model(j, section, err);
    if (st == HP_OK)
        *out = j;
    else
        free(j);
    return st;
}

void hp_jieba_free(hp_jieba *jieba)
{
    if (!jieba)
        return;
    hp_jieba_user_free(jieba->user);
    free(jieba);
}

hp_jieba_scratch *hp_jieba_scratch_new(void)
{
    return calloc(1, sizeof(hp_jieba_scratch));
}

void hp_jieba_scratch_free(hp_jieba_scratch *s)
{
    if (!s)
        return;
    free(s->offset);
    free(s->best);
    free(s->next);
    free(s->text);
    free(s->code);
    free(s->from);
    free(s->ends);
    free(s);
}

/* Grows *array to `count` elements of `size` bytes; false, and *array as it was, when memory is out. */
static bool grow(void *array, size_t count, size_t size)
{
    void **at = array, *grown = reallocarray(*at, count, size);
    if (grown)
        *at = grown;
    return grown != NULL;
}

/* Makes room for one character more than `n`. */
static bool reserve(hp_jieba_scratch *s, size_t n)
{
    if (n < s->cap)
        return true;
    size_t cap = 2 * n + 64;
    if (!grow(&s->offset, cap, sizeof *s->offset) || !grow(&s->best, cap, sizeof *s->best) ||
        !grow(&s->next, cap, sizeof *s->next) || !grow(&s->text, cap, sizeof *s->text) ||
        !grow(&s->code, cap, sizeof *s->code) || !grow(&s->from, cap, sizeof *s->from))
        return false;
    s->cap = cap;
    return true;
}

static void put_token(hp_jieba_scratch *s, size_t end)
{
    if (s->count == s->room) {
        size_t room = 2 * s->room + 256;
        if (!grow(&s->ends, room, sizeof *s->ends)) {
            s->failed = true;
            return;
        }
        s->room = room;
    }
    s->ends[s->count++] = end;
}

/* The token that ends before place `to` of the block. */
static void put_place(hp_jieba_scratch *s, size_t to)
{
    put_token(s, s->offset[to]);
}

/* The character at `at` of the run, and its length; a block's characters have one byte or three. */
static size_t get_char(hp_span run, size_t at, uint32_t *cp)
{
    const unsigned char *s = (const unsigned char *)run.ptr + at;
    if (s[0] >= 0xE0 && s[0] < 0xF0) {
        *cp = (uint32_t)(s[0] & 15) << 12 | (uint32_t)(s[1] & 63) << 6 | (s[2] & 63);
        return 3;
    }
    return hp_utf8_decode((hp_span){ run.ptr + at, run.len - at }, cp);
}

/* Reads the block at `at` into the scratch and returns its number of characters; 0 when there is none. */
static size_t read_block(const hp_jieba *j, hp_jieba_scratch *s, hp_span run, size_t at)
{
    size_t n = 0;
    while (at < run.len) {
        uint32_t cp;
        size_t length = get_char(run, at, &cp);
        int place = hp_jieba_place(cp);
        if (place < 0)
            break;
        if (!reserve(s, n + 1)) {
            s->failed = true;
            return 0;
        }
        s->offset[n] = at;
        s->text[n] = (uint16_t)cp;
        s->code[n++] = hp_u16(j->codes + 2 * place);
        at += length;
    }
    if (n > 0)
        s->offset[n] = at;
    return n;
}

/* Where a walk through the dictionary stands. */
struct walk {
    uint32_t base;   /* of the unit reached; 0 when nothing goes on from it */
    uint32_t weight; /* its weight number; 0 when no word ends there */
};

/* Goes on with `code`; false when no word does. */
static inline bool step(const hp_jieba *j, struct walk *walk, uint32_t code)
{
    enum { CODE_MASK = (1 << HP_JIEBA_CODE_BITS) - 1 };
    uint64_t at = (uint64_t)walk->base + code;
    if (code == 0 || at >= j->unit_count)
        return false;
    const char *unit = j->units + 8 * at;
    uint32_t word = hp_u32(unit + 4);
    if ((word & CODE_MASK) != code)
        return false;
    walk->base = hp_u32(unit);
    walk->weight = word >> HP_JIEBA_CODE_BITS;
    if (walk->weight >= j->weight_count)
        walk->weight = 0;
    return true;
}

/* The best path from a place on, as far as it has been found. */
struct best {
    double sum;
    size_t end; /* of its first word; 0: none found */
};

/* Takes the word that ends before place `to` if no word was better; a longer one wins over an equal. */
static inline struct best offer(struct best best, double weight, double rest, size_t to)
{
    double sum = weight + rest;
    return best.end == 0 || sum >= best.sum ? (struct best){ sum, to } : best;
}

static inline double weight_of(const hp_jieba *j, struct walk walk)
{
    return get_double(j->weights + 8 * (size_t)walk.weight) - j->log_total;
}

/* The best of the dictionary's words that begin at `at`. */
static inline struct best find_word(const hp_jieba *j, const hp_jieba_scratch *s, size_t at, size_t n)
{
    struct walk walk = { .base = j->root };
    struct best best = { .end = 0 };
    for (size_t to = at; to < n && step(j, &walk, s->code[to]); to++) {
        if (walk.weight)
            best = offer(best, weight_of(j, walk), s->best[to + 1], to + 1);
        if (walk.base == 0)
            break;
    }
    return best;
}

/* The same of the dictionary's and the user's words, which come first. */
static struct best find_users_word(const hp_jieba *j, const hp_jieba_scratch *s, size_t at, size_t n)
{
    struct walk walk = { .base = j->root };
    struct best best = { .end = 0 };
    uint32_t entry = 1;
    bool goes_on = true; /* in the dictionary */
    for (size_t to = at; to < n; to++) {
        goes_on = goes_on && (to == at || walk.base != 0) && step(j, &walk, s->code[to]);
        entry = hp_jieba_user_step(j->user, entry, s->text[to]);
        if (!goes_on && !entry)
            break;
        const hp_jieba_entry *own = &j->user->entries[entry];
        if (entry && own->is_listed) {
            if (own->frequency > 0)
                best = offer(best, own->weight - j->log_total, s->best[to + 1], to + 1);
        } else if (goes_on && walk.weight) {
            best = offer(best, weight_of(j, walk), s->best[to + 1], to + 1);
        }
    }
    return best;
}

/* Finds the best path through the block's `n` characters: s->next says for each place where its word ends. */
static void find_path(const hp_jieba *j, hp_jieba_scratch *s, size_t n)
{
    const double unknown = get_double(j->weights) - j->log_total;
    s->best[n] = 0;
    for (size_t at = n; at-- > 0;) {
        struct best best = j->user ? find_users_word(j, s, at, n) : find_word(j, s, at, n);
        s->best[at] = best.end ? best.sum : unknown + s->best[at + 1];
        s->next[at] = (uint32_t)(best.end ? best.end : at + 1);
    }
}

enum { ABSENT = -1 };

/* The word's frequency, 0 for the start of words, or ABSENT. */
static int64_t frequency_of(const hp_jieba *j, hp_span word)
{
    struct walk walk = { .base = j->root };
    uint32_t entry = j->user ? 1 : 0;
    bool goes_on = true;
    for (size_t at = 0; at < word.len;) {
        uint32_t cp = 0;
        size_t length = hp_utf8_decode((hp_span){ word.ptr + at, word.len - at }, &cp);
        int place = length ? hp_jieba_place(cp) : -1;
        goes_on = goes_on && place >= 0 && (at == 0 || walk.base != 0) &&
                  step(j, &walk, hp_u16(j->codes + 2 * place));
        entry = j->user ? hp_jieba_user_step(j->user, entry, cp) : 0;
        if (length == 0 || (!goes_on && !entry))
            return ABSENT;
        at += length;
    }
    if (word.len == 0)
        return ABSENT;
    if (entry && j->user->entries[entry].is_listed)
        return (int64_t)j->user->entries[entry].frequency;
    return goes_on ? (int64_t)hp_u32(j->frequencies + 4 * (size_t)walk.weight) : 0;
}

/* True when places `from` to `to` of the run are a word. */
static bool is_word(const hp_jieba *j, const hp_jieba_scratch *s, hp_span run, size_t from, size_t to)
{
    return frequency_of(j, (hp_span){ run.ptr + s->offset[from], s->offset[to] - s->offset[from] }) > 0;
}

/* Where the letters and digits, with a decimal part and a percent sign, that start at `from` end; `from` when none
 * start there. */
static size_t number_end(const hp_jieba_scratch *s, size_t from, size_t to)
{
    size_t i = from;
    while (i < to && hp_jieba_is_alphanumeric(s->text[i]))
        i++;
    if (i == from)
        return from;
    if (i + 1 < to && s->text[i] == '.' && s->text[i + 1] >= '0' && s->text[i + 1] <= '9') {
        i++;
        while (i < to && s->text[i] >= '0' && s->text[i] <= '9')
            i++;
    }
    return i < to && s->text[i] == '%' ? i + 1 : i;
}

/* Cuts places `from` to `to`, none of them Han: letters and digits in tokens, what lies between in others. */
static void cut_ascii(hp_jieba_scratch *s, size_t from, size_t to)
{
    for (size_t at = from; at < to;) {
        size_t end = number_end(s, at, to);
        if (end == at)
            while (end < to && !hp_jieba_is_alphanumeric(s->text[end]))
                end++;
        put_place(s, end);
        at = end;
    }
}

/* Log-probability that the model gives the character at `place` in each state. */
static const char *emission(const hp_jieba *j, const hp_jieba_scratch *s, size_t place)
{
    return j->emit + 8 * HP_JIEBA_STATES * (size_t)(s->text[place] - HP_JIEBA_FIRST);
}

/* Runs the model over places `from` to `to`, all Han, and returns the last state. */
static unsigned run_model(const hp_jieba *j, hp_jieba_scratch *s, size_t from, size_t to)
{
    /* The two states that may come before each, the later letter second. */
    static const unsigned char before[HP_JIEBA_STATES][2] = {
        [BEGIN] = { END, SINGLE }, [END] = { BEGIN, MIDDLE }, [MIDDLE] = { BEGIN, MIDDLE }, [SINGLE] = { END, SINGLE }
    };
    double now[HP_JIEBA_STATES], last[HP_JIEBA_STATES];
    for (unsigned y = 0; y < HP_JIEBA_STATES; y++)
        last[y] = get_double(j->start + 8 * y) + get_double(emission(j, s, from) + 8 * y);
    s->from[from] = 0; /* nothing comes before */
    for (size_t i = from + 1; i < to; i++) {
        const char *emit = emission(j, s, i);
        unsigned pointers = 0;
        for (unsigned y = 0; y < HP_JIEBA_STATES; y++) {
            unsigned a = before[y][0], b = before[y][1];
            double e = get_double(emit + 8 * y);
            double by_a = last[a] + get_double(j->move + 8 * (HP_JIEBA_STATES * a + y)) + e;
            double by_b = last[b] + get_double(j->move + 8 * (HP_JIEBA_STATES * b + y)) + e;
            now[y] = by_b >= by_a ? by_b : by_a;
            pointers |= (by_b >= by_a ? b : a) << (2 * y);
        }
        memcpy(last, now, sizeof last);
        s->from[i] = (unsigned char)pointers;
    }
    return last[SINGLE] >= last[END] ? SINGLE : END;
}

/* True when the user has taken the word of places `from` to `to` out. */
static bool is_split(const hp_jieba *j, const hp_jieba_scratch *s, size_t from, size_t to)
{
    uint32_t entry = 1;
    for (size_t i = from; i < to && entry; i++)
        entry = hp_jieba_user_step(j->user, entry, s->text[i]);
    return entry && j->user->entries[entry].is_split;
}

/* Cuts places `from` to `to`, all Han, by the model.  Going back through the states, a word begins at the first
 * character, at a single, at a beginning, and behind an end. */
static void cut_han(const hp_jieba *j, hp_jieba_scratch *s, size_t from, size_t to)
{
    unsigned state = run_model(j, s, from, to);
    /* The states take the place of the back pointers that led to them. */
    for (size_t i = to; i-- > from;) {
        unsigned earlier = s->from[i] >> (2 * state) & 3;
        s->from[i] = (unsigned char)state;
        state = earlier;
    }
    size_t begin = from;
    for (size_t i = from; i < to; i++) {
        if (s->from[i] != END && s->from[i] != SINGLE)
            continue;
        if (j->user && is_split(j, s, begin, i + 1))
            for (; begin < i; begin++)
                put_place(s, begin + 1);
        put_place(s, i + 1);
        begin = i + 1;
    }
}

/* Cuts places `from` to `to`, which the best path left as single characters. */
static void cut_unknown(const hp_jieba *j, hp_jieba_scratch *s, hp_span run, size_t from, size_t to)
{
    if (to - from == 1 || is_word(j, s, run, from, to)) {
        for (size_t i = from; i < to; i++)
            put_place(s, i + 1);
        return;
    }
    for (size_t at = from; at < to;) {
        size_t end = at;
        bool han = hp_jieba_is_han(s->text[at]);
        while (end < to && hp_jieba_is_han(s->text[end]) == han)
            end++;
        if (han)
            cut_han(j, s, at, end);
        else
            cut_ascii(s, at, end);
        at = end;
    }
}

/* Puts out the path, the model cutting what it left as single characters. */
static void cut_with_model(const hp_jieba *j, hp_jieba_scratch *s, hp_span run, size_t n)
{
    size_t at = 0, waiting = 0; /* from `waiting` to `at`: single characters */
    for (; at < n; at = s->next[at]) {
        if (s->next[at] - at == 1)
            continue;
        if (waiting < at)
            cut_unknown(j, s, run, waiting, at);
        put_place(s, s->next[at]);
        waiting = s->next[at];
    }
    if (waiting < n)
        cut_unknown(j, s, run, waiting, n);
}

/* Puts out the path, single ASCII letters and digits in a row as one token. */
static void cut_with_dictionary(hp_jieba_scratch *s, size_t n)
{
    for (size_t at = 0; at < n; at = s->next[at]) {
        size_t end = s->next[at];
        bool joins = end - at == 1 && hp_jieba_is_alphanumeric(s->text[at]);
        if (!joins || end == n || s->next[end] - end != 1 || !hp_jieba_is_alphanumeric(s->text[end]))
            put_place(s, end);
    }
}

/* Cuts the run with the model, or without. */
static hp_status cut_run(const hp_jieba *j, hp_jieba_scratch *s, hp_span run, bool with_model, hp_error *err)
{
    s->count = 0;
    s->failed = false;
    if (run.len > UINT32_MAX)
        return hp_fail(err, HP_ELIMIT, 0, "a line of more than 4 GiB");
    for (size_t at = 0; at < run.len && !s->failed;) {
        size_t n = read_block(j, s, run, at);
        if (n == 0) {
            uint32_t cp;
            at += get_char(run, at, &cp);
            put_token(s, at);
            continue;
        }
        find_path(j, s, n);
        if (with_model)
            cut_with_model(j, s, run, n);
        else
            cut_with_dictionary(s, n);
        at = s->offset[n];
    }
    return s->failed ? hp_fail_memory(err) : HP_OK;
}

hp_status hp_jieba_cut(const hp_jieba *jieba, hp_jieba_scratch *scratch, hp_span run, const size_t **ends,
                       size_t *count, hp_error *err)
{
    hp_status st = cut_run(jieba, scratch, run, jieba->emit != NULL, err);
    *ends = scratch->ends;
    *count = scratch->count;
    return st;
}

bool hp_jieba_has(const hp_jieba *jieba, hp_span word)
{
    return frequency_of(jieba, word) > 0;
}

/* The frequency with which the word is not cut: a little more than the parts that it is cut into now have together.
 * The order of the operations is jieba's. */
static hp_status suggest_frequency(const hp_jieba *j, hp_jieba_scratch *s, hp_span word, uint64_t *frequency,
                                   hp_error *err)
{
    hp_status st = cut_run(j, s, word, false, err);
    double share = 1;
    size_t from = 0;
    for (size_t i = 0; st == HP_OK && i < s->count; from = s->ends[i++]) {
        int64_t n = frequency_of(j, (hp_span){ word.ptr + from, s->ends[i] - from });
        share *= (double)(n == ABSENT ? 1 : n) / (double)j->total;
    }
    int64_t own = frequency_of(j, word);
    *frequency = (uint64_t)(share * (double)j->total) + 1;
    if (own > 0 && (uint64_t)own > *frequency)
        *frequency = (uint64_t)own;
    return st;
}

static hp_status add_line(hp_jieba *j, hp_jieba_scratch *s, hp_jieba_line *line, hp_error *err)
{
    hp_status st = HP_OK;
    if (!line->has_frequency)
        st = suggest_frequency(j, s, line->word, &line->frequency, err);
    if (st == HP_OK && !hp_jieba_user_set(j->user, line->word, line->frequency))
        st = hp_fail_memory(err);
    if (st == HP_OK) {
        j->total += line->frequency;
        j->log_total = log((double)j->total);
    }
    return st;
}

/* Adds the words of an open file. */
static hp_status add_file(hp_jieba *j, hp_jieba_scratch *s, FILE *file, const char *path, hp_error *err)
{
    hp_status st = HP_OK;
    char *text = NULL;
    size_t room = 0;
    ssize_t length;
    for (uint64_t number = 1; st == HP_OK && (length = getline(&text, &room, file)) > 0; number++) {
        hp_jieba_line line;
        hp_span bytes = { text, (size_t)length - (text[length - 1] == '\n') };
        if (hp_utf8_valid(bytes) != bytes.len)
            st = hp_fail(err, HP_EDATA, 0, "%s:%llu: not UTF-8", path, (unsigned long long)number);
        else if (hp_jieba_read_line(bytes, &line) && line.frequency > MOST)
            st = hp_fail(err, HP_EDATA, 0, "%s:%llu: the frequency is too large", path, (unsigned long long)number);
        else if (line.word.len > 0)
            st = add_line(j, s, &line, err);
    }
    if (st == HP_OK && ferror(file))
        st = hp_fail(err, HP_EIO, 0, "%s: %s", path, strerror(errno));
    free(text);
    return st;
}

hp_status hp_jieba_read_words(hp_jieba *jieba, const char *path, hp_error *err)
{
    hp_status st = HP_OK;
    hp_jieba_scratch *scratch = hp_jieba_scratch_new();
    FILE *file = fopen(path, "re");
    if (!jieba->user)
        jieba->user = hp_jieba_user_new();
    if (!file)
        st = hp_fail(err, HP_EIO, 0, "%s: %s", path, strerror(errno));
    else if (!scratch || !jieba->user)
        st = hp_fail_memory(err);
    if (st == HP_OK)
        st = add_file(jieba, scratch, file, path, err);
    if (file)
        fclose(file);
    hp_jieba_scratch_free(scratch);
    return st;
}
