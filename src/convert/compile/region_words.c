/* region_words.c - the region's words; see region_words.h.
 *
 * OpenCC replaces a region's phrase wherever its characters stand: 安全局 would have 全局 in it.  Here a word is
 * replaced as a whole; or, when jieba does not have it as an established word, where it is made of two or more words of
 * at least two characters, of which some are the region's.  conv-regions.tsv says which are never replaced, which only
 * near a word of their field, and which established ones are made of their parts all the same.
 *
 * Worked, s2twp: 软件 → 軟體; 软件|工程师 → 軟體工程師; 安全局 = 安全|局 → 安全局; 恶性循环 is established → 惡性循環.
 */
#include "convert/compile/region_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert/path/region_choice.h"
#include "convert/table_build.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

/* PARTS: the row's word is made of its parts.  ESTABLISHED: so often jieba has a word that is more than its parts. */
enum { TAIWAN = 1, HONG_KONG = 2, PARTS = 9, ESTABLISHED = 5 };

static const struct base {
    const char *name, *plain, *dictionary;
    int column; /* of conv-cldr.tsv: what the words become; negative: what they come from */
} bases[] = {
    { "s2twp", "s2tw", "TWPhrases.txt", TAIWAN },        { "t2twp", "t2tw", "TWPhrases.txt", TAIWAN },
    { "tw2sp", "tw2s", "TWPhrasesRev.txt", -TAIWAN },    { "s2hkp", "s2hk", "HKPhrases.txt", HONG_KONG },
    { "hk2sp", "hk2s", "HKPhrasesRev.txt", -HONG_KONG },
};

static hp_span convert(conv_region *r, const conv_exact *chain, size_t first, hp_span text)
{
    r->made.len = 0;
    if (first == 0)
        conv_exact_convert(chain, &r->work, text, &r->made);
    else
        conv_exact_stages(chain, &r->work, first, text, &r->made);
    return (hp_span){ r->made.ptr, r->made.len };
}

/* The same, kept. */
static hp_span convert_kept(conv_region *r, const conv_region_sources *from, const conv_exact *chain, hp_span text)
{
    return conv_words_keep(from->keep, convert(r, chain, 0, text));
}

/* Adds the words of OpenCC's dictionary; only what changes a word counts. */
static bool read_dictionary(conv_region *r, const conv_region_sources *from, const char *file)
{
    hp_buf text = { 0 };
    hp_error err = { 0 };
    conv_rules rules = { 0 };
    bool good = from->read((void *)from->from->opencc, file, &text, &err) == HP_OK;
    if (good && conv_rules_parse(&rules, file, (hp_span){ text.ptr, text.len }, 0, &err) != HP_OK) {
        fprintf(stderr, "hanpipe-mkdict: %s\n", hp_error_text(&err));
        error_clear(&err);
        good = false;
    }
    for (size_t i = 0; good && i < rules.count; i++) {
        hp_span key = conv_words_keep(from->keep, rules.rows[i].key);
        hp_span plain = convert_kept(r, from, &r->plain, key);
        hp_span value = convert(r, &r->chain, r->simplified ? 1 : 0, key);
        if (!span_eq(plain, value))
            good = conv_rules_add(&r->words, key, conv_words_keep(from->keep, value), 0);
    }
    conv_rules_free(&rules);
    hp_buf_free(&text);
    return good;
}

/* Gives the Simplified name of the line and the region's in `column`; false when it has none. */
static bool take_names(hp_span line, int column, hp_span *simplified, hp_span *regional)
{
    *regional = (hp_span){ NULL, 0 };
    if (!text_take_field(&line, simplified))
        return false;
    for (int i = 0; i < column; i++)
        if (!text_take_field(&line, regional))
            return false;
    return regional->len > 0;
}

