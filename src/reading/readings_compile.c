/* readings_compile.c - Unihan's readings and ours, compiled for look-up by character.
 *
 * A character gets the union of the readings that five Mandarin fields and kCantonese give it, of those of its
 * variants (Simplified, Traditional, semantic, z: mirror pages convert characters after or before annotating them,
 * and one field is keyed on Simplified forms only), and of dicts/readings.tsv.  One that has none then gets those of
 * the character that its kDefinition calls it a form of: 㐂, "(J) non-standard form of U+559C 喜".
 * Worked: U+570B kMandarin guó, kCantonese gwok3 → 國: guo2, gwok3.  The layout is described in reading/readings.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/readings_compile.h"
#include "reading/spelling.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/map/string_map.h"
#include "text/utf8.h"

#define LIMIT 0x34000u
#define SYLLABLES 2048u
#define PER_CHARACTER 48u

struct list {
    uint16_t codes[PER_CHARACTER];
    uint16_t count;
};

/* Everything is static, and cleared when the work begins. */
static struct list own[LIMIT], merged[LIMIT];
static char names[SYLLABLES][8], zhuyin[SYLLABLES][8], wade[SYLLABLES][8];
static unsigned mandarin, all;
static uint32_t form_of[LIMIT]; /* what character it is a form of, or 0 */
static hp_buf words;            /* of characters read as words: see reading/readings.c */

static void add_code(struct list *list, uint16_t code)
{
    for (unsigned i = 0; i < list->count; i++)
        if (list->codes[i] == code)
            return;
    if (list->count < PER_CHARACTER)
        list->codes[list->count++] = code;
}

/* Spells folded letters as a syllable's name (ê is E) and gives the tone; 0 letters on failure. */
static size_t spell(hp_span text, char name[8], unsigned *tone)
{
    reading_letter letters[READING_LETTERS_MAX];
    size_t n;
    *tone = 0;
    if (!reading_parse_latin(text, letters, &n) || n > 7)
        return 0;
    memset(name, 0, 8);
    for (size_t i = 0; i < n; i++) {
        name[i] = letters[i].flags & READING_LETTER_CARET ? 'E' : letters[i].c;
        if (letters[i].tone)
            *tone = letters[i].tone;
        if (letters[i].digit)
            *tone = (unsigned)(letters[i].digit - '0');
    }
    return n;
}

static unsigned find(const char name[8], unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++)
        if (memcmp(names[i], name, 8) == 0)
            return i + 1;
    return 0;
}

