/* cut.c - each engine's way from a run of text to words.
 *
 * Guarantees that the words and blanks cover the run in order, without gaps (and, for --grain=search, that what lies
 * inside a word follows it; those of --grain=full lie over each other).  Worked, for a run that begins its line:
 * "南京市 abc" → 0-9, 9-10 blank, 10-13.
 */
#include <string.h>

#include "filters/seg/words.h"
#include "segment/sections.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/error.h"
#include "text/hint.h"
#include "text/utf8.h"

#define FULL_UNITS 24u /* in the longest word of the lexicon */

static bool starts_blank(hp_span text)
{
    uint32_t cp = 0;
    utf8_decode(text, &cp);
    return text_is_blank(cp);
}

static bool ends_blank(hp_span text)
{
    uint32_t cp = 0;
    utf8_decode_back(text.ptr, text.ptr + text.len, &cp);
    return text_is_blank(cp);
}

/* Puts the token [from, to) of the run: a token that begins or ends with a blank is one, because no separator goes
 * beside it. */
static void put_token(seg_writer *to, hp_span run, size_t from, size_t end)
{
    hp_span token = { run.ptr + from, end - from };
    size_t base = (size_t)(run.ptr - to->line.ptr);
    seg_writer_put(to, &(seg_word){ .begin = base + from,
                                    .end = base + end,
                                    .margin = SEG_MARGIN_MAX,
                                    .blank = starts_blank(token) || ends_blank(token) });
}

static hp_status cut_icu(const seg_icu *icu, UBreakIterator *breaks, hp_span run, seg_writer *to, hp_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    icu->utext_openUTF8(&text, run.ptr, (int64_t)run.len, &code);
    icu->ubrk_setUText(breaks, &text, &code);
    if (U_FAILURE(code)) {
        icu->utext_close(&text);
        return error_set(err, HP_NO_MEMORY, 0, "ICU: %s", icu->u_errorName(code));
    }
    for (int32_t from = icu->ubrk_first(breaks), end; (end = icu->ubrk_next(breaks)) != UBRK_DONE; from = end)
        put_token(to, run, (size_t)from, (size_t)end);
    icu->utext_close(&text);
    return HP_OK;
}

/* Where jieba's tokens go. */
struct token_sink {
    seg_writer *to;
    hp_span run;
};

static void take_token(void *to, size_t begin, size_t end)
{
    const struct token_sink *sink = to;
    put_token(sink->to, sink->run, begin, end);
}

static hp_status cut_jieba(const seg_filter *seg, seg_filter_scratch *s, hp_span run, seg_writer *to, hp_error *err)
{
    struct token_sink sink = { to, run };
    return (seg->full ? jieba_cut_full : jieba_cut)(seg->jieba, s->jieba, run, take_token, &sink, err);
}

/* A word as it is put: units [from, end) of the clause. */
static seg_word word_of(const seg_filter *seg, const seg_clause *c, size_t from, size_t end, uint8_t grain, size_t base)
{
    seg_word w = {
        .begin = base + c->start[from], .end = base + c->start[end], .margin = SEG_MARGIN_MAX, .grain = grain
    };
    if (seg->pos)
        w.tag = seg_clause_part_of_speech(c, &seg->segmenter.lex, seg->user, from, end);
    return w;
}

/* True when the two or three units [i, end), in a word that begins at `from`, are a word of the lexicon that does not
 * run across a cut of the fine grain: it has one at both its ends, or none inside. */
static bool is_listed(const seg_filter *seg, const seg_clause *c, size_t from, size_t i, size_t end)
{
    bool across = c->fine[i] || (end - i == 3 && c->fine[i + 1]);
    bool aligned = (i == from || c->fine[i - 1]) && c->fine[end - 1];
    return (aligned || !across) && seg_word_number(c, &seg->segmenter.lex, i, end);
}

static void put_word_inside(const seg_filter *seg, const seg_clause *c, size_t from, size_t end, uint8_t grain,
                            size_t base, seg_writer *to)
{
    seg_word w = word_of(seg, c, from, end, grain, base);
    w.is_inside = true;
    seg_writer_put(to, &w);
}

/* Puts what the word of the units [from, end) holds inside: words of the fine grain, and words of two or three units of
 * the lexicon.  Those that begin together come longest first. */
static void put_inside(const seg_filter *seg, const seg_clause *c, size_t from, size_t end, size_t base, seg_writer *to)
{
    for (size_t i = from; i < end; i++) {
        size_t fine = i; /* the end of the fine word that begins here */
        if (i == from || c->fine[i - 1])
            for (fine = i + 1; fine < end && !c->fine[fine - 1];)
                fine++;
        if (fine > i + 3 && fine - i < end - from)
            put_word_inside(seg, c, i, fine, HP_GRAIN_FINE, base, to);
        for (size_t last = i + 3; last > i + 1; last--)
            if (last <= end && last - i < end - from && (last == fine || is_listed(seg, c, from, i, last)))
                put_word_inside(seg, c, i, last, last == fine ? HP_GRAIN_FINE : HP_GRAIN_LISTED, base, to);
    }
}

