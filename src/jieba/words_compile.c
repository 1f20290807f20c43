/* words_compile.c - see words_compile.h.
 *
 * The words are read, their characters numbered, the words sorted by frequency, so that each frequency has one weight,
 * and put into a double array.  Worked: of "家 5" and "國 3" the weights are log(1), log(3) and log(5), and the values of
 * 家 and 國 are 2 and 1.
 */
#include "jieba/words_compile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/data_layout.h"
#include "data/double_array_build.h"
#include "jieba/jieba_sections.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/fields.h"
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

void jieba_put_double(hp_buf *out, double value)
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

static hp_status add_word(struct words *words, struct entry entry, hp_error *err)
{
    if (words->count == words->room) {
        size_t room = 2 * words->room + 4096;
        struct entry *rows = memory_resize_array(words->rows, room, sizeof *rows);
        if (!rows)
            return error_set_memory(err);
        words->rows = rows;
        words->room = room;
    }
    words->rows[words->count++] = entry;
    words->total += entry.frequency;
    return HP_OK;
}

/* Reads the dictionary; the words point into the text. */
static hp_status read_words(hp_span text, struct words *words, hp_error *err)
{
    hp_status st = HP_OK;
    uint64_t number = 0;
    for (hp_span line; st == HP_OK && text_take_line(&text, &line);) {
        struct entry entry = { .word = span_take_field(&line, ' '), .order = words->count };
        number++;
        if (entry.word.len == 0 || utf8_valid(entry.word) != entry.word.len)
            st = error_set(err, HP_BAD_DATA, 0, "the word is empty or not UTF-8");
        else if (!read_number(span_take_field(&line, ' '), &entry.frequency))
            st = error_set(err, HP_BAD_DATA, 0, "expected a word, a space and a frequency");
        else
            st = add_word(words, entry, err);
    }
    if (st == HP_OK && words->total == 0)
        st = error_set(err, HP_BAD_DATA, 0, "no words");
    if (st == HP_BAD_DATA && err)
        err->line = number;
    return st;
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

/* Numbers the characters from 1, those that stand in most words first: their units then lie close together.  False
 * when memory is out. */
static bool number_characters(const struct words *words, uint16_t codes[JIEBA_CODES])
{
    struct use *uses = memory_zeroed(JIEBA_CODES, sizeof *uses);
    if (!uses)
        return false;
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
    memory_free(uses);
    return true;
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
    jieba_put_double(weights, log(1.0));
    bytes_put_u32(counts, 0);
    for (size_t i = 0; i < words->count; i++) {
        uint64_t frequency = order[i]->frequency;
        if (frequency != 0 && (i == 0 || frequency != order[i - 1]->frequency)) {
            jieba_put_double(weights, log((double)frequency));
            bytes_put_u32(counts, (uint32_t)frequency);
        }
        double_array_key *key = &keys[count];
        key->value = frequency ? (uint32_t)(weights->len / 8 - 1) : 0;
        key->rank = order[i]->order;
        count += set_key(key, order[i]->word, codes, &room);
    }
    return count;
}

/* Parts of the section. */
struct parts {
    hp_buf units, weights, counts;
    uint32_t root, unit_count, unit_bytes;
};

/* Builds the double array and the weights. */
static hp_status build_units(const struct words *words, const uint16_t codes[JIEBA_CODES], data_effort effort,
                             struct parts *parts, hp_error *err)
{
    hp_status st = HP_OK;
    size_t bytes = 0;
    for (size_t i = 0; i < words->count; i++)
        bytes += words->rows[i].word.len;
    double_array_key *keys = memory_zeroed(words->count + 1, sizeof *keys);
    const struct entry **order = memory_zeroed(words->count + 1, sizeof *order);
    uint16_t *room = memory_zeroed(bytes + 1, sizeof *room);
    double_array array = { .count = 0 };
    if (!keys || !order || !room)
        st = error_set_memory(err);
    if (st == HP_OK) {
        size_t count = make_keys(words, codes, order, room, keys, &parts->weights, &parts->counts);
        if (parts->weights.failed || parts->counts.failed || !double_array_build(keys, count, effort, NULL, &array))
            st = error_set_memory(err);
    }
    if (st == HP_OK && !double_array_put_packed(&array, DOUBLE_ARRAY_PACKED_6, &parts->unit_bytes, &parts->units))
        st = error_set(err, HP_BAD_DATA, 0, "the dictionary has too many words");
    parts->root = array.root;
    parts->unit_count = (uint32_t)array.count;
    double_array_free(&array);
    memory_free(keys);
    memory_free(order);
    memory_free(room);
    return st;
}

static void put_section(const struct words *words, const uint16_t codes[JIEBA_CODES], const struct parts *parts,
                        hp_buf *out)
{
    bytes_put_u32(out, JIEBA_WORDS_MAGIC);
    bytes_put_u32(out, parts->unit_count);
    bytes_put_u32(out, (uint32_t)(parts->weights.len / 8));
    bytes_put_u32(out, parts->root);
    bytes_put_u64(out, words->total);
    jieba_put_double(out, log((double)words->total));
    bytes_put_u32(out, parts->unit_bytes);
    while (out->len < JIEBA_HEADER && !out->failed)
        bytes_put_u32(out, 0);
    for (size_t i = 0; i < JIEBA_CODES; i++)
        bytes_put_u16(out, codes[i]);
    while (out->len < JIEBA_UNITS && !out->failed)
        bytes_put_u16(out, 0);
    hp_buf_append(out, (hp_span){ parts->units.ptr, parts->units.len });
    while (out->len % 8 != 0 && !out->failed)
        bytes_put_u16(out, 0);
    hp_buf_append(out, (hp_span){ parts->weights.ptr, parts->weights.len });
    hp_buf_append(out, (hp_span){ parts->counts.ptr, parts->counts.len });
    out->failed = out->failed || parts->units.failed || parts->weights.failed || parts->counts.failed;
}

hp_status jieba_compile_words(hp_span text, data_effort effort, hp_buf *out, hp_error *err)
{
    uint16_t codes[JIEBA_CODES] = { 0 };
    struct words words = { .count = 0 };
    struct parts parts = { .root = 0 };
    hp_status st = read_words(text, &words, err);
    if (st == HP_OK && !number_characters(&words, codes))
        st = error_set_memory(err);
    if (st == HP_OK)
        st = build_units(&words, codes, effort, &parts, err);
    if (st == HP_OK)
        put_section(&words, codes, &parts, out);
    if (st == HP_OK && out->failed)
        st = error_set_memory(err);
    memory_free(words.rows);
    hp_buf_free(&parts.weights);
    hp_buf_free(&parts.counts);
    hp_buf_free(&parts.units);
    return st;
}

hp_status hp_data_compile_jieba(hp_span dictionary, hp_write *write, void *to, hp_error *err)
{
    data_section section = { .name = JIEBA_WORDS };
    hp_buf file = { 0 };
    if (!write || (!dictionary.ptr && dictionary.len))
        return error_set(err, HP_MISUSE, 0, "hp_data_compile_jieba: NULL argument");
    hp_status st = jieba_compile_words(dictionary, DATA_PLACE_QUICK, &section.bytes, err);
    if (st == HP_OK)
        data_lay_out(&section, 1, &file);
    hp_buf_free(&section.bytes);
    return st == HP_OK ? buffer_write(&file, write, to, err) : st;
}
