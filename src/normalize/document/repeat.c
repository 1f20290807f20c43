/* repeat.c - the rule repeat: the headers, footers and numbers of pages go.
 *
 * Pages are divided by form feeds, or by lines that are page numbers: two or more in the document that rise by one.
 * Near such a place (EDGE lines before and behind it), and at the document's ends, a line that stands there on three
 * pages or more, its numbers aside, is a header or footer.  A bare number counts as a page's only beside such a line or
 * a form feed.  Refrains and dialogue repeat, too, but not at the edges of pages.
 * Worked: "内部资料", "第一页的内容。", "- 1 -", "内部资料", … three times → the three lines of content.
 */
#include <stdlib.h>
#include <string.h>

#include "normalize/document/rows.h"
#include "normalize/work.h"
#include "text/map/checksum.h"
#include "text/memory.h"

enum { EDGE = 2, PAGES_LEAST = 3 };

struct line {
    uint64_t sum;  /* of its text without blanks and digits; 0: nothing is left */
    size_t number; /* of a page; 0: none */
    bool dressed;  /* the number has something beside it */
    bool feed;     /* a form feed begins or ends it */
    bool edge;     /* near a page's edge */
    bool goes;
};

struct pages {
    const norm_rows *rows;
    struct line *lines;
};

/* A sum of the line's characters but for blanks and digits. */
static uint64_t sum_of(const norm_engine *engine, hp_span text)
{
    char kept[256];
    size_t count = 0;
    for (size_t at = 0; at < text.len && count < sizeof kept; at++) {
        unsigned char c = (unsigned char)text.ptr[at];
        unsigned class = c < 0x80 ? engine->characters.plane[c] & ~NORM_LIVELY : NORM_HAN;
        if (class != NORM_BLANK && class != NORM_DIGIT && class != NORM_LINE_END)
            kept[count++] = (char)c;
    }
    return count ? text_checksum((hp_span){ kept, count }) | 1 : 0;
}

static void read_line(const norm_engine *engine, const norm_row *row, struct line *line)
{
    hp_span text = row->text;
    *line = (struct line){ .sum = 0 };
    if (row->kept)
        return;
    line->feed = text.len > 0 && (text.ptr[0] == '\f' || text.ptr[text.len - 1] == '\f');
    line->number = norm_page_number(text, &line->dressed);
    line->sum = sum_of(engine, text);
}

static bool is_empty(const struct line *line)
{
    return line->sum == 0 && line->number == 0;
}

/* Keeps as page numbers those that another, one more or one less, stands next to; true when there are any. */
static bool find_numbers(struct pages *p)
{
    size_t before = SIZE_MAX, found = 0, count = p->rows->count;
    bool *rises = memory_zeroed(count + 1, sizeof *rises);
    for (size_t i = 0; rises && i < count; i++) {
        if (!p->lines[i].number || !p->lines[i].dressed)
            continue;
        if (before != SIZE_MAX && p->lines[i].number == p->lines[before].number + 1)
            rises[before] = rises[i] = true;
        before = i;
    }
    for (size_t i = 0; i < count; i++)
        if (p->lines[i].dressed && rises && rises[i])
            found++;
        else if (p->lines[i].dressed)
            p->lines[i].number = 0;
    memory_free(rises);
    return found > 1;
}

/* Marks EDGE lines that are not empty, from `i` on in one direction. */
static void mark_edge(struct pages *p, size_t i, size_t step)
{
    for (size_t left = EDGE; i < p->rows->count && left > 0; i += step) /* step may be -1, modulo 2^N */
        if (!is_empty(&p->lines[i])) {
            p->lines[i].edge = true;
            left--;
        }
}

static bool mark_edges(struct pages *p)
{
    size_t feeds = 0, count = p->rows->count;
    for (size_t i = 0; i < count; i++)
        feeds += p->lines[i].feed;
    if (!find_numbers(p) && feeds == 0)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &p->lines[i];
        if (!line->feed && !(line->number && line->dressed))
            continue;
        mark_edge(p, i, 1);
        mark_edge(p, i, (size_t)-1);
        mark_edge(p, i + 1, 1);
        if (i > 0)
            mark_edge(p, i - 1, (size_t)-1);
    }
    if (count > 0) {
        mark_edge(p, 0, 1);
        mark_edge(p, count - 1, (size_t)-1);
    }
    return true;
}

static int by_sum(const void *a, const void *b)
{
    const struct line *x = *(struct line *const *)a, *y = *(struct line *const *)b;
    return (x->sum > y->sum) - (x->sum < y->sum);
}

/* Of the lines at edges, those that stand there on three pages or more go. */
static bool find_repeated(struct pages *p)
{
    size_t count = 0;
    struct line **edges = memory_new((p->rows->count + 1) * sizeof *edges);
    if (!edges)
        return false;
    for (size_t i = 0; i < p->rows->count; i++)
        if (p->lines[i].edge && p->lines[i].sum && !p->lines[i].number)
            edges[count++] = &p->lines[i];
    qsort(edges, count, sizeof *edges, by_sum);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && edges[next]->sum == edges[i]->sum; next++)
            ;
        for (size_t k = i; next - i >= PAGES_LEAST && k < next; k++)
            edges[k]->goes = true;
    }
    memory_free(edges);
    return true;
}

static void find_page_numbers(struct pages *p)
{
    for (size_t i = 0; i < p->rows->count; i++) {
        struct line *line = &p->lines[i];
        bool beside = (i > 0 && (p->lines[i - 1].goes || p->lines[i - 1].feed)) ||
                      (i + 1 < p->rows->count && (p->lines[i + 1].goes || p->lines[i + 1].feed)) || line->feed;
        if (line->number && (line->dressed || (line->edge && beside)))
            line->goes = true;
    }
}

void norm_repeat(const norm_engine *engine, const norm_rows *rows, const char *base, norm_edits *edits)
{
    struct pages p = { .rows = rows, .lines = memory_zeroed(rows->count + 1, sizeof(struct line)) };
    for (size_t i = 0; p.lines && i < rows->count; i++)
        read_line(engine, &rows->items[i], &p.lines[i]);
    bool paged = p.lines && mark_edges(&p);
    if (!p.lines || (paged && !find_repeated(&p)))
        edits->failed = true;
    else if (paged)
        find_page_numbers(&p);
    for (size_t i = 0; p.lines && paged && i < rows->count; i++) {
        size_t from = (size_t)(rows->items[i].text.ptr - base), to = from + rows->items[i].text.len;
        if (p.lines[i].goes)
            norm_edits_add(edits, from, to + rows->items[i].has_lf, (hp_span){ "", 0 }, NORM_RULE_REPEAT);
    }
    memory_free(p.lines);
}
