/* tables_compile.c - compiles the section "norm" from Unicode's files and the project's table of private use.
 *
 * Radicals: EquivalentUnifiedIdeograph.txt, the rows of the two blocks of radicals; strokes stay strokes.  Hong Kong's
 * set: Unihan's kHKSCS gives Big5 codes, whose private characters follow from code page 950's rule.  Scripts:
 * Unihan's variants; a character that is its own variant tells nothing.
 * Worked: "U+5187 kHKSCS 93C8" and 93C8 → U+E6A2 give the row U+E6A2, U+5187.
 */
#include "normalize/tables/tables_compile.h"

#include <stdlib.h>
#include <string.h>

#include "data/source_lines.h"
#include "normalize/tables/tables.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/fields.h"
#include "text/memory.h"

struct row {
    uint32_t cp, value;
};

static struct {
    struct row *rows;
    size_t count, cap;
} tables[NORM_TABLE_COUNT];

static bool add(unsigned table, uint32_t cp, uint32_t value)
{
    if (tables[table].count == tables[table].cap) {
        struct row *rows = memory_grow(tables[table].rows, &tables[table].cap, 1024, sizeof *rows);
        if (!rows)
            return false;
        tables[table].rows = rows;
    }
    tables[table].rows[tables[table].count++] = (struct row){ cp, value };
    return true;
}

/* Takes a number off the front of *text, blanks before it as well; false where there is none. */
static bool take_number(hp_span *text, int base, uint32_t *number)
{
    char digits[16] = "";
    while (text->len && *text->ptr == ' ')
        *text = (hp_span){ text->ptr + 1, text->len - 1 };
    size_t n = 0;
    while (n < text->len && n < sizeof digits - 1 && strchr("0123456789ABCDEF", text->ptr[n]) && text->ptr[n])
        n++;
    memcpy(digits, text->ptr, n);
    *number = (uint32_t)strtoul(digits, NULL, base);
    *text = (hp_span){ text->ptr + n, text->len - n };
    return n > 0;
}

static bool starts_with(hp_span text, const char *with)
{
    return text.len >= strlen(with) && memcmp(text.ptr, with, strlen(with)) == 0;
}

static void skip(hp_span *text, size_t n)
{
    n = n < text->len ? n : text->len;
    *text = (hp_span){ text->ptr + n, text->len - n };
}

/* "2F00 ; 4E00" or "2E81..2E83 ; 5382", a comment behind it. */
static bool read_radicals(const char *unicode)
{
    source_lines text;
    hp_span line;
    if (!source_lines_open(&text, unicode, "EquivalentUnifiedIdeograph.txt"))
        return false;
    while (source_lines_next(&text, &line)) {
        uint32_t first, last, to;
        if (!take_number(&line, 16, &first))
            return source_lines_complain(&text, "no code point");
        last = first;
        if (starts_with(line, "..")) {
            skip(&line, 2);
            take_number(&line, 16, &last);
        }
        const char *semicolon = line.len ? memchr(line.ptr, ';', line.len) : NULL;
        if (!semicolon)
            return source_lines_complain(&text, "no ';'");
        skip(&line, (size_t)(semicolon + 1 - line.ptr));
        if (!take_number(&line, 16, &to) || last < first || last - first > 256)
            return source_lines_complain(&text, "no ideograph");
        for (uint32_t cp = first; cp <= last; cp++)
            if (cp >= 0x2E80 && cp <= 0x2FDF && !add(NORM_TABLE_RADICALS, cp, to))
                return false;
    }
    source_lines_close(&text);
    return true;
}

/* The private character that code page 950 has for a Big5 code of its user-defined rows; 0 for other codes. */
static uint32_t private_of_big5(uint32_t code)
{
    static const struct {
        uint32_t first, last, to;
    } areas[] = {
        { 0xFA40, 0xFEFE, 0xE000 }, { 0x8E40, 0xA0FE, 0xE311 }, { 0x8140, 0x8DFE, 0xEEB8 }, { 0xC6A1, 0xC8FE, 0xF6B1 }
    };
    uint32_t trail = code & 0xFF, place = trail < 0x80 ? trail - 0x40 : trail - 0xA1 + 63;
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        uint32_t first = areas[i].first, start = first >> 8, skipped = (first & 0xFF) == 0xA1 ? 63 : 0;
        if (code >= first && code <= areas[i].last)
            return areas[i].to + ((code >> 8) - start) * 157 + place - skipped;
    }
    return 0;
}