/* Reads dicts/syllables.tsv. */
static bool read_syllables(const char *dicts)
{
    source_lines text;
    hp_span line, field;
    if (!source_lines_open(&text, dicts, "syllables.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        unsigned tone;
        if (all == SYLLABLES)
            return source_lines_complain(&text, "more than %u syllables", SYLLABLES);
        if (!text_take_field(&line, &field) || !spell(field, names[all], &tone))
            return source_lines_complain(&text, "the first column is no syllable");
        if (names[all][0] == 'e' && memcmp(field.ptr, "e", 1) != 0)
            names[all][0] = 'E';
        reading_symbols symbols[READING_SYMBOLS_MAX];
        size_t n;
        if (!text_take_field(&line, &field) || !reading_parse_zhuyin(field, symbols, &n) || n != 1)
            return source_lines_complain(&text, "the second column is no zhuyin syllable");
        memcpy(zhuyin[all], symbols[0].name, symbols[0].len);
        if (!text_take_field(&line, &field) || field.len > 8)
            return source_lines_complain(&text, "the third column is no Wade-Giles syllable");
        for (size_t i = 0, to = 0; i < field.len && to < 7; to++) {
            bool umlaut = (unsigned char)field.ptr[i] == 0xC3;
            wade[all][to] = umlaut ? 'v' : field.ptr[i];
            i += umlaut ? 2 : 1;
        }
        all++;
    }
    mandarin = all;
    source_lines_close(&text);
    return true;
}

/* Adds the Mandarin reading `text` to cp. */
static bool add_mandarin(source_lines *from, uint32_t cp, hp_span text)
{
    char name[8];
    unsigned tone;
    if (text.len == 1 && text.ptr[0] == 'r') /* 儿 as a suffix is no syllable; the recogniser knows it */
        return true;
    size_t n = spell(text, name, &tone);
    unsigned syllable = n ? find(name, 0, mandarin) : 0;
    if (!syllable)
        return source_lines_complain(from, "'%.*s' is no syllable of syllables.tsv", (int)text.len, text.ptr);
    add_code(&own[cp], (uint16_t)(syllable << 3 | tone));
    return true;
}

static bool add_cantonese(source_lines *from, uint32_t cp, hp_span text)
{
    char name[8];
    unsigned tone;
    size_t n = spell(text, name, &tone);
    if (!n || tone < 1 || tone > 6)
        return source_lines_complain(from, "'%.*s' is no Cantonese reading", (int)text.len, text.ptr);
    unsigned syllable = find(name, mandarin, all);
    if (!syllable) {
        if (all == SYLLABLES)
            return source_lines_complain(from, "more than %u syllables", SYLLABLES);
        memcpy(names[all], name, 8);
        syllable = ++all;
    }
    add_code(&own[cp], (uint16_t)(syllable << 3 | tone));
    return true;
}

/* Parses "U+4E00"; 0 when it is nothing of the kind. */
static uint32_t parse_cp(hp_span text)
{
    uint32_t cp = 0;
    if (text.len < 6 || text.ptr[0] != 'U' || text.ptr[1] != '+')
        return 0;
    for (size_t i = 2; i < text.len; i++) {
        const char *at = memchr("0123456789ABCDEF", text.ptr[i], 16);
        if (!at)
            return i >= 6 ? cp : 0; /* "U+4E00<kMatthews": the code point, then who says so */
        cp = cp << 4 | (uint32_t)(at - "0123456789ABCDEF");
    }
    return cp < LIMIT ? cp : 0;
}

/* Takes the next piece of *value up to any byte of `ends`; false when there is none. */
static bool piece(hp_span *value, const char *ends, hp_span *got)
{
    while (value->len && strchr(ends, *value->ptr))
        *value = (hp_span){ value->ptr + 1, value->len - 1 };
    size_t n = 0;
    while (n < value->len && !strchr(ends, value->ptr[n]))
        n++;
    *got = (hp_span){ value->ptr, n };
    *value = (hp_span){ value->ptr + n, value->len - n };
    return n > 0;
}

/* One value: "guó zhāo", "32168.210:lián,lín", "zhe(10643) zháo(545)". */
static bool read_values(source_lines *from, uint32_t cp, hp_span value, bool cantonese)
{
    hp_span word, part;
    while (piece(&value, " ", &word)) {
        const char *colon = memchr(word.ptr, ':', word.len);
        if (colon)
            word = (hp_span){ colon + 1, word.len - (size_t)(colon + 1 - word.ptr) };
        while (piece(&word, ",", &part)) {
            const char *count = memchr(part.ptr, '(', part.len);
            if (count)
                part.len = (size_t)(count - part.ptr);
            if (!(cantonese ? add_cantonese(from, cp, part) : add_mandarin(from, cp, part)))
                return false;
        }
    }
    return true;
}

static bool is_one_of(hp_span field, const char *const *list)
{
    while (*list && !span_eq(field, span_of_string(*list)))
        list++;
    return *list != NULL;
}

/* Notes the version that the file's head names. */
static void note_version(data_writer *writer, const source_lines *text)
{
    static const char mark[] = "Unicode version: ";
    char version[16] = "unknown";
    const char *at = memmem(text->list.bytes.ptr, text->list.bytes.len, mark, sizeof mark - 1);
    size_t n = 0;
    for (at = at ? at + sizeof mark - 1 : NULL; at && n + 1 < sizeof version && at[n] > ' '; n++)
        version[n] = at[n];
    if (n > 0)
        version[n] = '\0';
    data_writer_source(writer, "Unihan", version, "Unicode-DFS-2016");
}

/* The next row of one of Unihan's files, whose comments need no blank behind the #. */
static bool next_row(source_lines *text, hp_span *line)
{
    bool is_there = source_lines_next(text, line);
    while (is_there && line->ptr[0] == '#')
        is_there = source_lines_next(text, line);
    return is_there;
}

/* Notes which character cp is a form of, when its definition starts by saying so. */
static void note_form(uint32_t cp, hp_span definition)
{
    static const char *const phrases[] = { "same as ", "form of ", "variant of " };
    hp_span start = { definition.ptr, definition.len < 48 ? definition.len : 48 };
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases && form_of[cp] == 0; i++) {
        const char *at = memmem(start.ptr, start.len, phrases[i], strlen(phrases[i]));
        if (!at)
            continue;
        at += strlen(phrases[i]);
        hp_span rest = { at, (size_t)(definition.ptr + definition.len - at) };
        uint32_t other = parse_cp(rest);
        if (other == 0)
            utf8_decode(rest, &other);
        form_of[cp] = other >= 0x3400 && other < LIMIT ? other : 0;
    }
}

