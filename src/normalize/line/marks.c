/* marks.c - the list of a line's marks, looked up, kept up to date, and what goes taken out of both it and the line.
 *
 *     cells  他 说 ( ， ) 好        marks  (, Han before; ，; )
 * With ( and ) gone: cells 他 说 ， 好, marks ，, Han before.  What lies between two characters that go is moved in one
 * piece.
 */
#include "normalize/line/line.h"

#include <string.h>

size_t norm_count(const norm_line *line, norm_class class)
{
    size_t n = 0;
    if (!(line->has & NORM_SET(class)))
        return 0;
    NORM_EACH_MARK (line, NORM_SET(class), m, i)
        n += line->cells[i].class == class;
    return n;
}

/* Marks that are looked at one by one before the steps become longer. */
enum { CLOSE = 8 };

size_t norm_mark_from(const norm_line *line, size_t at)
{
    const norm_mark *marks = line->marks;
    size_t count = line->mark_count, low = 0, step = 1;
    if (line->near < count && marks[line->near].at <= at) /* rules go on from place to place: it is mostly close */
        low = line->near;
    for (size_t k = 0; k < CLOSE && low < count && marks[low].at < at; k++)
        low++;
    if (low == count || marks[low].at >= at)
        return low;
    for (; low + step < count && marks[low + step].at < at; step *= 2)
        low += step;
    size_t high = low + step < count ? low + step : count;
    for (low++; low < high;) { /* what is before `low` lies before `at` */
        size_t middle = low + (high - low) / 2;
        if (marks[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void norm_mark_put(norm_line *line, size_t i, uint32_t cp, uint8_t class)
{
    size_t m = line->near = norm_mark_from(line, i);
    if (m < line->mark_count && line->marks[m].at == i) {
        line->marks[m].low = (uint16_t)cp;
        line->marks[m].class = class;
        line->marks[m].lively = true;
    }
}

void norm_mark_remove(norm_line *line, size_t i)
{
    size_t m = line->near = norm_mark_from(line, i);
    if (m < line->mark_count && line->marks[m].at == i)
        line->marks[m].gone = true;
    else
        line->gone_letters = true;
}

/* What is moved in a sweep. */
struct sweep {
    norm_cell *from, *to; /* what is next, and where it goes */
    uint8_t cut;          /* of the next character, for what went before it */
};

/* Cells that are moved one by one. */
enum { FEW = 32 };

/* Moves the cells up to `end`. */
static void move_cells(struct sweep *s, norm_cell *end)
{
    size_t count = (size_t)(end - s->from);
    if (count == 0)
        return;
    if (s->cut)
        s->from->cut = s->cut;
    s->cut = 0;
    if (s->to == s->from || count > FEW) {
        memmove(s->to, s->from, count * sizeof *s->to);
        s->to += count;
        s->from = end;
    }
    while (s->from < end)
        *s->to++ = *s->from++;
}

/* Moves the cells up to `cell`, which goes. */
static void pass_over(struct sweep *s, norm_cell *cell)
{
    move_cells(s, cell);
    s->cut = (uint8_t)cell->rule;
    s->from = cell + 1;
}

/* Letters may go, so each cell is looked at. */
static void sweep_cells(norm_line *line, struct sweep *s)
{
    norm_mark *mark = line->marks + norm_mark_from(line, line->gone), *kept = mark,
              *end = line->marks + line->mark_count;
    bool han = false;
    /* Whether Han stands before the next mark: up to what goes, as before. */
    for (size_t i = line->gone; i > 0 && NORM_SET(line->cells[i - 1].class) & NORM_LETTERS && !han; i--)
        han = line->cells[i - 1].class == NORM_HAN;
    for (norm_cell *cell = s->from; cell < line->cells + line->count; cell++) {
        bool is_mark = mark < end && mark->at == (size_t)(cell - line->cells), goes = cell->flags & NORM_GONE;
        if (is_mark && !goes) {
            *kept = *mark;
            kept->at = (uint32_t)(s->to + (cell - s->from) - line->cells);
            kept->han = han;
            kept++;
            han = false;
        }
        mark += is_mark;
        han |= !goes && cell->class == NORM_HAN;
        if (goes)
            pass_over(s, cell);
    }
    line->mark_count = (size_t)(kept - line->marks);
}

/* Nothing but marks goes. */
static void sweep_marks(norm_line *line, struct sweep *s)
{
    norm_mark *mark = line->marks + norm_mark_from(line, line->gone), *kept = mark,
              *end = line->marks + line->mark_count;
    for (bool han = false; mark < end; mark++) {
        norm_cell *cell = &line->cells[mark->at];
        han |= mark->han;
        if (mark->gone) {
            pass_over(s, cell);
            continue;
        }
        *kept = *mark;
        kept->at = (uint32_t)(s->to + (cell - s->from) - line->cells);
        kept->han = han;
        kept++;
        han = false;
    }
    line->mark_count = (size_t)(kept - line->marks);
}

void norm_sweep_gone(norm_line *line)
{
    norm_cell *start = line->cells + line->gone;
    struct sweep sweep = { .from = start, .to = start };
    if (line->gone_letters)
        sweep_cells(line, &sweep);
    else
        sweep_marks(line, &sweep);
    move_cells(&sweep, line->cells + line->count);
    line->count = (size_t)(sweep.to - line->cells);
    line->gone = SIZE_MAX;
    line->gone_letters = false;
    if (sweep.cut)
        line->cut = sweep.cut;
    line->cells[line->count] = (norm_cell){ .class = NORM_OTHER };
}
