/* write.c - words to output, one at a time: text with separators, or rows with places.
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

/* Drops what stands up to byte `end` of the line: words that lie over it were put in before. */
static void drop_to(seg_writer *to, size_t end)
{
    if (to->done < end)
        answer_edit(to->out, (hp_span){ to->line.ptr + to->done, end - to->done }, (hp_span){ NULL, 0 }, "full");
    to->done = end;
}

static void put_text(seg_writer *to, const seg_word *w)
{
    const seg_filter *seg = to->seg;
    answer *out = to->out;
    hp_span word = { to->line.ptr + w->begin, w->end - w->begin }, here = { to->line.ptr + to->done, 0 };
    if (!to->blank && !w->blank)
        answer_edit(out, here, (hp_span){ seg->separator.ptr, seg->separator.len }, "break");
    if (w->begin >= to->done) {
        drop_to(to, w->begin);
        answer_keep(out, word);
        to->done = w->end;
        here.ptr = to->line.ptr + to->done;
    } else {
        answer_edit(out, here, word, "inside");
    }
    if (seg->pos && !w->blank) {
        answer_edit(out, here, span_of_string("/"), "tag");
        answer_edit(out, here, tag_name(seg, w->tag), "tag");
    }
    to->blank = w->blank;
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

/* The row of the word that waits: its places, in bytes and in characters, are in MISC. */
static void put_conllu(const seg_writer *to, bool apart)
{
    const seg_filter *seg = to->seg;
    const seg_word *w = &to->held;
    hp_buf *out = to->rows;
    buffer_format(out, "%zu\t", to->words);
    hp_buf_append(out, (hp_span){ to->line.ptr + w->begin, w->end - w->begin });
    hp_buf_append(out, span_of_string("\t_\t_\t"));
    hp_buf_append(out, seg->pos ? tag_name(seg, w->tag) : span_of_string("_"));
    hp_buf_append(out, span_of_string("\t_\t_\t_\t_\t"));
    if (!apart)
        hp_buf_append(out, span_of_string("SpaceAfter=No|"));
    buffer_format(out, "Bytes=%zu:%zu|Chars=%zu:%zu", w->begin, w->end, to->from, to->to);
    if (seg->confidence) {
        hp_buf_append(out, span_of_string("|Margin="));
        put_margin(w->margin, out);
    }
    hp_buf_append(out, span_of_string("\n"));
}

/* Writes the CoNLL-U row that waits. */
static void put_held(seg_writer *to, bool apart)
{
    if (to->holds)
        put_conllu(to, apart);
    to->holds = false;
}

/* Lets the CoNLL-U row of the word wait, which ends before code point `end`; the first has the sentence before it. */
static void hold(seg_writer *to, const seg_word *w, size_t end)
{
    if (to->words == 1) {
        hp_buf_append(to->rows, span_of_string("# text = "));
        hp_buf_append(to->rows, to->line);
        hp_buf_append(to->rows, span_of_string("\n"));
    }
    to->held = *w;
    to->from = to->points;
    to->to = end;
    to->holds = true;
}

static void put_row(seg_writer *to, const seg_word *w)
{
    hp_span word = { to->line.ptr + w->begin, w->end - w->begin };
    if (to->format == SEG_OUTPUT_CONLLU)
        put_held(to, w->blank);
    if (w->blank)
        return;
    to->points += utf8_count_points((hp_span){ to->line.ptr + to->bytes, w->begin - to->bytes });
    to->bytes = w->begin; /* no further: words may lie in one another */
    size_t end = to->points + utf8_count_points(word);
    to->words++;
    if (to->format == SEG_OUTPUT_CONLLU) {
        hold(to, w, end);
        return;
    }
    if (to->format == SEG_OUTPUT_TSV) {
        put_tsv(to->seg, w, word, to->points, end, to->rows);
        return;
    }
    if (to->words > 1)
        hp_buf_append(to->rows, span_of_string(","));
    put_object(to->seg, w, word, to->points, end, to->rows);
}

/* Gives the word to who asked for words. */
static void say_word(seg_writer *to, const seg_word *w)
{
    if (w->blank || to->refused != HP_OK)
        return;
    bool is_here = w->is_inside || (to->words > 0 && w->begin == to->last);
    hp_word word = { .text = { to->line.ptr + w->begin, w->end - w->begin },
                     .part_of_speech = to->seg->pos ? tag_name(to->seg, w->tag) : (hp_span){ "", 0 },
                     .grain = w->grain,
                     .increment = !is_here };
    to->last = w->begin;
    to->words++;
    to->refused = answer_word(to->out, &word);
}

void seg_writer_start(seg_writer *to, const seg_filter *seg, hp_span line, answer *out, hp_buf *rows)
{
    seg_output format = answer_wants_words(out) ? SEG_OUTPUT_WORDS : seg->format;
    *to = (seg_writer){ .seg = seg, .format = format, .line = line, .out = out, .rows = rows };
    if (format == SEG_OUTPUT_JSONL)
        hp_buf_append(rows, span_of_string("{\"words\":["));
}

void seg_writer_start_run(seg_writer *to, size_t begin)
{
    to->blank = true;
    to->done = begin;
}

void seg_writer_put(seg_writer *to, const seg_word *word)
{
    if (to->format == SEG_OUTPUT_TEXT)
        put_text(to, word);
    else if (to->format == SEG_OUTPUT_WORDS)
        say_word(to, word);
    else
        put_row(to, word);
}

void seg_writer_end_run(seg_writer *to, size_t end)
{
    if (to->format == SEG_OUTPUT_TEXT && to->seg->full)
        drop_to(to, end);
}

void seg_writer_end(seg_writer *to)
{
    put_held(to, false);
    if (to->format == SEG_OUTPUT_CONLLU && to->words == 0)
        hp_buf_append(to->rows, span_of_string("# newpar"));
    if (to->format == SEG_OUTPUT_JSONL)
        hp_buf_append(to->rows, span_of_string("]}"));
}