static bool read_unihan(data_writer *writer, const char *dir)
{
    static const char *const fields[] = { "kMandarin", "kHanyuPinyin", "kXHC1983", "kHanyuPinlu", "kTGHZ2013", NULL };
    source_lines text;
    hp_span line, code, field, value;
    if (!source_lines_open(&text, dir, "Unihan_Readings.txt"))
        return false;
    while (next_row(&text, &line)) {
        uint32_t cp = text_take_field(&line, &code) ? parse_cp(code) : 0;
        if (!text_take_field(&line, &field) || !text_take_field(&line, &value))
            return source_lines_complain(&text, "a line needs three columns");
        bool cantonese = span_eq(field, span_of_string("kCantonese"));
        if (cp && span_eq(field, span_of_string("kDefinition")))
            note_form(cp, value);
        if ((cantonese || is_one_of(field, fields)) && cp && !read_values(&text, cp, value, cantonese))
            return false;
    }
    note_version(writer, &text);
    source_lines_close(&text);
    return true;
}

/* Adds a record for cp, which is read as the two or three characters of `word`. */
static bool add_word(uint32_t cp, hp_span word)
{
    uint32_t part[4] = { cp, 0, 0, 0 };
    size_t n, count = 1;
    for (; word.len > 0 && count < 4 && (n = utf8_decode(word, &part[count])) > 0; count++)
        word = (hp_span){ word.ptr + n, word.len - n };
    for (size_t i = 0; i < 4; i++)
        bytes_put_u32(&words, part[i]);
    return word.len == 0 && count > 2;
}

static bool read_ours(const char *dicts)
{
    source_lines text;
    hp_span line, who, readings, part;
    uint32_t cp = 0;
    if (!source_lines_open(&text, dicts, "readings.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        if (!text_take_field(&line, &who) || utf8_decode(who, &cp) != who.len || cp >= LIMIT ||
            !text_take_field(&line, &readings))
            return source_lines_complain(&text, "a line needs a character and its readings");
        if (readings.len > 1 && *readings.ptr == '=') {
            if (!add_word(cp, (hp_span){ readings.ptr + 1, readings.len - 1 }))
                return source_lines_complain(&text, "a word has two or three characters");
            continue;
        }
        while (piece(&readings, " ", &part))
            if (!add_mandarin(&text, cp, part))
                return false;
    }
    source_lines_close(&text);
    return true;
}

static void merge_readings(uint32_t to, uint32_t from)
{
    for (unsigned i = 0; i < own[from].count; i++)
        add_code(&merged[to], own[from].codes[i]);
}

static bool read_variants(const char *dir)
{
    static const char *const fields[] = { "kSimplifiedVariant", "kTraditionalVariant", "kSemanticVariant", "kZVariant",
                                          NULL };
    source_lines text;
    hp_span line, code, field, value, word;
    if (!source_lines_open(&text, dir, "Unihan_Variants.txt"))
        return false;
    while (next_row(&text, &line)) {
        uint32_t cp = text_take_field(&line, &code) ? parse_cp(code) : 0;
        if (!text_take_field(&line, &field) || !text_take_field(&line, &value))
            return source_lines_complain(&text, "a line needs three columns");
        if (!cp || !is_one_of(field, fields))
            continue;
        while (piece(&value, " ", &word)) {
            uint32_t other = parse_cp(word);
            merge_readings(cp, other);
            merge_readings(other, cp);
        }
    }
    source_lines_close(&text);
    return true;
}