/* Adds the names of conv-cldr.tsv.  Going back, a name that Simplified has as a word of its own (公斤) stays. */
static bool read_names(conv_region *r, const conv_region_sources *from, int column)
{
    source_lines text;
    hp_span line, simplified, regional;
    bool good = source_lines_open(&text, from->from->dicts, "conv-cldr.tsv");
    while (good && source_lines_next(&text, &line)) {
        if (!take_names(line, abs(column), &simplified, &regional))
            continue;
        if (column > 0) {
            hp_span key = convert_kept(r, from, from->to_traditional, simplified);
            good = conv_rules_add(&r->words, key, conv_words_keep(from->keep, regional), 0);
            continue;
        }
        hp_span key = conv_words_keep(from->keep, regional);
        const conv_word *own = conv_words_find(from->keep, convert(r, from->to_simplified, 0, key));
        if (!own || own->jieba == 0)
            good = conv_rules_add(&r->words, key, conv_words_keep(from->keep, simplified), 0);
    }
    source_lines_close(&text);
    return good;
}

/* Adds the words of conv-regions.tsv. */
static bool add_rows(const conv_region_sources *from, conv_words *simplified, conv_words *traditional)
{
    source_lines text;
    hp_span line, config, word;
    bool good = source_lines_open(&text, from->from->dicts, "conv-regions.tsv");
    while (good && source_lines_next(&text, &line))
        if (text_take_field(&line, &config) && text_take_field(&line, &word) && config.len > 0)
            conv_words_add(config.ptr[0] == 's' ? simplified : traditional, word)->key = true;
    source_lines_close(&text);
    return good;
}

bool conv_region_add_keys(const conv_region_sources *from, conv_words *simplified, conv_words *traditional)
{
    source_lines text;
    hp_span line, name, regional;
    bool good = source_lines_open(&text, from->from->dicts, "conv-cldr.tsv");
    while (good && source_lines_next(&text, &line)) {
        if (text_take_field(&line, &name))
            conv_words_add(simplified, name)->key = true;
        while (text_take_field(&line, &regional))
            if (regional.len > 0)
                conv_words_add(traditional, regional)->key = true;
    }
    source_lines_close(&text);
    return good && add_rows(from, simplified, traditional);
}

/* Adds the word to the field in the forms in which it can go in. */
static bool add_field_word(conv_region *r, const conv_region_sources *from, hp_span word, unsigned field)
{
    const conv_exact *chains[] = { NULL, from->to_traditional, from->to_taiwan };
    for (size_t i = 0; i < (r->simplified ? 1 : 3); i++) {
        if (r->field_count % 256 == 0)
            r->fields = memory_resize_array(r->fields, r->field_count + 256, sizeof *r->fields);
        if (!r->fields)
            return false;
        hp_span form = i == 0 ? word : convert(r, chains[i], 0, word);
        r->fields[r->field_count++] = (conv_field_word){ conv_words_keep(from->keep, form), field };
    }
    return true;
}

/* Reads conv-fields.tsv: field, TAB, its words with blanks between.  names[i] gets the name of field i + 1. */
static bool read_fields(conv_region *r, const conv_region_sources *from, hp_span *names)
{
    source_lines text;
    hp_span line, name;
    size_t count = 0;
    bool good = source_lines_open(&text, from->from->dicts, "conv-fields.tsv");
    while (good && source_lines_next(&text, &line)) {
        if (!text_take_field(&line, &name) || count == CONV_FIELDS_MAX)
            return source_lines_complain(&text, "not 'field TAB words', or more than %d", (int)CONV_FIELDS_MAX);
        names[count++] = conv_words_keep(from->keep, name);
        while (line.len > 0) {
            const char *blank = memchr(line.ptr, ' ', line.len);
            hp_span word = { line.ptr, blank ? (size_t)(blank - line.ptr) : line.len }, gone;
            span_take(&line, word.len + (blank ? 1 : 0), &gone);
            if (word.len > 0 && !add_field_word(r, from, word, (unsigned)count))
                return false;
        }
    }
    source_lines_close(&text);
    return good;
}

static int by_word(const void *a, const void *b)
{
    conv_rule x = { .key = ((const conv_region_row *)a)->word }, y = { .key = ((const conv_region_row *)b)->word };
    return conv_by_key(&x, &y);
}

