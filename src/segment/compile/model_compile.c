/* model_compile.c - a model's text, as hanseg-train writes it → the section "seg.model" (segment/sections.h).
 *
 * Each line is one feature: kind TAB key TAB blocks.  A block is four weights, for the tags B M E S, or nothing
 * where all are 0; blocks are separated by "/" and those at the end may be missing.  A unit in a key is a
 * character, or a name such as <number>.
 *
 *     u  者     the unit            /5 -3 40 2           the second block: when it is this unit
 *     p  中国   the pair
 *     w  南京市  the word
 *     c  HHNLB  the classes of five units
 *     j  S1 0 2 1, n  B2 E2 S1      the lexicon's words (SEG_JOINT, SEG_CHAIN)
 *     t  -      eight weights: B>M B>E M>M M>E E>B E>S S>B S>S
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/row_placement.h"
#include "segment/clause.h"
#include "segment/compile/model_compile.h"
#include "segment/compile/model_rows.h"
#include "segment/sections.h"
#include "segment/unit_names.h"
#include "text/buffer.h"
#include "text/memory.h"
#include "text/utf8.h"

typedef seg_model_row row;

typedef struct {
    source_lines text;
    seg_lexicon lex;
    uint64_t *uni, *context, *joint, *chain;
    row *pairs, *words;
    size_t pair_count, pair_cap, word_count, word_cap;
    size_t pair_rows, word_rows; /* how many different ones there are */
    int32_t trans[8];
    seg_clause clause; /* for the units of words */
} model;

static const uint64_t zero = SEG_BIAS * 0x0001000100010001ull;

/* Takes a number off the front of *text. */
static bool take_number(hp_span *text, int32_t *n)
{
    bool minus = text->len > 0 && text->ptr[0] == '-';
    size_t i = minus;
    int32_t value = 0;
    for (; i < text->len && text->ptr[i] >= '0' && text->ptr[i] <= '9' && value < 100000; i++)
        value = 10 * value + (text->ptr[i] - '0');
    if (i == minus || value >= SEG_BIAS)
        return false;
    *n = minus ? -value : value;
    text->ptr += i;
    text->len -= i;
    if (text->len > 0 && text->ptr[0] == ' ') {
        text->ptr++;
        text->len--;
    }
    return true;
}

/* Reads up to `count` blocks. */
static bool read_blocks(hp_span text, uint64_t *blocks, size_t count)
{
    for (size_t b = 0; b < count; b++)
        blocks[b] = zero;
    for (size_t b = 0; text.len > 0; b++) {
        if (b == count)
            return false;
        if (text.ptr[0] != '/') {
            blocks[b] = 0;
            for (int tag = 0; tag < SEG_TAGS; tag++) {
                int32_t n;
                if (!take_number(&text, &n))
                    return false;
                blocks[b] |= (uint64_t)(uint16_t)(n + SEG_BIAS) << 16 * tag;
            }
        }
        if (text.len > 0) {
            if (text.ptr[0] != '/')
                return false;
            text.ptr++;
            text.len--;
        }
    }
    return true;
}

/* Takes a path's place, such as M3, off the front of *text. */
static bool take_path(hp_span *text, uint32_t *path)
{
    for (*path = 0; *path < SEG_PATHS; ++*path)
        if (text->len >= 2 && memcmp(text->ptr, seg_paths[*path], 2) == 0) {
            size_t used = 2 + (text->len > 2 && text->ptr[2] == ' ');
            text->ptr += used;
            text->len -= used;
            return true;
        }
    return false;
}

/* Makes room for one more row and returns it; NULL when memory is out. */
static row *new_row(row **rows, size_t *count, size_t *cap)
{
    if (*count == *cap) {
        size_t more = *cap ? 2 * *cap : 1 << 14;
        row *grown = memory_resize(*rows, more * sizeof **rows);
        if (!grown)
            return NULL;
        *rows = grown;
        *cap = more;
    }
    return &(*rows)[(*count)++];
}

static bool read_unit(model *m, hp_span key, hp_span blocks)
{
    uint16_t id;
    return seg_take_name(&m->lex, &key, &id) && key.len == 0 &&
           read_blocks(blocks, m->uni + SEG_UNI_BLOCKS * (size_t)id, 7);
}

