/* jieba_compile.c - compiles jieba's dictionary and model for unknown words; jieba/jieba.h describes the sections.
 *
 * Given DIR/dict.txt, lines "word frequency tag", and DIR/finalseg/prob_start.py, prob_trans.py and prob_emit.py,
 * Python dictionaries of log-probabilities.  They are read as text; nothing is run.
 * Logarithms are taken here, once, by the same log() that Python calls, so that every double is the one jieba has;
 * log(frequency) - log(total) is left to the reader, whose user may add words to the total.
 * Words with characters that jieba never looks up (blanks, punctuation other than + # & . _ % -) count in the total
 * alone.  Worked: "B超 3 n" is a word of weight log(3); the total of jieba 0.42.1 is 60101967.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/double_array_build.h"
#include "jieba/jieba_compile.h"
#include "jieba/jieba_sections.h"
#include "jieba/python_source.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/memory.h"
#include "text/utf8.h"

/* One line of the dictionary. */
struct entry {
    hp_span word;
    uint64_t frequency;
    size_t order; /* of its line: of two lines with one word the later counts */
};

struct words {
    struct entry *rows;
    size_t count, room;
    uint64_t total;
};

static void put_double(hp_buf *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bytes_put_u64(out, bits);
}

static bool read_number(hp_span field, uint64_t *n)
{
    *n = 0;
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] < '0' || field.ptr[i] > '9' || *n >= UINT32_MAX / 10)
            return false;
        *n = 10 * *n + (uint64_t)(field.ptr[i] - '0');
    }
    return field.len > 0;
}

/* Reads the dictionary; the words point into *text. */
static bool read_words(source_lines *text, struct words *words)
{
    hp_span line;
    while (source_lines_next(text, &line)) {
        struct entry entry = { .word = span_take_field(&line, ' '), .order = words->count };
        if (!read_number(span_take_field(&line, ' '), &entry.frequency))
            return source_lines_complain(text, "expected a word, a space and a frequency");
        if (entry.word.len == 0 || utf8_valid(entry.word) != entry.word.len)
            return source_lines_complain(text, "the word is empty or not UTF-8");
        if (words->count == words->room) {
            words->room = 2 * words->room + 4096;
            struct entry *rows = memory_resize_array(words->rows, words->room, sizeof *rows);
            if (!rows)
                return source_lines_complain(text, "out of memory");
            words->rows = rows;
        }
        words->rows[words->count++] = entry;
        words->total += entry.frequency;
    }
    return words->total > 0 || source_lines_complain(text, "no words");
}

/* A character's place in the table of codes and the number of times that it stands in a word. */
struct use {
    size_t place, count;
};