/* "U+4E28<TAB>kHKSCS<TAB>8957", perhaps with several codes. */
static bool read_hkscs(const char *unicode)
{
    source_lines text;
    hp_span line, cp_field, name;
    if (!source_lines_open(&text, unicode, "Unihan_OtherMappings.txt"))
        return false;
    while (source_lines_next(&text, &line)) {
        uint32_t cp, code;
        if (!text_take_field(&line, &cp_field) || !text_take_field(&line, &name) ||
            !span_eq(name, span_of_string("kHKSCS")) || !starts_with(cp_field, "U+"))
            continue;
        skip(&cp_field, 2);
        if (!take_number(&cp_field, 16, &cp))
            return source_lines_complain(&text, "no code point");
        while (take_number(&line, 16, &code))
            if (private_of_big5(code) && !add(NORM_TABLE_HKSCS, private_of_big5(code), cp))
                return false;
    }
    source_lines_close(&text);
    return true;
}

static bool read_private(const char *dicts)
{
    static const char *const sets[] = { "gb", "hkscs", "eten" };
    source_lines text;
    hp_span line, field[4];
    if (!source_lines_open(&text, dicts, "norm-pua.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        uint32_t from, to, count;
        unsigned set = 0;
        for (unsigned i = 0; i < 4; i++)
            if (!text_take_field(&line, &field[i]))
                return source_lines_complain(&text, "fewer than four columns");
        while (set < 3 && !span_eq(field[3], span_of_string(sets[set])))
            set++;
        if (set == 3 || !take_number(&field[0], 16, &from) || !take_number(&field[1], 16, &to) ||
            !take_number(&field[2], 10, &count) || count > 0x1900)
            return source_lines_complain(&text, "a column is wrong");
        for (uint32_t i = 0; i < count; i++)
            if (!add(NORM_TABLE_GB + set, from + i, to + i))
                return false;
    }
    source_lines_close(&text);
    return true;
}

/* Whether the list "U+5F8C U+540E" of variants has one that is not `cp`, and none that is. */
static bool has_only_others(hp_span list, uint32_t cp)
{
    bool others = false;
    uint32_t variant;
    while (list.len > 2) {
        while (list.len && *list.ptr == ' ')
            skip(&list, 1);
        skip(&list, 2);
        if (!take_number(&list, 16, &variant) || variant == cp)
            return false;
        others = true;
    }
    return others;
}

static bool read_scripts(const char *unicode)
{
    source_lines text;
    hp_span line, field, name;
    if (!source_lines_open(&text, unicode, "Unihan_Variants.txt"))
        return false;
    while (source_lines_next(&text, &line)) {
        uint32_t cp;
        if (!text_take_field(&line, &field) || !text_take_field(&line, &name))
            continue;
        bool simplified = span_eq(name, span_of_string("kTraditionalVariant"));
        skip(&field, 2);
        if ((!simplified && !span_eq(name, span_of_string("kSimplifiedVariant"))) || !take_number(&field, 16, &cp) ||
            cp < 0x4E00 || cp > 0x9FFF || !has_only_others(line, cp))
            continue;
        if (!add(NORM_TABLE_SCRIPT, cp, simplified ? NORM_SCRIPT_HANS : NORM_SCRIPT_HANT))
            return false;
    }
    source_lines_close(&text);
    return true;
}

static int by_character(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return x->cp != y->cp ? (x->cp > y->cp) - (x->cp < y->cp) : (x->value > y->value) - (x->value < y->value);
}

/* Sorts the rows; of those for one character the first stays, for scripts none: it tells nothing. */
static void settle(unsigned table)
{
    struct row *rows = tables[table].rows;
    size_t kept = 0, count = tables[table].count;
    if (count > 0)
        qsort(rows, count, sizeof *rows, by_character);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && rows[next].cp == rows[i].cp; next++)
            ;
        if (table != NORM_TABLE_SCRIPT || next == i + 1)
            rows[kept++] = rows[i];
    }
    tables[table].count = kept;
}

bool norm_compile(data_writer *writer, const char *unicode, const char *dicts)
{
    hp_buf section = { 0 };
    memset(tables, 0, sizeof tables);
    if (!read_radicals(unicode) || !read_hkscs(unicode) || !read_private(dicts) || !read_scripts(unicode))
        return false;
    bytes_put_u32(&section, NORM_TABLES_VERSION);
    for (unsigned t = 0; t < NORM_TABLE_COUNT; t++) {
        settle(t);
        bytes_put_u32(&section, (uint32_t)tables[t].count);
    }
    while (section.len < NORM_TABLES_HEADER)
        bytes_put_u32(&section, 0);
    for (unsigned t = 0; t < NORM_TABLE_COUNT; t++)
        for (size_t i = 0; i < tables[t].count; i++) {
            bytes_put_u32(&section, tables[t].rows[i].cp);
            bytes_put_u32(&section, tables[t].rows[i].value);
        }
    return !section.failed && data_writer_add(writer, "norm", &section);
}
