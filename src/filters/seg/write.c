/* write.c - words to output: text with separators, or rows with places.
 *
 * Text keeps every byte of the input: separators are insertions between two words where neither is blank, so
 * taking them out, or replaying the edits backwards, gives the input.
 *
 *     南京市|长江大桥  →  南京市 长江大桥
 *     TSV             →  南京市 TAB 0 TAB 9 TAB 0 TAB 3, the next line 长江大桥 TAB 9 TAB 21 TAB 3 TAB 7
 */
#include <string.h>

#include "filters/seg/words.h"
#include "segment/sections.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/json.h"
#include "text/utf8.h"

static hp_span span_of(const seg_word *w, hp_span text, size_t base)
{
    return (hp_span){ text.ptr + (w->begin - base), w->end - w->begin };
}

/* The name of a part of speech; "x" where there is none. */
static hp_span tag_name(const seg_filter *seg, uint8_t tag)
{
    const seg_lexicon *lex = &seg->segmenter.lex;
    const char *name = lex->tag_names + 8 * (size_t)tag;
    hp_span own = seg->user ? seg_user_words_tag_name(seg->user, lex, tag) : (hp_span){ NULL, 0 };
    if (own.len)
        return own;
    if (tag == 0 || tag >= lex->tag_count)
        return span_of_string("x");
    return (hp_span){ name, strnlen(name, 8) };
}

bool seg_write_clause(const seg_filter *seg, const seg_clause *c, hp_span run, bool *blank, answer *out)
{
    size_t sep = seg->separator.len, begin = c->start[0], bytes = c->start[c->n] - begin;
    char *to = answer_reserve(out, bytes + (c->n + 1) * sep + 16), *start = to;
    bool ends_blank = c->class[c->n - 1] == SEG_BREAK && c->model_id[c->n - 1] == SEG_ID_BLANK;
    size_t words = c->n - ends_blank, edits = 0; /* units with a word's end behind them */
    if (!to)
        return false;
    if (!*blank && words > 0) {
        memcpy(to, seg->separator.ptr, sep);
        to += sep;
        edits++;
    }
    for (size_t i = 0; i < words; i++) {
        const char *unit = run.ptr + c->start[i];
        size_t len = c->start[i + 1] - c->start[i], cut = i + 1 < words && c->cut[i];
        /* Copying 16 bytes, of which some are overwritten, and a separator that may be, takes no branches. */
        if (len <= 16 && c->start[i] + (size_t)16 <= run.len)
            memcpy(to, unit, 16);
        else
            memcpy(to, unit, len);
        to += len;
        edits += cut;
        if (sep == 1) {
            *to = seg->separator.ptr[0];
            to += cut;
        } else if (cut) {
            memcpy(to, seg->separator.ptr, sep);
            to += sep;
        }
    }
    if (ends_blank) {
        size_t len = c->start[c->n] - c->start[c->n - 1];
        memcpy(to, run.ptr + c->start[c->n - 1], len);
        to += len;
    }
    answer_commit(out, (size_t)(to - start), edits);
    *blank = ends_blank;
    return true;
}

void seg_write_text(const seg_filter *seg, const seg_word_list *list, hp_span run, size_t base, answer *out)
{
    hp_span separator = { seg->separator.ptr, seg->separator.len };
    size_t done = base;
    bool blank = true;
    for (size_t i = 0; i < list->count; i++) {
        const seg_word *w = &list->at[i];
        hp_span word = span_of(w, run, base), here = { run.ptr + (done - base), 0 };
        if (!blank && !w->blank)
            answer_edit(out, here, separator, "break");
        if (w->begin >= done) {
            answer_keep(out, word);
            done = w->end;
            here.ptr = run.ptr + (done - base);
        } else
            answer_edit(out, here, word, "inside");
        if (seg->pos && !w->blank) {
            answer_edit(out, here, span_of_string("/"), "tag");
            answer_edit(out, here, tag_name(seg, w->tag), "tag");
        }
        blank = w->blank;
    }
}

/* Counts the code points of a line up to byte offsets that never descend; what is not valid counts one for each U+FFFD
 * that would stand for it. */
struct counter {
    hp_span line;
    size_t bytes, points;
};

