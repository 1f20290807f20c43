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

#include "segment/clause.h"
#include "segment/compile/model_compile.h"
#include "segment/compile/model_write.h"
#include "segment/sections.h"
#include "segment/unit_names.h"
#include "text/buffer.h"
#include "text/memory.h"
#include "text/utf8.h"

typedef seg_model_row row;

typedef struct {
    seg_model_source source;
    seg_lexicon lex;
    size_t pair_cap, word_cap;
    seg_clause clause; /* for the units of words */
} model;

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
        blocks[b] = SEG_NO_WEIGHTS;
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
           read_blocks(blocks, m->source.uni + SEG_UNI_BLOCKS * (size_t)id, 7);
}

static bool read_pair(model *m, hp_span key, hp_span blocks)
{
    uint16_t a, b;
    row *r = new_row(&m->source.pairs, &m->source.pair_count, &m->pair_cap);
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
        row *to = new_row(&m->source.words, &m->source.word_count, &m->word_cap);
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
    return key.len == 5 && read_blocks(blocks, m->source.context + index, 1);
}

static bool read_joint(model *m, hp_span key, hp_span blocks)
{
    uint32_t path;
    int32_t begins, ends, inside;
    return take_path(&key, &path) && take_number(&key, &begins) && take_number(&key, &ends) &&
           take_number(&key, &inside) && (begins | ends) >= 0 && begins < 4 && ends < 4 && inside >= 0 && inside < 3 &&
           key.len == 0 &&
           read_blocks(blocks, m->source.joint + SEG_JOINT(path, (uint32_t)begins, (uint32_t)ends, (uint32_t)inside),
                       1);
}

static bool read_chain(model *m, hp_span key, hp_span blocks)
{
    uint32_t a, b, c;
    return take_path(&key, &a) && take_path(&key, &b) && take_path(&key, &c) && key.len == 0 &&
           read_blocks(blocks, m->source.chain + SEG_CHAIN(a, b, c), 1);
}

static bool read_trans(model *m, hp_span numbers)
{
    for (int i = 0; i < 8; i++)
        if (!take_number(&numbers, &m->source.trans[i]))
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
        blocks[i] = SEG_NO_WEIGHTS;
    return blocks;
}

static bool read_model(model *m, const char *dir, const char *name)
{
    hp_span line;
    m->source.uni = zeros(SEG_UNI_BLOCKS * (size_t)m->lex.ids);
    m->source.context = zeros(SEG_CONTEXTS);
    m->source.joint = zeros(SEG_JOINTS);
    m->source.chain = zeros(SEG_CHAINS);
    bool good = m->source.uni && m->source.context && m->source.joint && m->source.chain &&
                source_lines_open(&m->source.text, dir, name);
    while (good && source_lines_next(&m->source.text, &line))
        if (!read_line(m, line))
            good = source_lines_complain(&m->source.text,
                                         "expected a feature of the model: kind, key and weights between tabs");
    return good;
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
    m.source.ids = m.lex.ids;
    m.source.mark = m.lex.mark;
    hp_buf out = { 0 };
    good = good && read_model(&m, dir, name) && seg_write_model(&m.source, &out) &&
           data_writer_add(writer, "seg.model", &out);
    hp_buf_free(&out);
    if (good)
        data_writer_source_unversioned(writer, "segmentation model", &m.source.text, "CC-BY-SA-4.0");
    memory_free(m.source.uni);
    memory_free(m.source.context);
    memory_free(m.source.joint);
    memory_free(m.source.chain);
    memory_free(m.source.pairs);
    memory_free(m.source.words);
    seg_clause_free(&m.clause);
    source_lines_close(&m.source.text);
    return good;
}