static int by_use(const void *a, const void *b)
{
    const struct use *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Numbers the characters from 1, those that stand in most words first: their units then lie close together. */
static void number_characters(const struct words *words, uint16_t codes[JIEBA_CODES])
{
    static struct use uses[JIEBA_CODES];
    memset(uses, 0, sizeof uses);
    for (size_t i = 0; i < JIEBA_CODES; i++)
        uses[i].place = i;
    for (size_t i = 0; i < words->count; i++) {
        hp_span rest = words->rows[i].word;
        while (rest.len > 0) {
            uint32_t cp = 0;
            size_t n = utf8_decode(rest, &cp);
            int place = jieba_place(cp);
            if (place >= 0)
                uses[place].count++;
            rest = (hp_span){ rest.ptr + n, rest.len - n };
        }
    }
    qsort(uses, JIEBA_CODES, sizeof *uses, by_use);
    for (size_t i = 0; i < JIEBA_CODES && uses[i].count > 0; i++)
        codes[uses[i].place] = (uint16_t)(i + 1);
}

static int by_frequency(const void *a, const void *b)
{
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    return x->frequency < y->frequency ? -1 : x->frequency > y->frequency;
}

/* Fills key's codes from `word`, putting them at *room; false when it has a character that is never looked up. */
static bool set_key(double_array_key *key, hp_span word, const uint16_t codes[JIEBA_CODES], uint16_t **room)
{
    key->codes = *room;
    key->length = 0;
    while (word.len > 0) {
        uint32_t cp = 0;
        size_t n = utf8_decode(word, &cp);
        int place = jieba_place(cp);
        if (place < 0)
            return false;
        (*room)[key->length++] = codes[place];
        word = (hp_span){ word.ptr + n, word.len - n };
    }
    *room += key->length;
    return true;
}

/* Makes the keys, in order of frequency, their values being numbers of weights; appends the weights and, to *counts,
 * the frequencies.  `order` has room for all words and `room` for all their characters. */
static size_t make_keys(const struct words *words, const uint16_t codes[JIEBA_CODES], const struct entry **order,
                        uint16_t *room, double_array_key *keys, hp_buf *weights, hp_buf *counts)
{
    size_t count = 0;
    for (size_t i = 0; i < words->count; i++)
        order[i] = &words->rows[i];
    qsort(order, words->count, sizeof *order, by_frequency);
    put_double(weights, log(1.0));
    bytes_put_u32(counts, 0);
    for (size_t i = 0; i < words->count; i++) {
        uint64_t frequency = order[i]->frequency;
        if (frequency != 0 && (i == 0 || frequency != order[i - 1]->frequency)) {
            put_double(weights, log((double)frequency));
            bytes_put_u32(counts, (uint32_t)frequency);
        }
        double_array_key *key = &keys[count];
        key->value = frequency ? (uint32_t)(weights->len / 8 - 1) : 0;
        key->rank = order[i]->order;
        count += set_key(key, order[i]->word, codes, &room);
    }
    return count;
}

/* Builds the double array and the weights. */
static bool build_units(const struct words *words, const uint16_t codes[JIEBA_CODES], hp_buf *units, hp_buf *weights,
                        hp_buf *counts, uint32_t *root)
{
    size_t bytes = 0;
    for (size_t i = 0; i < words->count; i++)
        bytes += words->rows[i].word.len;
    double_array_key *keys = memory_zeroed(words->count, sizeof *keys);
    const struct entry **order = memory_zeroed(words->count, sizeof *order);
    uint16_t *room = memory_zeroed(bytes, sizeof *room);
    bool good = keys && order && room;
    if (good) {
        size_t count = make_keys(words, codes, order, room, keys, weights, counts);
        double_array array;
        good = double_array_build(keys, count, DATA_PLACE_DENSE, NULL, &array) &&
               double_array_put_narrow(&array, JIEBA_CODE_BITS, units);
        *root = array.root;
        double_array_free(&array);
    }
    memory_free(keys);
    memory_free(order);
    memory_free(room);
    return good && !units->failed && !weights->failed && !counts->failed;
}

static bool compile_words(data_writer *writer, const char *dir)
{
    uint16_t codes[JIEBA_CODES] = { 0 };
    source_lines text;
    struct words words = { .count = 0 };
    hp_buf out = { 0 }, weights = { 0 }, counts = { 0 }, units = { 0 };
    uint32_t root = 0;
    bool good = source_lines_open(&text, dir, "dict.txt") && read_words(&text, &words);
    if (good) {
        number_characters(&words, codes);
        good = build_units(&words, codes, &units, &weights, &counts, &root) ||
               source_lines_complain(&text, "too many words, or memory is out");
    }
    if (good) {
        bytes_put_u32(&out, JIEBA_WORDS_MAGIC);
        bytes_put_u32(&out, (uint32_t)(units.len / 8));
        bytes_put_u32(&out, (uint32_t)(weights.len / 8));
        bytes_put_u32(&out, root);
        bytes_put_u64(&out, words.total);
        put_double(&out, log((double)words.total));
        while (out.len < JIEBA_HEADER && !out.failed)
            bytes_put_u32(&out, 0);
        for (size_t i = 0; i < JIEBA_CODES; i++)
            bytes_put_u16(&out, codes[i]);
        while (out.len < JIEBA_UNITS && !out.failed)
            bytes_put_u16(&out, 0);
        hp_buf_append(&out, (hp_span){ units.ptr, units.len });
        hp_buf_append(&out, (hp_span){ weights.ptr, weights.len });
        hp_buf_append(&out, (hp_span){ counts.ptr, counts.len });
        good = data_writer_add(writer, JIEBA_WORDS, &out);
    }
    source_lines_close(&text);
    memory_free(words.rows);
    hp_buf_free(&weights);
    hp_buf_free(&counts);
    hp_buf_free(&units);
    hp_buf_free(&out);
    return good;
}

/* The state's number, or -1. */
static int state_of(hp_span name)
{
    static const char letters[] = "BEMS";
    const char *at = name.len == 1 ? memchr(letters, name.ptr[0], JIEBA_STATES) : NULL;
    return at ? (int)(at - letters) : -1;
}

/* What is read of the model. */
struct model {
    double start[JIEBA_STATES];
    double move[JIEBA_STATES][JIEBA_STATES];
    double emit[JIEBA_HAN][JIEBA_STATES];
};

static bool note_start(void *to, hp_span outer, hp_span key, double value)
{
    int y = outer.len ? -1 : state_of(key);
    if (y >= 0)
        ((struct model *)to)->start[y] = value;
    return y >= 0;
}

static bool note_move(void *to, hp_span outer, hp_span key, double value)
{
    int x = state_of(outer), y = state_of(key);
    if (x >= 0 && y >= 0)
        ((struct model *)to)->move[x][y] = value;
    return x >= 0 && y >= 0;
}

/* Characters outside of jieba's Han never meet the model. */
static bool note_emit(void *to, hp_span outer, hp_span key, double value)
{
    uint32_t cp;
    int y = state_of(outer);
    if (y < 0 || utf8_decode(key, &cp) != key.len || key.len == 0)
        return false;
    if (jieba_is_han(cp))
        ((struct model *)to)->emit[cp - JIEBA_FIRST][y] = value;
    return true;
}

static bool compile_model(data_writer *writer, const char *dir)
{
    static struct model model;
    hp_buf out = { 0 };
    double *all[] = { model.start, model.move[0], model.emit[0] };
    const size_t counts[] = { JIEBA_STATES, JIEBA_STATES * JIEBA_STATES, JIEBA_STATES * JIEBA_HAN };
    for (size_t part = 0; part < 3; part++)
        for (size_t i = 0; i < counts[part]; i++)
            all[part][i] = JIEBA_NEVER;
    if (!jieba_read_python(dir, "finalseg/prob_start.py", note_start, &model) ||
        !jieba_read_python(dir, "finalseg/prob_trans.py", note_move, &model) ||
        !jieba_read_python(dir, "finalseg/prob_emit.py", note_emit, &model))
        return false;
    bytes_put_u32(&out, JIEBA_HMM_MAGIC);
    while (out.len < JIEBA_HEADER && !out.failed)
        bytes_put_u32(&out, 0);
    for (size_t part = 0; part < 3; part++)
        for (size_t i = 0; i < counts[part]; i++)
            put_double(&out, all[part][i]);
    return data_writer_add(writer, JIEBA_HMM, &out);
}

/* Notes the release, from the line "__version__ = '0.42.1'" of DIR/__init__.py; a copy of the tables alone has none. */
static void note_release(data_writer *writer, const char *dir)
{
    static const char head[] = "__version__ = '";
    hp_buf path = { 0 }, version = { 0 };
    source_lines text = { .path = { 0 } };
    hp_span line;
    buffer_format(&path, "%s/__init__.py", dir);
    if (!path.failed && access(path.ptr, R_OK) == 0 && source_lines_open(&text, dir, "__init__.py"))
        while (version.len == 0 && source_lines_next(&text, &line))
            if (line.len > sizeof head && memcmp(line.ptr, head, sizeof head - 1) == 0)
                buffer_format(&version, "%.*s", (int)(line.len - sizeof head), line.ptr + sizeof head - 1);
    data_writer_source(writer, "jieba", version.len ? version.ptr : "unknown", "MIT");
    source_lines_close(&text);
    hp_buf_free(&path);
    hp_buf_free(&version);
}

bool jieba_compile(data_writer *writer, const char *dir)
{
    note_release(writer, dir);
    return compile_words(writer, dir) && compile_model(writer, dir);
}
