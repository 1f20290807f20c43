/* join.c - the rule join: paragraphs that were cut into lines of one width become lines again.
 *
 * A document is hard-wrapped when, of its lines that end in the middle of a sentence, most are about equally wide, at
 * least two, and have marks inside as prose has.  In it a line joins the next when it is full, the next begins
 * nothing of its own, and the paragraph so made ends as a sentence does.  A full line that ends a sentence joins only
 * where paragraphs are indented and the next line is not.  Verse, lists, headings, tables, speeches and addresses are
 * short, or begin with a mark, or end in one, every line.
 *
 *     因为排版的缘故被          →   因为排版的缘故被硬生生地切成了几行。
 *     硬生生地切成了几行。
 *     名为 machine / learning   →   with a blank; between Han and Latin with one where the document has such blanks
 */
#include <stdlib.h>
#include <string.h>

#include "normalize/document/rows.h"
#include "normalize/work.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { WIDTH_LEAST = 24, WIDTH_MOST = 160, VERSE_LEAST = 3 };

struct page {
    const norm_engine *engine;
    const norm_rows *rows;
    norm_shape *shapes;
    size_t width;  /* of a full line; 0: the document is not wrapped */
    bool indented; /* paragraphs are */
    bool spaced;   /* blanks stand between Han and Latin */
};

static bool is_full(const struct page *p, size_t i)
{
    size_t width = p->shapes[i].width;
    return width * 5 >= p->width * 4 && width * 4 <= p->width * 5;
}

