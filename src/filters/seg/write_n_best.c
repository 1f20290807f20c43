/* write_n_best.c - --nbest: the best few cuts of a line, one below the other.
 *
 * Clauses are independent, so the best cuts of the line are made by going through its clauses and keeping,
 * after each, the best N ways to combine what came before with one of the clause's alternatives.  A way is a
 * chain of pieces:
 *
 *     clause 1: A (0), B (3)   clause 2: X (0), Y (1)   →   AX (0), AY (1), BX (3)
 *
 * Most clauses go into every way by their best; then the last piece of each is lengthened, so that memory is for the
 * text and the few places where the ways part.
 */
#include <stdlib.h>
#include <string.h>

#include "filters/seg/words.h"
#include "pipeline/run/runs.h"
#include "segment/sections.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/error.h"
#include "text/json.h"
#include "text/memory.h"
#include "text/utf8.h"

#define NONE UINT32_MAX

/* A clause's alternative, as text, and what stands before it. */
struct piece {
    uint32_t before;       /* index of a piece, or NONE */
    uint32_t text, length; /* in `texts`, which have 4 GiB at most */
};

struct way {
    int64_t loss;
    uint32_t last; /* index of a piece */
};

struct ways {
    struct piece *pieces;
    size_t count, cap;
    hp_buf texts;
    struct way best[SEG_N_BEST_MAX];
    size_t best_count;
};

static bool add_piece(struct ways *w, struct piece piece, uint32_t *index)
{
    if (w->count == w->cap) {
        size_t cap = w->cap ? 2 * w->cap : 256;
        struct piece *pieces = cap < NONE ? memory_resize_array(w->pieces, cap, sizeof *pieces) : NULL;
        if (!pieces)
            return false;
        w->pieces = pieces;
        w->cap = cap;
    }
    *index = (uint32_t)w->count;
    w->pieces[w->count++] = piece;
    return true;
}

/* Appends one alternative's text, with a separator before it when `apart`. */
static struct piece put_text(const seg_filter *seg, const seg_clause *c, const uint8_t *cut, hp_span run, bool apart,
                             hp_buf *texts)
{
    struct piece piece = { NONE, (uint32_t)texts->len, 0 };
    bool rows = seg->format == SEG_OUTPUT_JSONL, blank = false;
    hp_span separator = rows ? span_of_string("\n") : (hp_span){ seg->separator.ptr, seg->separator.len };
    if (apart)
        hp_buf_append(texts, separator);
    for (size_t i = 0, end; i < c->n; i = end) {
        for (end = i + 1; !cut[end - 1];)
            end++;
        bool is_blank = c->model_id[i] == SEG_ID_BLANK && c->class[i] == SEG_BREAK;
        if (i > 0 && (rows || (!blank && !is_blank)))
            hp_buf_append(texts, separator);
        hp_buf_append(texts, (hp_span){ run.ptr + c->start[i], c->start[end] - c->start[i] });
        blank = is_blank;
    }
    piece.length = (uint32_t)(texts->len - piece.text);
    texts->failed = texts->failed || texts->len > UINT32_MAX;
    return piece;
}

/* A sum of losses to come, with where it came from. */
struct candidate {
    int64_t loss;
    uint32_t way, alternative;
};

static int by_loss(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->loss != y->loss)
        return x->loss < y->loss ? -1 : 1;
    if (x->way != y->way)
        return x->way < y->way ? -1 : 1;
    return x->alternative < y->alternative ? -1 : x->alternative > y->alternative;
}

/* What goes on from every way: alternatives of a clause, or a gap. */
struct next {
    const seg_filter *seg;
    const seg_clause *clause; /* NULL for a gap */
    const seg_n_best *found;
    hp_span text; /* the run; or the gap */
    bool apart;
};

static struct piece put_next(struct ways *w, const struct next *next, uint32_t alternative)
{
    const seg_clause *c = next->clause;
    if (c)
        return put_text(next->seg, c, next->found->cuts + alternative * c->n, next->text, next->apart, &w->texts);
    struct piece gap = { NONE, (uint32_t)w->texts.len, (uint32_t)next->text.len };
    hp_buf_append(&w->texts, next->text);
    w->texts.failed = w->texts.failed || w->texts.len > UINT32_MAX;
    return gap;
}

