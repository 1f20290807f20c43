/* words_compile.c - see words_compile.h.
 *
 * Worked: "tw TAB 12 TAB 捷運 計程車" gives both words 12 tenths of a nat for Taiwan.
 */
#include "detect/compile/words_compile.h"

#include <stdlib.h>
#include <string.h>

#include "detect/sections.h"
#include "text/bytes.h"
#include "text/utf8.h"

struct word {
    uint16_t characters[DETECT_WORD_MOST];
    signed char weights[DETECT_PLACES];
};

static struct word words[DETECT_WORDS_MOST];
static size_t word_count;

/* False when it is no word of so few characters. */
static bool take_characters(hp_span text, uint16_t characters[DETECT_WORD_MOST])
{
    size_t n = 0;
    memset(characters, 0, DETECT_WORD_MOST * sizeof *characters);
    while (text.len > 0) {
        uint32_t cp;
        size_t length = utf8_decode(text, &cp);
        if (length == 0 || cp > 0xFFFF || n == DETECT_WORD_MOST)
            return false;
        characters[n++] = (uint16_t)cp;
        text = (hp_span){ text.ptr + length, text.len - length };
    }
    return n > 0;
}

/* The entry of the word, a new one where it has none; NULL when there are too many. */
static struct word *entry_of(const uint16_t characters[DETECT_WORD_MOST])
{
    for (size_t i = 0; i < word_count; i++)
        if (memcmp(words[i].characters, characters, sizeof words[i].characters) == 0)
            return &words[i];
    if (word_count == DETECT_WORDS_MOST)
        return NULL;
    struct word *word = &words[word_count++];
    memcpy(word->characters, characters, sizeof word->characters);
    return word;
}

/* Takes "cn,hk" into bits, one a place; 0 when it is none. */
static unsigned take_places(hp_span list)
{
    static const char *const names[DETECT_PLACES] = { "cn", "tw", "hk", "jp", "kr" };
    unsigned places = 0;
    while (list.len > 0) {
        hp_span name = span_take_field(&list, ',');
        size_t i = 0;
        while (i < DETECT_PLACES && !span_eq(name, span_of_string(names[i])))
            i++;
        if (i == DETECT_PLACES)
            return 0;
        places |= 1u << i;
    }
    return places;
}

/* A number from 1 to 99; 0 when it is none. */
static int take_weight(hp_span text)
{
    int n = 0;
    for (size_t i = 0; i < text.len; i++)
        n = text.len > 2 || text.ptr[i] < '0' || text.ptr[i] > '9' ? 0 : 10 * n + (text.ptr[i] - '0');
    return n;
}

static bool add_row(const source_lines *text, unsigned places, int weight, hp_span list)
{
    while (list.len > 0) {
        uint16_t characters[DETECT_WORD_MOST];
        hp_span name = span_take_field(&list, ' ');
        struct word *word = take_characters(name, characters) ? entry_of(characters) : NULL;
        if (!word)
            return source_lines_complain(text, "'%.*s' is too much", (int)name.len, name.ptr);
        for (unsigned place = 0; place < DETECT_PLACES; place++)
            if (places & 1u << place && word->weights[place] < weight)
                word->weights[place] = (signed char)weight;
    }
    return true;
}

static bool read_words(const char *dicts)
{
    source_lines text;
    hp_span line, places = { 0 }, weight = { 0 }, list = { 0 };
    bool good = true;
    if (!source_lines_open(&text, dicts, "detect-words.tsv"))
        return false;
    while (good && source_lines_next(&text, &line)) {
        bool whole = text_take_field(&line, &places) && text_take_field(&line, &weight) &&
                     text_take_field(&line, &list);
        unsigned bits = whole ? take_places(places) : 0;
        int n = whole ? take_weight(weight) : 0;
        good = bits && n ? add_row(&text, bits, n, list)
                         : source_lines_complain(&text, "PLACES, WEIGHT, WORDS expected");
    }
    source_lines_close(&text);
    return good;
}

/* By characters, and of two of which one begins the other the longer first. */
static int compare(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    for (size_t i = 0; i < DETECT_WORD_MOST; i++)
        if (x->characters[i] != y->characters[i])
            return x->characters[i] == 0                 ? 1
                   : y->characters[i] == 0               ? -1
                   : x->characters[i] < y->characters[i] ? -1
                                                         : 1;
    return 0;
}

static void put_u16(hp_buf *out, unsigned n)
{
    const char bytes[2] = { (char)(n & 0xFF), (char)(n >> 8) };
    hp_buf_append(out, (hp_span){ bytes, 2 });
}

bool detect_compile_words(data_writer *writer, const char *dicts)
{
    hp_buf section = { 0 };
    if (!read_words(dicts))
        return false;
    qsort(words, word_count, sizeof *words, compare);
    put_u16(&section, (unsigned)word_count);
    for (size_t i = 0; i < word_count; i++) {
        for (size_t k = 0; k < DETECT_WORD_MOST; k++)
            put_u16(&section, words[i].characters[k]);
        hp_buf_append(&section, (hp_span){ (const char *)words[i].weights, DETECT_PLACES });
    }
    return data_writer_add(writer, "detect.words", &section);
}

/* The number behind "U+". */
static uint32_t take_code_point(hp_span text)
{
    uint32_t cp = 0;
    for (size_t i = 2; i < text.len && text.len <= 7; i++) {
        char c = text.ptr[i];
        cp = cp << 4 | (uint32_t)(c >= 'A' ? c - 'A' + 10 : c - '0');
    }
    return cp;
}

bool detect_compile_joyo(data_writer *writer, const char *unihan)
{
    static char bits[DETECT_JOYO_BYTES];
    source_lines text;
    hp_span line, field, name;
    hp_buf section = { 0 };
    if (!source_lines_open(&text, unihan, "Unihan_OtherMappings.txt"))
        return false;
    while (source_lines_next(&text, &line)) {
        if (!text_take_field(&line, &field) || !text_take_field(&line, &name) ||
            !span_eq(name, span_of_string("kJoyoKanji")))
            continue;
        uint32_t cp = take_code_point(field) - DETECT_FIRST;
        if (cp <= DETECT_LAST - DETECT_FIRST)
            bits[cp / 8] = (char)(bits[cp / 8] | 1 << cp % 8);
    }
    source_lines_close(&text);
    hp_buf_append(&section, (hp_span){ bits, sizeof bits });
    return data_writer_add(writer, "detect.joyo", &section);
}
