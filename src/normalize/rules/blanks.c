/* blanks.c - the rules blanks and han-latin.
 *
 * blanks: those at a line's end go; a run inside a line with Han becomes one, but for columns (four or more in a row,
 * tabs, rows of |) and full-width ones, which are layout; other widths of blank become the common one.
 * han-latin, by option: blanks between Han and Latin or digits are put in, or taken out.
 * Worked: "使用  Python   编程 " → "使用 Python 编程"; add: "用Python编" → "用 Python 编".
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

enum { COLUMNS = 4 };

static void trim(norm_line *line)
{
    for (size_t i = line->count; line->ends && i > 0; i--) {
        const norm_cell *cell = &line->cells[i - 1];
        if (cell->class != NORM_BLANK || cell->flags & NORM_KEEP)
            break;
        norm_remove(line, i - 1, NORM_RULE_BLANKS);
    }
    norm_sweep(line);
}

/* Where the text begins. */
static size_t indentation(const norm_line *line)
{
    size_t i = 0;
    while (i < line->count && line->cells[i].class == NORM_BLANK)
        i++;
    return i;
}

static bool has_columns(const norm_line *line, size_t from)
{
    size_t run = 0, next = from;
    NORM_EACH_MARK (line, NORM_SET(NORM_BLANK) | NORM_SET(NORM_SIGN), m, i) {
        uint32_t cp = line->marks[m].low;
        if (i < from)
            continue;
        if (cp == '\t' || cp == '|')
            return true;
        if (line->marks[m].class != NORM_BLANK)
            continue;
        run = i == next && line->cells[i - 1].class == NORM_BLANK ? run + 1 : 1;
        next = i + 1;
        if (run >= COLUMNS && line->cells[i].class == NORM_BLANK)
            return true;
    }
    return false;
}

static bool is_odd_blank(const norm_cell *cell)
{
    return cell->class == NORM_BLANK && cell->cp >= 0x80 && cell->cp != 0x3000 && !(cell->flags & NORM_KEEP);
}

void norm_apply_blanks(norm_work *work)
{
    norm_line *line = work->current;
    if (!line->odd_blanks)
        return;
    trim(line);
    size_t from = indentation(line);
    if (line->han == 0 || has_columns(line, from))
        return;
    NORM_EACH_MARK (line, NORM_SET(NORM_BLANK), m, i) {
        const norm_cell *cell = &line->cells[i], *before = cell - 1;
        bool in_row = m > 0 && line->marks[m - 1].at + 1 == i && line->marks[m - 1].low == ' ';
        if (i < from || (line->marks[m].low == ' ' && !in_row))
            continue;
        if (is_odd_blank(cell))
            norm_put(line, i, ' ', NORM_BLANK, NORM_RULE_BLANKS);
        if (cell->cp == ' ' && i > from && (before->cp == ' ' && !((cell->flags | before->flags) & NORM_KEEP)))
            norm_remove(line, i, NORM_RULE_BLANKS);
    }
    norm_sweep(line);
}

/* Han on one side, Latin or a digit on the other. */
static bool is_border(const norm_cell *a, const norm_cell *b)
{
    return (norm_is_han(a) && norm_is_word(b)) || (norm_is_word(a) && norm_is_han(b));
}

/* True when a blank goes before the cell. */
static bool needs_blank(const norm_cell *cell)
{
    return is_border(cell - 1, cell) && !(cell->flags & cell[-1].flags & NORM_KEEP);
}

static void add_blanks(norm_work *work)
{
    norm_line *line = work->current;
    norm_writer writer;
    size_t more = 0;
    for (size_t i = 1; i < line->count; i++)
        more += needs_blank(&line->cells[i]);
    if (more == 0 || !norm_rewrite(&writer, line, more))
        return;
    for (size_t i = 0; i < line->count; i++) {
        const norm_cell *cell = &line->cells[i];
        if (i > 0 && needs_blank(cell))
            norm_write_new(&writer, ' ', cell->from, cell->from, cell->cut, NORM_RULE_HAN_LATIN);
        norm_write(&writer, cell);
    }
    norm_rewritten(&writer, &work->engine->characters);
}

static void remove_blanks(norm_line *line)
{
    for (size_t i = 1; i + 1 < line->count; i++) {
        const norm_cell *cell = &line->cells[i];
        if (cell->cp == ' ' && !(cell->flags & NORM_KEEP) && is_border(cell - 1, cell + 1))
            norm_remove(line, i, NORM_RULE_HAN_LATIN);
    }
    norm_sweep(line);
}

void norm_apply_han_latin(norm_work *work)
{
    if (work->engine->options.han_latin == NORM_HAN_LATIN_ADD)
        add_blanks(work);
    else if (work->engine->options.han_latin == NORM_HAN_LATIN_REMOVE)
        remove_blanks(work->current);
}