/* Reads the rows of conv-regions.tsv for the configuration; t2twp has those of s2twp. */
static bool read_rows(conv_region *r, const conv_region_sources *from, const struct base *base)
{
    source_lines text;
    hp_span line, config, word, use, names[CONV_FIELDS_MAX] = { { NULL, 0 } };
    size_t room = 0;
    bool from_s2 = strcmp(base->name, "t2twp") == 0;
    bool good = read_fields(r, from, names) && source_lines_open(&text, from->from->dicts, "conv-regions.tsv");
    while (good && source_lines_next(&text, &line)) {
        conv_region_row row = { .near = PARTS + 1 };
        if (!text_take_field(&line, &config) || !text_take_field(&line, &word) || !text_take_field(&line, &use))
            return source_lines_complain(&text, "not 'configuration TAB word TAB use'");
        if (!span_eq(config, span_of_string(from_s2 ? "s2twp" : base->name)))
            continue;
        for (unsigned i = 0; i < CONV_FIELDS_MAX; i++)
            if (names[i].ptr && span_eq(use, names[i]))
                row.near = i + 1;
        if (span_eq(use, span_of_string("never")))
            row.near = 0;
        if (span_eq(use, span_of_string("parts")))
            row.near = PARTS;
        if (row.near > PARTS)
            return source_lines_complain(&text, "'%.*s' is no field", (int)use.len, use.ptr);
        if (text_take_field(&line, &row.value))
            row.value = conv_words_keep(from->keep, row.value);
        row.word = conv_words_keep(from->keep, from_s2 ? convert(r, from->to_traditional, 0, word) : word);
        if (r->row_count == room) {
            room = room ? 2 * room : 256;
            r->rows = memory_resize_array(r->rows, room, sizeof *r->rows);
        }
        if (!r->rows)
            return false;
        r->rows[r->row_count++] = row;
    }
    source_lines_close(&text);
    if (r->row_count > 0)
        qsort(r->rows, r->row_count, sizeof *r->rows, by_word);
    return good;
}

bool conv_region_open(conv_region *r, const char *name, const conv_region_sources *from, bool *found)
{
    const struct base *base = NULL;
    hp_buf plain = { 0 };
    const char *plus = strchr(name, '+');
    size_t n = plus ? (size_t)(plus - name) : strlen(name);
    *r = (conv_region){ .name = name, .simplified = name[0] == 's' };
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (strlen(bases[i].name) == n && memcmp(bases[i].name, name, n) == 0)
            base = &bases[i];
    if (base)
        buffer_format(&plain, "%s%s", base->plain, plus ? plus : "");
    hp_status st = plain.failed ? HP_NO_MEMORY : HP_USAGE; /* there is none */
    if (base && !plain.failed)
        st = conv_exact_open(&r->plain, conv_table_set_find, from->set, plain.ptr, NULL);
    *found = st == HP_OK;
    hp_buf_free(&plain);
    if (!*found)
        return st != HP_NO_MEMORY;
    r->plain_name = base->plain;
    bool good = conv_exact_open(&r->chain, conv_table_set_find, from->set, name, NULL) == HP_OK &&
                read_dictionary(r, from, base->dictionary) && read_names(r, from, base->column) &&
                read_rows(r, from, base);
    if (good)
        qsort(r->words.rows, r->words.count, sizeof *r->words.rows, conv_by_key);
    return good;
}

void conv_region_close(conv_region *r)
{
    conv_rules_free(&r->words);
    conv_exact_work_free(&r->work);
    hp_buf_free(&r->made);
    memory_free(r->rows);
    memory_free(r->fields);
}

static const conv_region_row *find_row(const conv_region *r, hp_span word)
{
    conv_region_row key = { .word = word };
    return r->row_count ? bsearch(&key, r->rows, r->row_count, sizeof key, by_word) : NULL;
}

/* The region's word for `form`, or empty. */
static hp_span region_word(const conv_region *r, hp_span form)
{
    conv_rule key = { .key = form };
    const conv_rule *rule = r->words.count ? bsearch(&key, r->words.rows, r->words.count, sizeof key, conv_by_key)
                                           : NULL;
    return rule ? rule->value : (hp_span){ NULL, 0 };
}