static bool has_mandarin(const struct list *list)
{
    for (unsigned i = 0; i < list->count; i++)
        if ((unsigned)list->codes[i] >> 3 <= mandarin)
            return true;
    return false;
}

/* Gives characters without Mandarin readings those of what they are a form of. */
static void read_as_forms(void)
{
    for (uint32_t cp = 0; cp < LIMIT; cp++) {
        const struct list *from = &merged[form_of[cp]];
        for (unsigned i = 0; form_of[cp] && !has_mandarin(&merged[cp]) && i < from->count; i++)
            add_code(&own[cp], from->codes[i]);
        merge_readings(cp, cp);
    }
}

static bool write_syllables(data_writer *writer)
{
    hp_buf out = { 0 };
    bytes_put_u32(&out, mandarin);
    bytes_put_u32(&out, all);
    for (unsigned i = 0; i < all; i++) {
        hp_buf_append(&out, (hp_span){ names[i], 8 });
        hp_buf_append(&out, (hp_span){ zhuyin[i], 8 });
        hp_buf_append(&out, (hp_span){ wade[i], 8 });
    }
    return data_writer_add(writer, "syllables", &out);
}

static bool page_is_used(uint32_t page)
{
    for (uint32_t cp = page << 8; cp < (page + 1) << 8; cp++)
        if (merged[cp].count)
            return true;
    return false;
}

/* Where the list stands in the pool, in numbers of 16 bits; most characters have the list of another. */
static uint16_t place_list(string_map *lists, const struct list *list, bool *failed)
{
    hp_buf bytes = { 0 };
    bytes_put_u16(&bytes, list->count);
    for (unsigned i = 0; i < list->count; i++)
        bytes_put_u16(&bytes, list->codes[i]);
    uint32_t number = bytes.failed ? 0 : string_map_add(lists, (hp_span){ bytes.ptr, bytes.len });
    uint64_t place = number ? lists->ends[number - 1] / 2 : 0;
    *failed = *failed || number == 0 || place > UINT16_MAX;
    hp_buf_free(&bytes);
    return (uint16_t)place;
}

static bool write_readings(data_writer *writer)
{
    hp_buf index = { 0 }, entries = { 0 }, out = { 0 };
    string_map lists = { 0 };
    uint32_t pages = 0;
    bool failed = false;
    place_list(&lists, &(struct list){ .count = 0 }, &failed);
    for (uint32_t page = 0; page < LIMIT >> 8; page++) {
        bool used = page_is_used(page);
        bytes_put_u16(&index, (uint16_t)(used ? ++pages : 0));
        for (uint32_t cp = page << 8; used && cp < (page + 1) << 8; cp++)
            bytes_put_u16(&entries, place_list(&lists, &merged[cp], &failed));
    }
    bytes_put_u32(&out, pages);
    bytes_put_u32(&out, (uint32_t)(lists.texts.len / 2));
    hp_buf_append(&out, (hp_span){ index.ptr, index.len });
    hp_buf_append(&out, (hp_span){ entries.ptr, entries.len });
    hp_buf_append(&out, (hp_span){ lists.texts.ptr, lists.texts.len });
    out.failed = out.failed || failed || index.failed || entries.failed;
    hp_buf_free(&index);
    hp_buf_free(&entries);
    string_map_free(&lists);
    return data_writer_add(writer, "readings", &out);
}

static void clear_all(void)
{
    memset(own, 0, sizeof own);
    memset(merged, 0, sizeof merged);
    memset(zhuyin, 0, sizeof zhuyin);
    memset(wade, 0, sizeof wade);
    mandarin = all = 0;
    words = (hp_buf){ 0 };
}

bool reading_compile(data_writer *writer, const char *unihan, const char *dicts)
{
    clear_all();
    if (!read_syllables(dicts) || !read_unihan(writer, unihan) || !read_ours(dicts))
        return false;
    for (uint32_t cp = 0; cp < LIMIT; cp++)
        merge_readings(cp, cp);
    if (!read_variants(unihan))
        return false;
    read_as_forms();
    return write_syllables(writer) && write_readings(writer) && data_writer_add(writer, "words", &words);
}