static bool read_pair(model *m, hp_span key, hp_span blocks)
{
    uint16_t a, b;
    row *r = new_row(&m->pairs, &m->pair_count, &m->pair_cap);
    if (!r || !seg_take_name(&m->lex, &key, &a) || !seg_take_name(&m->lex, &key, &b) || key.len)
        return false;
    r->key = a;
    r->to = b;
    return read_blocks(blocks, r->blocks, 4);
}

/* A word that the lexicon does not have is left out: the model may have been made with another. */
static bool read_word(model *m, hp_span key, hp_span blocks)
{
    size_t pos = 0;
    uint16_t left = 0;
    row r = { 0 };
    if (!read_blocks(blocks, r.blocks, 4) || !seg_clause_read(&m->clause, &m->lex, NULL, key, &pos, &left))
        return false;
    seg_look_up_word_pairs(&m->clause, &m->lex);
    seg_build_lattice(&m->clause, &m->lex, NULL);
    r.key = seg_word_number(&m->clause, &m->lex, 0, m->clause.n);
    for (size_t b = m->clause.n; b < SEG_ROW_BLOCKS; b++)
        r.blocks[b] = 0;
    if (r.key && pos == key.len) {
        row *to = new_row(&m->words, &m->word_count, &m->word_cap);
        if (!to)
            return false;
        *to = r;
    }
    return true;
}

static bool read_context(model *m, hp_span key, hp_span blocks)
{
    uint32_t index = 0;
    for (size_t i = 0; i < key.len; i++) {
        const char *at = memchr(seg_classes, key.ptr[i], SEG_CLASSES);
        if (!at)
            return false;
        index = index << 3 | (uint32_t)(at - seg_classes);
    }
    return key.len == 5 && read_blocks(blocks, m->context + index, 1);
}

static bool read_joint(model *m, hp_span key, hp_span blocks)
{
    uint32_t path;
    int32_t begins, ends, inside;
    return take_path(&key, &path) && take_number(&key, &begins) && take_number(&key, &ends) &&
           take_number(&key, &inside) && (begins | ends) >= 0 && begins < 4 && ends < 4 && inside >= 0 && inside < 3 &&
           key.len == 0 &&
           read_blocks(blocks, m->joint + SEG_JOINT(path, (uint32_t)begins, (uint32_t)ends, (uint32_t)inside), 1);
}

static bool read_chain(model *m, hp_span key, hp_span blocks)
{
    uint32_t a, b, c;
    return take_path(&key, &a) && take_path(&key, &b) && take_path(&key, &c) && key.len == 0 &&
           read_blocks(blocks, m->chain + SEG_CHAIN(a, b, c), 1);
}

static bool read_trans(model *m, hp_span numbers)
{
    for (int i = 0; i < 8; i++)
        if (!take_number(&numbers, &m->trans[i]))
            return false;
    return numbers.len == 0;
}

static bool read_line(model *m, hp_span line)
{
    hp_span kind, key, blocks;
    if (!text_take_field(&line, &kind) || !text_take_field(&line, &key) || !text_take_field(&line, &blocks) ||
        kind.len != 1)
        return false;
    switch (kind.ptr[0]) {
    case 'u':
        return read_unit(m, key, blocks);
    case 'p':
        return read_pair(m, key, blocks);
    case 'w':
        return read_word(m, key, blocks);
    case 'c':
        return read_context(m, key, blocks);
    case 'j':
        return read_joint(m, key, blocks);
    case 'n':
        return read_chain(m, key, blocks);
    case 't':
        return read_trans(m, blocks);
    default:
        return false;
    }
}

static uint64_t *zeros(size_t count)
{
    uint64_t *blocks = memory_new(count * sizeof *blocks);
    for (size_t i = 0; blocks && i < count; i++)
        blocks[i] = zero;
    return blocks;
}