/* A line in the middle of running text: nothing speaks against its going on. */
static bool may_go_on(const norm_shape *a, const norm_shape *b)
{
    return !a->blank && !a->fixed && !b->blank && !b->fixed && !b->starts_item;
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* The width that most of `widths` come near to from below; 0 when they do not agree. */
static size_t common_width(size_t *widths, size_t count)
{
    size_t best = 0, width = 0;
    qsort(widths, count, sizeof *widths, by_size);
    for (size_t i = 0, low = 0; i < count; i++) {
        while (widths[low] * 5 < widths[i] * 4)
            low++;
        if (i + 1 - low >= best) {
            best = i + 1 - low;
            width = widths[i];
        }
    }
    return best >= 2 && 2 * best >= count && width >= WIDTH_LEAST && width <= WIDTH_MOST ? width : 0;
}

/* The width of full lines, from those that end within a sentence and could go on. */
static bool find_width(struct page *p)
{
    size_t count = 0, wide = 0, prose = 0, full = 0;
    size_t *widths = memory_new((p->rows->count + 1) * sizeof *widths);
    if (!widths)
        return false;
    for (size_t i = 0; i + 1 < p->rows->count; i++)
        if (may_go_on(&p->shapes[i], &p->shapes[i + 1]) && !p->shapes[i].terminated)
            widths[count++] = p->shapes[i].width;
    p->width = common_width(widths, count);
    memory_free(widths);
    for (size_t i = 0; p->width && i < p->rows->count; i++) {
        wide += p->shapes[i].width * 4 > p->width * 5;
        if (is_full(p, i)) {
            full++;
            prose += p->shapes[i].inner_mark;
        }
    }
    if (wide * 10 > p->rows->count || prose * 2 < full)
        p->width = 0;
    return true;
}

/* Paragraphs are indented: two lines or more by the same amount, after lines that are not or that end a sentence. */
static bool is_indented(const struct page *p)
{
    size_t indented = 0, flush = 0;
    for (size_t i = 0; i < p->rows->count; i++) {
        const norm_shape *s = &p->shapes[i];
        if (s->blank || s->fixed)
            continue;
        indented += s->indent >= 2 && s->indent <= 8;
        flush += s->indent == 0;
    }
    return indented >= 2 && flush > 0;
}

/* How often blanks stand between Han and Latin, against how often nothing does. */
static bool is_spaced(const struct page *p)
{
    size_t with = 0, without = 0;
    for (size_t i = 0; i < p->rows->count; i++) {
        hp_span left = p->rows->items[i].text;
        unsigned one = NORM_OTHER, two = NORM_OTHER; /* the classes before */
        uint32_t cp;
        for (size_t n; (n = utf8_decode(left, &cp)) > 0; left = (hp_span){ left.ptr + n, left.len - n }) {
            unsigned class = norm_character(&p->engine->characters, cp) & ~NORM_LIVELY;
            unsigned other = class == NORM_HAN ? 1 : class == NORM_LATIN || class == NORM_DIGIT ? 2 : 0;
            unsigned beside = one == NORM_BLANK ? two : one;
            unsigned kind = beside == NORM_HAN ? 1 : beside == NORM_LATIN || beside == NORM_DIGIT ? 2 : 0;
            if (other && kind && other != kind) {
                with += one == NORM_BLANK;
                without += one != NORM_BLANK;
            }
            two = one;
            one = class;
        }
    }
    return with > without;
}

/* Every line of the block of rows around `i` ends in a mark: verse. */
static bool is_verse(const struct page *p, size_t i)
{
    enum { FAR = 32 };
    size_t from = i, to = i + 1, marked = 0;
    while (from > 0 && i - from < FAR && !p->shapes[from - 1].blank)
        from--;
    while (to < p->rows->count && to - i < FAR && !p->shapes[to].blank)
        to++;
    for (size_t k = from; k < to; k++)
        marked += p->shapes[k].marked || p->shapes[k].terminated;
    return to - from >= VERSE_LEAST && marked == to - from;
}

static bool joins(const struct page *p, size_t i)
{
    const norm_shape *a = &p->shapes[i], *b = &p->shapes[i + 1];
    if (!may_go_on(a, b) || !is_full(p, i))
        return false;
    if (p->indented && b->indent > 0)
        return false;
    if (!p->indented && b->indent > a->indent)
        return false;
    if (a->terminated && (!p->indented || b->opens_quote))
        return false;
    return !a->marked || p->indented || !is_verse(p, i);
}

/* The last row of the paragraph that begins at `i`; `i` when what follows does not end as a sentence does. */
static size_t paragraph_end(const struct page *p, size_t i)
{
    size_t end = i;
    while (end + 1 < p->rows->count && joins(p, end))
        end++;
    const norm_shape *last = &p->shapes[end];
    return last->terminated || last->last == U'：' || last->last == U'；' ? end : i;
}

/* What stands in place of the line end between two characters. */
static const char *glue(const struct page *p, uint32_t last, uint32_t first)
{
    unsigned a = norm_character(&p->engine->characters, last) & ~NORM_LIVELY;
    unsigned b = norm_character(&p->engine->characters, first) & ~NORM_LIVELY;
    bool word_a = a == NORM_LATIN || a == NORM_DIGIT || a == NORM_LETTER ||
                  (a == NORM_SIGN && last != '(' && last != '-');
    bool word_b = b == NORM_LATIN || b == NORM_DIGIT || b == NORM_LETTER || first == '(' || first == '"';
    if (word_a && word_b)
        return " ";
    bool border = (word_a && b == NORM_HAN) || (a == NORM_HAN && (b == NORM_LATIN || b == NORM_DIGIT));
    return p->spaced && border ? " " : "";
}

/* Bytes of blanks at the end of a line, and at its start. */
static size_t blanks_behind(const norm_engine *engine, hp_span text)
{
    const char *end = text.ptr + text.len, *at = end;
    uint32_t cp;
    for (size_t n; (n = utf8_decode_back(text.ptr, at, &cp)) > 0; at -= n)
        if ((norm_character(&engine->characters, cp) & ~NORM_LIVELY) != NORM_BLANK && cp != '\r')
            break;
    return (size_t)(end - at);
}

static size_t blanks_before(const norm_engine *engine, hp_span text)
{
    size_t at = 0, n;
    uint32_t cp;
    while ((n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp)) > 0 &&
           (norm_character(&engine->characters, cp) & ~NORM_LIVELY) == NORM_BLANK)
        at += n;
    return at;
}

static void join_rows(const struct page *p, size_t i, const char *base, norm_edits *edits)
{
    hp_span a = p->rows->items[i].text, b = p->rows->items[i + 1].text;
    const char *with = glue(p, p->shapes[i].last, p->shapes[i + 1].first);
    size_t from = (size_t)(a.ptr + a.len - base) - blanks_behind(p->engine, a);
    size_t to = (size_t)(b.ptr - base) + blanks_before(p->engine, b);
    norm_edits_add(edits, from, to, (hp_span){ with, strlen(with) }, NORM_RULE_JOIN);
}

void norm_join(const norm_engine *engine, const norm_rows *rows, const char *base, norm_edits *edits)
{
    struct page p = { .engine = engine, .rows = rows };
    p.shapes = memory_zeroed(rows->count + 1, sizeof *p.shapes);
    for (size_t i = 0; p.shapes && i < rows->count; i++)
        p.shapes[i] = norm_shape_of(engine, &rows->items[i]);
    if (!p.shapes || !find_width(&p)) {
        edits->failed = true;
        memory_free(p.shapes);
        return;
    }
    p.indented = is_indented(&p);
    p.spaced = is_spaced(&p);
    for (size_t i = 0; p.width && i + 1 < rows->count;) {
        size_t end = paragraph_end(&p, i);
        for (; i < end; i++)
            join_rows(&p, i, base, edits);
        i = end + 1;
    }
    memory_free(p.shapes);
}