/* True when every way goes on by its own best, the first alternative, and keeps its place. */
static bool is_the_same_for_all(const struct candidate *kept, size_t count, size_t ways)
{
    bool same = count == ways;
    for (size_t i = 0; same && i < count; i++)
        same = kept[i].way == i && kept[i].alternative == 0;
    return same;
}

/* Lengthens the last piece of each way by what is put behind all texts, where it ends there; else adds a piece. */
static bool lengthen(struct ways *w, const struct next *next, const struct candidate *kept)
{
    struct piece piece = put_next(w, next, 0);
    bool good = true;
    for (size_t i = 0; good && i < w->best_count; i++) {
        struct way *way = &w->best[i];
        struct piece *last = way->last == NONE ? NULL : &w->pieces[way->last];
        way->loss = kept[i].loss;
        if (last && last->text + last->length == piece.text) {
            last->length += piece.length;
            continue;
        }
        piece.before = way->last;
        good = add_piece(w, piece, &way->last);
    }
    return good;
}

/* Makes the ways that were kept, with the texts of those alternatives alone that are among them. */
static bool branch(struct ways *w, const struct next *next, const struct candidate *kept, size_t count)
{
    struct piece texts[SEG_N_BEST_MAX];
    struct way best[SEG_N_BEST_MAX];
    bool made[SEG_N_BEST_MAX] = { false }, good = true;
    for (size_t i = 0; good && i < count; i++) {
        uint32_t alternative = kept[i].alternative;
        if (!made[alternative])
            texts[alternative] = put_next(w, next, alternative);
        made[alternative] = true;
        struct piece piece = texts[alternative];
        piece.before = w->best[kept[i].way].last;
        best[i].loss = kept[i].loss;
        good = add_piece(w, piece, &best[i].last);
    }
    if (good)
        memcpy(w->best, best, count * sizeof *best);
    w->best_count = count;
    return good;
}

/* Goes on from every way by every alternative, and keeps the best. */
static bool extend(struct ways *w, const struct next *next, const int64_t *losses, size_t alternatives, size_t want)
{
    static const size_t most = SEG_N_BEST_MAX;
    struct candidate *all = memory_resize_array(NULL, most * most, sizeof *all);
    size_t count = 0;
    if (!all)
        return false;
    for (uint32_t i = 0; i < w->best_count; i++)
        for (uint32_t k = 0; k < alternatives; k++)
            all[count++] = (struct candidate){ w->best[i].loss + losses[k], i, k };
    qsort(all, count, sizeof *all, by_loss);
    if (count > want)
        count = want;
    bool good = is_the_same_for_all(all, count, w->best_count) ? lengthen(w, next, all) : branch(w, next, all, count);
    memory_free(all);
    return good;
}

static bool add_run(const seg_filter *seg, seg_filter_scratch *s, struct ways *w, hp_span run)
{
    seg_clause *c;
    bool good = true, blank = true, rows = seg->format == SEG_OUTPUT_JSONL;
    segmenter_start(&s->cursor, run);
    while (good && (c = segmenter_next(&seg->segmenter, &s->cursor))) {
        bool starts_blank = c->model_id[0] == SEG_ID_BLANK && c->class[0] == SEG_BREAK;
        struct next next = { seg, c, &s->best, run, rows || (!blank && !starts_blank) };
        good = seg_n_best_find(&s->best, &seg->segmenter, c, seg->nbest) &&
               extend(w, &next, s->best.losses, s->best.count, seg->nbest) && !w->texts.failed;
        blank = c->model_id[c->n - 1] == SEG_ID_BLANK && c->class[c->n - 1] == SEG_BREAK;
    }
    return good && !s->cursor.failed;
}

/* Bytes that pass as they are; in JSON they are no words. */
static bool add_gap(const seg_filter *seg, struct ways *w, hp_span gap)
{
    int64_t none = 0;
    struct next next = { .text = gap };
    return seg->format == SEG_OUTPUT_JSONL || extend(w, &next, &none, 1, SEG_N_BEST_MAX);
}