static bool read_model(model *m, const char *dir, const char *name)
{
    hp_span line;
    m->uni = zeros(SEG_UNI_BLOCKS * (size_t)m->lex.ids);
    m->context = zeros(SEG_CONTEXTS);
    m->joint = zeros(SEG_JOINTS);
    m->chain = zeros(SEG_CHAINS);
    bool good = m->uni && m->context && m->joint && m->chain && source_lines_open(&m->text, dir, name);
    while (good && source_lines_next(&m->text, &line))
        if (!read_line(m, line))
            good = source_lines_complain(&m->text,
                                         "expected a feature of the model: kind, key and weights between tabs");
    return good;
}

static int by_key(const void *a, const void *b)
{
    const row *x = *(row *const *)a, *y = *(row *const *)b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static void put_blocks(hp_buf *out, const uint64_t *blocks, size_t count, bool pad)
{
    for (size_t i = 0; i < count; i++)
        bytes_put_u64(out, blocks[i]);
    if (pad)
        data_pad(out);
}

/* Row 0, of four equal blocks, and each different one of the rows. */
static void put_rows(hp_buf *out, uint64_t none, const row *rows, size_t count)
{
    uint32_t put = 0;
    put_blocks(out, (uint64_t[]){ none, none, none, none }, SEG_ROW_BLOCKS, false);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].number <= put)
            continue;
        put_blocks(out, rows[i].blocks, SEG_ROW_BLOCKS, false);
        put = rows[i].number;
    }
    data_pad(out);
}

/* Places the pairs, first ids as rows and second ids as columns: first, nodes, rows. */
static bool write_pairs(model *m, hp_buf *out, size_t *size)
{
    size_t ids = m->lex.ids;
    row **sorted = memory_zeroed(m->pair_count + 1, sizeof *sorted);
    data_row *rows = memory_zeroed(ids, sizeof *rows);
    uint16_t *columns = memory_zeroed(m->pair_count + 1, sizeof *columns);
    bool good = rows && columns && sorted;
    for (size_t i = 0; good && i < m->pair_count; i++)
        sorted[i] = &m->pairs[i];
    if (good)
        qsort(sorted, m->pair_count, sizeof *sorted, by_key);
    for (size_t i = 0; good && i < m->pair_count; i++) {
        if (i > 0 && by_key(&sorted[i - 1], &sorted[i]) == 0)
            good = source_lines_complain(&m->text, "a pair is in the model twice");
        columns[i] = (uint16_t)sorted[i]->to;
        data_row *r = &rows[sorted[i]->key];
        if (r->count++ == 0)
            r->columns = columns + i;
    }
    good = good && data_place_rows(rows, ids, DATA_PLACE_DENSE, size);
    uint32_t *numbers = good ? memory_zeroed(*size, sizeof *numbers) : NULL; /* the place's pair, from 1 */
    good = numbers != NULL;
    for (size_t i = 0; good && i < m->pair_count; i++)
        numbers[rows[m->pairs[i].key].base + m->pairs[i].to] = (uint32_t)i + 1;
    for (size_t i = 0; good && i < ids; i++)
        bytes_put_u32(out, rows[i].base);
    data_pad(out);
    for (size_t i = 0; good && i < *size; i++) {
        bytes_put_u16(out, (uint16_t)(numbers[i] ? m->pairs[numbers[i] - 1].key : 0));
        bytes_put_u32(out, numbers[i] ? m->pairs[numbers[i] - 1].number : 0);
    }
    data_pad(out);
    put_rows(out, zero, m->pairs, m->pair_count);
    memory_free(sorted);
    memory_free(rows);
    memory_free(columns);
    memory_free(numbers);
    return good;
}

/* Puts the word into a table in which each has two slots: a word that is in the way goes to its other one, and so on.
 * False when that does not come to an end. */
static bool place_word(uint64_t *table, size_t slots, uint64_t word)
{
    size_t at = SEG_SLOT(word) & (slots - 1);
    for (int moves = 0; moves < 100; moves++) {
        uint64_t other = table[at];
        table[at] = word;
        if (!other)
            return true;
        word = other;
        size_t first = SEG_SLOT(word) & (slots - 1);
        at = at == first ? SEG_OTHER_SLOT(word) & (slots - 1) : first;
    }
    return false;
}

static bool is_placed(const uint64_t *table, size_t slots, uint32_t node)
{
    return (uint32_t)table[SEG_SLOT(node) & (slots - 1)] == node ||
           (uint32_t)table[SEG_OTHER_SLOT(node) & (slots - 1)] == node;
}