/* Puts all words of the lexicon in the clause, and the clause's own; and units that are in none. */
static void put_all(const seg_filter *seg, const seg_clause *c, size_t base, seg_writer *to)
{
    for (size_t i = 0, covered = 0; i < c->n; i++) {
        size_t own = i;
        bool alone = covered <= i;
        seg_word w;
        if (i == 0 || c->cut[i - 1])
            for (own = i + 1; !c->cut[own - 1];)
                own++;
        for (size_t end = i + 2; end <= c->n && end <= i + FULL_UNITS; end++)
            if (end == own || seg_word_number(c, &seg->segmenter.lex, i, end)) {
                w = word_of(seg, c, i, end, end == own ? HP_GRAIN_COARSE : HP_GRAIN_LISTED, base);
                seg_writer_put(to, &w);
                covered = end > covered ? end : covered;
                alone = false;
            }
        if (alone) {
            w = word_of(seg, c, i, i + 1, own == i + 1 ? HP_GRAIN_COARSE : HP_GRAIN_CHARACTER, base);
            w.blank = c->model_id[i] == SEG_ID_BLANK && c->class[i] == SEG_BREAK;
            seg_writer_put(to, &w);
        }
    }
}

/* The grain that was asked for, by its number in hanpipe.h. */
static uint8_t public_grain(seg_grain grain)
{
    return grain == SEG_GRAIN_FINE ? HP_GRAIN_FINE : grain == SEG_GRAIN_CHAR ? HP_GRAIN_CHARACTER : HP_GRAIN_COARSE;
}

static void put_clause(const seg_filter *seg, const seg_clause *c, size_t base, seg_writer *to)
{
    for (size_t i = 0, end; i < c->n; i = end) {
        for (end = i + 1; !c->cut[end - 1];)
            end++;
        seg_word w = word_of(seg, c, i, end, public_grain(seg->segmenter.grain), base);
        w.blank = c->model_id[i] == SEG_ID_BLANK && c->class[i] == SEG_BREAK;
        if (seg->confidence)
            w.margin = seg_clause_margin(c, i, end);
        seg_writer_put(to, &w);
        if (seg->search && end - i > 1)
            put_inside(seg, c, i, end, base, to);
    }
}

static hp_status cut_model(const seg_filter *seg, seg_filter_scratch *s, hp_span run, seg_writer *to, hp_error *err)
{
    const seg_clause *clause;
    segmenter_start(&s->cursor, run);
    while ((clause = segmenter_next(&seg->segmenter, &s->cursor)))
        (seg->full ? put_all : put_clause)(seg, clause, (size_t)(run.ptr - to->line.ptr), to);
    return s->cursor.failed ? error_set_memory(err) : HP_OK;
}

hp_status seg_cut_to_text(const seg_filter *seg, seg_filter_scratch *s, hp_span text, answer *out, hp_error *err)
{
    seg_text to = { .text = text, .done = text.ptr, .committed = text.ptr, .marked = text.ptr, .blank = true };
    bool good = text.len <= UINT32_MAX / 2;
    if (!good)
        return error_set(err, HP_LIMIT, 0, "a line of more than 2 GB");
    segmenter_start_lines(&s->cursor, text);
    while (good && segmenter_cut_next(&seg->segmenter, &s->cursor))
        good = seg_write_parts(seg, &s->cursor, &to, &s->marks, out);
    good = good && !s->cursor.failed && seg_write_rest(seg, &to, out);
    if (!good) /* marks that nothing was copied by are not the next text's */
        s->marks = (seg_marks){ 0 };
    return good ? HP_OK : error_set_memory(err);
}

hp_status seg_cut(const seg_filter *seg, seg_filter_scratch *s, hp_span run, seg_writer *to, hp_error *err)
{
    if (run.len > UINT32_MAX / 2)
        return error_set(err, HP_LIMIT, 0, "a line of more than 2 GB");
    size_t begin = (size_t)(run.ptr - to->line.ptr);
    seg_writer_start_run(to, begin);
    hp_status st = seg->engine == SEG_ENGINE_ICU     ? cut_icu(&seg->icu, s->breaks, run, to, err)
                   : seg->engine == SEG_ENGINE_JIEBA ? cut_jieba(seg, s, run, to, err)
                                                     : cut_model(seg, s, run, to, err);
    if (st == HP_OK)
        seg_writer_end_run(to, begin + run.len);
    return st;
}
