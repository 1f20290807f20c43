/* lexicon_compile.c - the lexicon of the segmentation: text → the section "seg.lex" (segment/sections.h).
 *
 * Reads jieba's dict.txt, lines "word frequency [tag]" (the word may hold spaces), the project's seg-words.tsv
 * in the same form, what characters may be in words of several, seg-joins.tsv, and the folding seg-fold.tsv, lines
 * "character TAB what it is looked up as".
 *
 * A word is a sequence of Han characters and of runs of ASCII letters and digits (卡拉OK: 卡, 拉, ok); a word with
 * anything else in it cannot be more than one unit of a line and is left out.
 *
 *     "長江大桥 3 nz"  →  the units 长 江 大 桥 with frequency 3
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "segment/compile/cells_compile.h"
#include "segment/compile/lexicon_compile.h"
#include "segment/compile/roles_compile.h"
#include "segment/compile/trie_compile.h"
#include "segment/sections.h"
#include "text/buffer.h"
#include "text/map/checksum.h"
#include "text/memory.h"
#include "text/utf8.h"

#define PARTS 11
#define LENGTH_MAX 24u /* units in a word; longer ones are left out */

static bool start_lexicon(seg_lexicon_source *lex)
{
    *lex = (seg_lexicon_source){ 0 };
    lex->fold = memory_new(SEG_SOURCE_CODE_POINTS * sizeof *lex->fold);
    lex->weight = memory_zeroed(SEG_SOURCE_CODE_POINTS, sizeof *lex->weight);
    lex->id = memory_zeroed(SEG_SOURCE_CODE_POINTS, sizeof *lex->id);
    lex->tag_count = 1;
    for (uint32_t cp = 0; lex->fold && cp < SEG_SOURCE_CODE_POINTS; cp++)
        lex->fold[cp] = cp;
    return lex->fold && lex->weight && lex->id;
}

static bool read_fold(seg_lexicon_source *lex, const char *dir)
{
    source_lines text;
    hp_span line, from, to;
    bool good = source_lines_open(&text, dir, "seg-fold.tsv");
    while (good && source_lines_next(&text, &line)) {
        uint32_t a = 0, b = 0;
        good = text_take_field(&line, &from) && text_take_field(&line, &to) && from.len &&
               utf8_decode(from, &a) == from.len && to.len && utf8_decode(to, &b) == to.len;
        if (!good)
            source_lines_complain(&text, "expected two characters with a tab between them");
        else
            lex->fold[a] = b;
    }
    source_lines_close(&text);
    return good;
}

static bool push_unit(seg_lexicon_source *lex, uint32_t unit)
{
    if (lex->unit_count == lex->unit_cap) {
        uint32_t *units = memory_grow(lex->units, &lex->unit_cap, 1 << 20, sizeof *units);
        if (!units)
            return false;
        lex->units = units;
    }
    lex->units[lex->unit_count++] = unit;
    return true;
}

static bool is_ascii_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Pushes the units of `text`; *kept is false when it holds what no word of several units can. */
static bool push_word(seg_lexicon_source *lex, hp_span text, bool *kept)
{
    *kept = true;
    for (size_t i = 0; i < text.len;) {
        uint32_t cp;
        if (is_ascii_word(text.ptr[i])) {
            char folded[8];
            size_t n = 0;
            for (; i < text.len && is_ascii_word(text.ptr[i]) && n < 8; i++, n++)
                folded[n] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] + 32 : text.ptr[i]);
            uint32_t number = string_map_add(&lex->strings, (hp_span){ folded, n });
            if (n == 8)
                *kept = false;
            if (number == 0 || !push_unit(lex, SEG_SOURCE_LATIN | (number - 1)))
                return false;
            continue;
        }
        size_t n = utf8_decode((hp_span){ text.ptr + i, text.len - i }, &cp);
        if (!n || uscript_hasScript((UChar32)cp, USCRIPT_HAN) == 0 || u_ispunct((UChar32)cp)) {
            *kept = false;
            return true;
        }
        if (!push_unit(lex, lex->fold[cp]))
            return false;
        i += n;
    }
    return true;
}

/* The number of the part of speech; 0 for none, and for what there is no room for. */
static uint8_t tag_index(seg_lexicon_source *lex, hp_span tag)
{
    char padded[8] = { 0 };
    if (tag.len == 0 || tag.len > 7)
        return 0;
    memcpy(padded, tag.ptr, tag.len);
    for (size_t i = 1; i < lex->tag_count; i++)
        if (memcmp(lex->tags[i], padded, 8) == 0)
            return (uint8_t)i;
    if (lex->tag_count == SEG_SOURCE_TAGS_MAX)
        return 0;
    memcpy(lex->tags[lex->tag_count], padded, 8);
    return (uint8_t)lex->tag_count++;
}