/* What the parts make of the word, in r->made; false when none is the region's, or one is too short. */
static bool join_parts(conv_region *r, const conv_words *words, const conv_word *word, hp_buf *joined)
{
    size_t ends[64], at = 0, count = conv_words_cut(words, word->text, ends);
    bool regional = false, good = count > 1;
    joined->len = 0;
    for (size_t i = 0; good && i < count; at = ends[i++]) {
        hp_span text = { word->text.ptr + at, ends[i] - at };
        const conv_word *part = conv_words_find(words, text);
        good = part && utf8_count(text) > 1 && part->settled;
        if (!good)
            break;
        regional = regional || part->regional;
        hp_span plain = part->regional
                            ? part->output
                            : convert(r, &r->plain, r->simplified ? 1 : 0, r->simplified ? part->form : text);
        hp_buf_append(joined, plain);
    }
    return good && regional;
}

hp_span conv_region_output(conv_region *r, const conv_words *words, conv_word *word)
{
    hp_span form = r->simplified ? word->form : word->text, value = region_word(r, form);
    const conv_region_row *row = find_row(r, word->text);
    word->regional = false;
    word->settled = true;
    if (row && row->value.len > 0)
        value = row->value;
    if (row && row->near == 0)
        value.len = 0;
    if (value.len > 0) {
        word->regional = !row;
        word->output = value;
        return value;
    }
    hp_buf joined = { 0 };
    bool may_join = row ? row->near == PARTS : word->jieba < ESTABLISHED;
    if (may_join && join_parts(r, words, word, &joined)) {
        word->regional = true;
        word->output = conv_words_keep((conv_words *)words, (hp_span){ joined.ptr, joined.len });
    }
    hp_buf_free(&joined);
    if (word->regional)
        return word->output;
    return convert(r, &r->plain, r->simplified ? 1 : 0, form);
}

static int by_field_word(const void *a, const void *b)
{
    conv_rule x = { .key = ((const conv_field_word *)a)->word }, y = { .key = ((const conv_field_word *)b)->word };
    return conv_by_key(&x, &y);
}

/* Adds a word with its number to "near.NAME", which finds words by their first two characters; where the word is one
 * that another must be near, its first character has a flag. */
static void add_near(conv_build *build, hp_span word, uint32_t number)
{
    uint32_t first = 0, second = 0;
    size_t n = utf8_decode(word, &first);
    conv_build_add_number(build, word, number);
    if (number >> 8)
        conv_build_flag(build, first, CONV_TABLE_HAS_CHOICE);
    if (utf8_decode((hp_span){ word.ptr + n, word.len - n }, &second) > 0)
        conv_build_pair(build, first, second);
}

bool conv_region_write_near(const conv_region *r, conv_codes *codes, data_writer *writer)
{
    if (strchr(r->name, '+'))
        return true;
    conv_build *build = conv_build_new();
    hp_buf bytes = { 0 }, name = { 0 };
    if (r->field_count > 0)
        qsort(r->fields, r->field_count, sizeof *r->fields, by_field_word);
    for (size_t i = 0; build && i < r->row_count; i++)
        if (r->rows[i].near > 0 && r->rows[i].near <= CONV_FIELDS_MAX)
            add_near(build, r->rows[i].word, 1u << (r->rows[i].near + 7));
    for (size_t i = 0; build && i < r->field_count;) {
        unsigned fields = 0;
        size_t first = i;
        while (i < r->field_count && span_eq(r->fields[i].word, r->fields[first].word))
            fields |= 1u << (r->fields[i++].field - 1);
        if (!find_row(r, r->fields[first].word))
            add_near(build, r->fields[first].word, fields);
    }
    buffer_format(&name, "near.%s", r->name);
    if (build)
        conv_build_dense(build, codes);
    bool good = build && !name.failed && conv_build_write(build, &bytes) && data_writer_add(writer, name.ptr, &bytes);
    conv_build_free(build);
    hp_buf_free(&name);
    return good;
}