static size_t points_at(struct counter *c, size_t bytes)
{
    while (c->bytes < bytes) {
        uint32_t cp;
        hp_span rest = { c->line.ptr + c->bytes, c->line.len - c->bytes };
        size_t n = utf8_decode(rest, &cp);
        c->bytes += n ? n : utf8_broken(rest);
        c->points++;
    }
    return c->points;
}

static void put_margin(uint32_t margin, hp_buf *out)
{
    buffer_format(out, "%u.%02u", margin / 100, margin % 100);
}

static void put_tsv(const seg_filter *seg, const seg_word *w, hp_span word, size_t from, size_t to, hp_buf *out)
{
    hp_buf_append(out, word);
    buffer_format(out, "\t%zu\t%zu\t%zu\t%zu", w->begin, w->end, from, to);
    if (seg->pos) {
        hp_buf_append(out, span_of_string("\t"));
        hp_buf_append(out, tag_name(seg, w->tag));
    }
    if (seg->confidence) {
        hp_buf_append(out, span_of_string("\t"));
        put_margin(w->margin, out);
    }
    hp_buf_append(out, span_of_string("\n"));
}

static void put_object(const seg_filter *seg, const seg_word *w, hp_span word, size_t from, size_t to, hp_buf *out)
{
    hp_buf_append(out, span_of_string("{\"word\":"));
    json_put_string(word, out);
    buffer_format(out, ",\"bytes\":[%zu,%zu],\"chars\":[%zu,%zu]", w->begin, w->end, from, to);
    if (seg->pos) {
        hp_buf_append(out, span_of_string(",\"pos\":"));
        json_put_string(tag_name(seg, w->tag), out);
    }
    if (seg->confidence) {
        hp_buf_append(out, span_of_string(",\"margin\":"));
        put_margin(w->margin, out);
    }
    hp_buf_append(out, span_of_string("}"));
}

static void put_conllu(const seg_filter *seg, const seg_word *w, hp_span word, size_t id, bool apart, hp_buf *out)
{
    buffer_format(out, "%zu\t", id);
    hp_buf_append(out, word);
    hp_buf_append(out, span_of_string("\t_\t_\t"));
    hp_buf_append(out, seg->pos ? tag_name(seg, w->tag) : span_of_string("_"));
    hp_buf_append(out, span_of_string("\t_\t_\t_\t_\t"));
    if (!apart)
        hp_buf_append(out, span_of_string("SpaceAfter=No|"));
    buffer_format(out, "Bytes=%zu:%zu", w->begin, w->end);
    if (seg->confidence) {
        hp_buf_append(out, span_of_string("|Margin="));
        put_margin(w->margin, out);
    }
    hp_buf_append(out, span_of_string("\n"));
}

void seg_write_rows(const seg_filter *seg, const seg_word_list *list, hp_span line, hp_buf *out)
{
    struct counter counter = { line, 0, 0 };
    size_t id = 0;
    if (seg->format == SEG_OUTPUT_JSONL)
        hp_buf_append(out, span_of_string("{\"words\":["));
    if (seg->format == SEG_OUTPUT_CONLLU) {
        hp_buf_append(out, span_of_string("# text = "));
        hp_buf_append(out, line);
        hp_buf_append(out, span_of_string("\n"));
    }
    for (size_t i = 0; i < list->count; i++) {
        const seg_word *w = &list->at[i];
        hp_span word = span_of(w, line, 0);
        if (w->blank)
            continue;
        id++;
        if (seg->format == SEG_OUTPUT_CONLLU) {
            put_conllu(seg, w, word, id, i + 1 < list->count && list->at[i + 1].blank, out);
            continue;
        }
        size_t from = points_at(&counter, w->begin);
        struct counter inside = counter; /* words may lie in one another */
        size_t to = points_at(&inside, w->end);
        if (seg->format == SEG_OUTPUT_TSV) {
            put_tsv(seg, w, word, from, to, out);
            continue;
        }
        if (id > 1)
            hp_buf_append(out, span_of_string(","));
        put_object(seg, w, word, from, to, out);
    }
    if (seg->format == SEG_OUTPUT_JSONL)
        hp_buf_append(out, span_of_string("]}"));
}