static bool add_word(seg_lexicon_source *lex, hp_span text, double frequency, hp_span tag)
{
    size_t begin = lex->unit_count;
    bool kept;
    if (!push_word(lex, text, &kept))
        return false;
    size_t length = lex->unit_count - begin;
    if (!kept || length == 0 || length > LENGTH_MAX || (length == 1 && lex->units[begin] & SEG_SOURCE_LATIN)) {
        lex->unit_count = begin;
        return true;
    }
    if (lex->word_count == lex->word_cap) {
        seg_lexicon_word *words = memory_grow(lex->words, &lex->word_cap, 1 << 19, sizeof *words);
        if (!words)
            return false;
        lex->words = words;
    }
    lex->words[lex->word_count++] = (seg_lexicon_word){ (uint32_t)begin, (uint32_t)length, frequency,
                                                        tag_index(lex, tag) };
    for (size_t i = begin; i < lex->unit_count; i++)
        if (!(lex->units[i] & SEG_SOURCE_LATIN))
            lex->weight[lex->units[i]] += frequency + 1;
    return true;
}

/* Takes the last field, after a space or a tab, off the end of *line. */
static bool take_last(hp_span *line, hp_span *field)
{
    size_t begin = line->len;
    while (begin > 0 && line->ptr[begin - 1] != ' ' && line->ptr[begin - 1] != '\t')
        begin--;
    if (begin < 2 || begin == line->len)
        return false;
    *field = (hp_span){ line->ptr + begin, line->len - begin };
    line->len = begin - 1;
    return true;
}

/* The number that `field` is, or -1. */
static double field_number(hp_span field)
{
    double n = 0;
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] < '0' || field.ptr[i] > '9')
            return -1;
        n = 10 * n + (field.ptr[i] - '0');
    }
    return field.len ? n : -1;
}

static bool read_words(seg_lexicon_source *lex, const char *dir, const char *name)
{
    source_lines text;
    hp_span line, last;
    bool good = source_lines_open(&text, dir, name);
    while (good && source_lines_next(&text, &line)) {
        hp_span tag = { NULL, 0 };
        double frequency = take_last(&line, &last) ? field_number(last) : -1;
        if (frequency < 0) {
            tag = last;
            frequency = take_last(&line, &last) ? field_number(last) : -1;
        }
        good = frequency >= 0 ? add_word(lex, line, frequency, tag)
                              : source_lines_complain(&text, "expected a word and its frequency");
    }
    source_lines_close(&text);
    return good;
}

typedef struct {
    uint64_t hash;
    uint16_t id;
} string_entry;

static int by_hash(const void *a, const void *b)
{
    const string_entry *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static void write_strings(const seg_lexicon_source *lex, hp_buf *out)
{
    const size_t count = lex->strings.count;
    string_entry *entries = memory_zeroed(count + 1, sizeof *entries);
    if (!entries) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        entries[i] = (string_entry){ text_checksum(string_map_text(&lex->strings, (uint32_t)i + 1)),
                                     (uint16_t)(lex->string_id + i) };
    qsort(entries, count, sizeof *entries, by_hash);
    for (size_t i = 0; i < count; i++) {
        bytes_put_u64(out, entries[i].hash);
        bytes_put_u16(out, entries[i].id);
        bytes_put_u16(out, 0);
    }
    memory_free(entries);
}

/* The parts with their header: pages cells classes names first nodes tags strings tag-names roles pairs. */
static bool assemble(const seg_lexicon_source *lex, hp_buf parts[PARTS], uint32_t unknown, hp_buf *out)
{
    uint64_t mark = 0;
    bool failed = false;
    for (int i = 0; i < PARTS; i++)
        mark = mark * 31 + text_checksum((hp_span){ parts[i].ptr, parts[i].len });
    bytes_put_u32(out, SEG_VERSION);
    bytes_put_u32(out, lex->ids);
    bytes_put_u32(out, (uint32_t)(parts[1].len / 512));
    bytes_put_u32(out, lex->node_count);
    bytes_put_u32(out, (uint32_t)lex->strings.count);
    bytes_put_u32(out, unknown);
    bytes_put_u64(out, mark);
    bytes_put_u32(out, (uint32_t)lex->tag_count);
    bytes_put_u32(out, SEG_COST_SCALE);
    bytes_put_u32(out, (uint32_t)(parts[10].len / 8));
    bytes_put_u32(out, lex->node_bytes);
    while (out->len < SEG_HEADER && !out->failed)
        bytes_put_u32(out, 0);
    for (int i = 0; i < PARTS; i++) {
        failed = failed || parts[i].failed;
        hp_buf_append(out, (hp_span){ parts[i].ptr, parts[i].len });
        data_pad(out);
        hp_buf_free(&parts[i]);
    }
    return !failed && !out->failed;
}

bool seg_compile_lexicon(data_writer *writer, const char *jieba, const char *dicts)
{
    static seg_lexicon_source lex;
    hp_buf parts[PARTS] = { { 0 } }, out = { 0 };
    uint32_t unknown = 0;
    if (!start_lexicon(&lex) || !read_fold(&lex, dicts) || !read_words(&lex, jieba, "dict.txt") ||
        !read_words(&lex, dicts, "seg-words.tsv"))
        return false;
    bool good = seg_compile_cells(&lex, parts) && seg_compile_roles(&lex, dicts, parts + 9) &&
                seg_compile_trie(&lex, parts + 4, &unknown);
    if (good)
        write_strings(&lex, &parts[7]);
    hp_buf_append(&parts[8], (hp_span){ lex.tags[0], 8 * lex.tag_count });
    good = good && assemble(&lex, parts, unknown, &out);
    return good && data_writer_add(writer, "seg.lex", &out);
}