/* Appends the way's text: its pieces, last first in the chain. */
static bool put_way(const struct ways *w, const struct way *way, hp_buf *out)
{
    size_t length = 0;
    for (uint32_t p = way->last; p != NONE; p = w->pieces[p].before)
        length += w->pieces[p].length;
    char *end = hp_buf_reserve(out, length + 1);
    if (!end)
        return false;
    end += length;
    for (uint32_t p = way->last; p != NONE; p = w->pieces[p].before) {
        end -= w->pieces[p].length;
        if (w->pieces[p].length)
            memcpy(end, w->texts.ptr + w->pieces[p].text, w->pieces[p].length);
    }
    out->len += length;
    return true;
}

static bool is_all_blank(hp_span word)
{
    uint32_t cp;
    for (size_t n; (n = utf8_decode(word, &cp)) > 0; word.ptr += n, word.len -= n)
        if (!text_is_blank(cp))
            return false;
    return word.len == 0;
}

/* Appends {"loss":N,"words":["…"]} for the words in `lines`, one a line. */
static void put_json(int64_t loss, hp_span lines, hp_buf *out)
{
    buffer_format(out, "{\"loss\":%lld.%02lld,\"words\":[", (long long)loss / 100, (long long)loss % 100);
    for (bool first = true; lines.len > 0;) {
        const char *lf = memchr(lines.ptr, '\n', lines.len);
        hp_span word = { lines.ptr, lf ? (size_t)(lf - lines.ptr) : lines.len };
        lines = (hp_span){ word.ptr + word.len + (lf != NULL), lines.len - word.len - (lf != NULL) };
        if (is_all_blank(word))
            continue;
        if (!first)
            hp_buf_append(out, span_of_string(","));
        json_put_string(word, out);
        first = false;
    }
    hp_buf_append(out, span_of_string("]}"));
}

/* Appends the cuts, one a line, with their losses behind a TAB where asked for; or as one object. */
static bool put_cuts(const seg_filter *seg, struct ways *w, hp_buf *out)
{
    bool json = seg->format == SEG_OUTPUT_JSONL, good = true;
    hp_buf lines = { 0 };
    hp_buf_append(out, json ? span_of_string("{\"cuts\":[") : span_of_string(""));
    for (size_t i = 0; good && i < w->best_count; i++) {
        if (i > 0)
            hp_buf_append(out, json ? span_of_string(",") : span_of_string("\n"));
        lines.len = 0;
        good = put_way(w, &w->best[i], json ? &lines : out);
        if (json)
            put_json(w->best[i].loss, (hp_span){ lines.ptr, lines.len }, out);
        else if (seg->confidence)
            buffer_format(out, "\t%lld.%02lld", (long long)w->best[i].loss / 100, (long long)w->best[i].loss % 100);
    }
    hp_buf_append(out, json ? span_of_string("]}") : span_of_string(""));
    hp_buf_free(&lines);
    return good;
}

hp_status seg_write_best(const seg_filter *seg, seg_filter_scratch *s, hp_span line, answer *out, hp_error *err)
{
    struct ways w = { .best = { { 0, NONE } }, .best_count = 1 };
    bool good = true, direct = !answer_records(out);
    runs_reader reader;
    runs_piece piece;
    runs_start(&reader, line, 0);
    while (good && runs_next(&reader, &piece))
        good = (piece.is_run ? add_run(seg, s, &w, piece.text) : add_gap(seg, &w, piece.text)) && !w.texts.failed;
    s->text.len = 0;
    s->text.failed = false;
    hp_buf *rows = direct ? answer_lend(out) : &s->text;
    good = good && put_cuts(seg, &w, rows) && !rows->failed;
    memory_free(w.pieces);
    hp_buf_free(&w.texts);
    if (!good)
        return error_set_memory(err);
    if (direct)
        answer_take_back(out, line);
    else
        answer_edit(out, line, (hp_span){ s->text.ptr, s->text.len }, "nbest");
    return HP_OK;
}
