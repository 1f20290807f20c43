/* radicals.c - radicals that stand for the ideographs they look like, as PDF files have them.
 *
 * Unicode's EquivalentUnifiedIdeograph says which.  A radical behind an ideographic description character is meant as
 * one, and so is each in a line that has no other ideograph and three or more: a table of radicals.
 * Worked: U+2F00 "九四年" → "一九四年"; "⿰⺡每" stays.
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

static bool is_description(uint32_t cp)
{
    return cp >= 0x2FF0 && cp <= 0x2FFF;
}

static bool is_described(const norm_line *line, size_t i)
{
    for (size_t back = 1; back <= 2 && back <= i; back++)
        if (is_description(line->cells[i - back].cp))
            return true;
    return false;
}

/* Radicals with signs or blanks between, not in a row as text would be. */
static bool is_table(const norm_line *line)
{
    size_t rows = 0;
    if (line->han > 0 || norm_count(line, NORM_RADICAL) < 3)
        return false;
    NORM_EACH_MARK (line, NORM_SET(NORM_RADICAL), m, i)
        rows += i > 0 && line->cells[i].class == NORM_RADICAL && line->cells[i - 1].class != NORM_RADICAL;
    return rows + 1 >= norm_count(line, NORM_RADICAL);
}

void norm_apply_radicals(norm_work *work)
{
    norm_line *line = work->current;
    if (is_table(line))
        return;
    NORM_EACH_MARK (line, NORM_SET(NORM_RADICAL), m, i) {
        const norm_cell *cell = &line->cells[i];
        if (cell->class != NORM_RADICAL || cell->flags & NORM_KEEP || is_described(line, i))
            continue;
        uint32_t to = norm_tables_find(&work->engine->tables, NORM_TABLE_RADICALS, cell->cp);
        if (to)
            norm_put(line, i, to, NORM_HAN, NORM_RULE_RADICALS);
    }
}