/* Makes the words' table, node and row; *slots gets its size.  NULL when memory is out.  Of a word that is there twice
 * the first counts. */
static uint64_t *make_slots(const model *m, size_t *slots)
{
    for (*slots = 64;; *slots *= 2) {
        uint64_t *table = memory_zeroed(*slots, sizeof *table);
        bool good = table && *slots >= 2 * m->word_count;
        for (size_t i = 0; good && i < m->word_count; i++)
            good = is_placed(table, *slots, m->words[i].key) ||
                   place_word(table, *slots, m->words[i].key | (uint64_t)m->words[i].number << 32);
        if (good || !table)
            return table;
        memory_free(table);
    }
}

static void write_words(const model *m, const uint64_t *table, size_t slots, hp_buf *out)
{
    put_blocks(out, table, slots, true);
    put_rows(out, 0, m->words, m->word_count);
}

static void write_units(const model *m, hp_buf *out)
{
    for (size_t id = 0; id < m->lex.ids; id++) {
        const uint64_t *blocks = m->uni + SEG_UNI_BLOCKS * id;
        put_blocks(out, blocks, 3, false);
        bytes_put_u64(out, 0);
        put_blocks(out, blocks + 3, SEG_TAGS, false);
    }
    data_pad(out);
}

static bool write_model(data_writer *writer, model *m)
{
    hp_buf pairs = { 0 }, out = { 0 };
    size_t size = 1, slots = 0;
    bool good = seg_number_rows(m->pairs, m->pair_count, &m->pair_rows) &&
                seg_number_rows(m->words, m->word_count, &m->word_rows);
    uint64_t *table = good ? make_slots(m, &slots) : NULL;
    good = table && write_pairs(m, &pairs, &size);
    bytes_put_u32(&out, SEG_MODEL_VERSION);
    bytes_put_u32(&out, m->lex.ids);
    bytes_put_u32(&out, (uint32_t)size);
    bytes_put_u32(&out, (uint32_t)slots);
    bytes_put_u32(&out, (uint32_t)m->word_rows + 1);
    bytes_put_u32(&out, (uint32_t)m->pair_rows + 1);
    bytes_put_u64(&out, m->lex.mark);
    for (int i = 0; i < 8; i++)
        bytes_put_u32(&out, (uint32_t)m->trans[i]);
    while (out.len < SEG_HEADER && !out.failed)
        bytes_put_u32(&out, 0);
    write_units(m, &out);
    hp_buf_append(&out, (hp_span){ pairs.ptr, pairs.len });
    if (good)
        write_words(m, table, slots, &out);
    put_blocks(&out, m->context, SEG_CONTEXTS, true);
    put_blocks(&out, m->joint, SEG_JOINTS, true);
    put_blocks(&out, m->chain, SEG_CHAINS, true);
    good = good && !pairs.failed && !out.failed;
    hp_buf_free(&pairs);
    memory_free(table);
    return good && data_writer_add(writer, "seg.model", &out);
}

bool seg_compile_model(data_writer *writer, const char *dir, const char *name)
{
    model m = { 0 };
    hp_span lexicon = { NULL, 0 };
    for (size_t i = 0; i < writer->count; i++)
        if (strcmp(writer->sections[i].name, "seg.lex") == 0)
            lexicon = (hp_span){ writer->sections[i].bytes.ptr, writer->sections[i].bytes.len };
    bool good = seg_lexicon_view(&m.lex, lexicon, NULL) == HP_OK;
    if (!good)
        fputs("hanpipe-mkdict: a segmentation model needs a lexicon: --jieba or --base\n", stderr);
    good = good && read_model(&m, dir, name) && write_model(writer, &m);
    if (good)
        data_writer_source_unversioned(writer, "segmentation model", &m.text, "CC-BY-SA-4.0");
    memory_free(m.uni);
    memory_free(m.context);
    memory_free(m.joint);
    memory_free(m.chain);
    memory_free(m.pairs);
    memory_free(m.words);
    seg_clause_free(&m.clause);
    source_lines_close(&m.text);
    return good;
}
