/* breaks.c - the rule breaks: a line end that became a blank.
 *
 *     会议结束。 下午继续。         after the end of a sentence
 *     成效； ——立法；              before a dash that begins an item
 *     制定本法。 第二条 本法        before an article
 * The blank becomes a line end.  A rule of lines after all: where the sentence ends is in the line.
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

static bool is_closing(const norm_cell *cell)
{
    return cell->class == NORM_CLOSE || cell->cp == U'”' || cell->cp == U'’';
}

/* A sentence ends before `i`, closing marks behind it included. */
static bool ends_sentence(const norm_line *line, size_t i)
{
    while (i > 0 && is_closing(&line->cells[i - 1]))
        i--;
    uint32_t cp = i > 0 ? line->cells[i - 1].cp : 0;
    return cp == U'。' || cp == U'！' || cp == U'？' || cp == U'…';
}

static bool begins_item(const norm_line *line, size_t i)
{
    return i + 1 < line->count && line->cells[i].cp == U'—' && line->cells[i + 1].cp == U'—';
}

/* 第三条, 第12條, a blank behind. */
static bool begins_article(const norm_line *line, size_t i)
{
    size_t k = i + 1;
    if (i >= line->count || line->cells[i].cp != U'第')
        return false;
    while (k < line->count && k - i < 8 && (norm_is_han(&line->cells[k]) || norm_is_digit(line->cells[k].cp)) &&
           line->cells[k].cp != U'条' && line->cells[k].cp != U'條')
        k++;
    return k > i + 1 && k + 1 < line->count && (line->cells[k].cp == U'条' || line->cells[k].cp == U'條') &&
           line->cells[k + 1].class == NORM_BLANK;
}

static bool is_break(const norm_line *line, size_t from, size_t to)
{
    const norm_cell *before = &line->cells[from - 1], *after = &line->cells[to];
    norm_side_kind next = norm_side_of(after);
    if (begins_item(line, to))
        return before->class == NORM_STOP || is_closing(before);
    if (begins_article(line, to))
        return before->class == NORM_STOP || is_closing(before) || norm_is_han(before);
    return ends_sentence(line, from) && (next == NORM_SIDE_HAN || next == NORM_SIDE_OPEN || next == NORM_SIDE_WORD) &&
           after->cp != '`';
}

void norm_apply_breaks(norm_work *work)
{
    norm_line *line = work->current;
    for (size_t i = 1, to; i < line->count; i = to + 1) {
        for (to = i; to < line->count && line->cells[to].class == NORM_BLANK && !(line->cells[to].flags & NORM_KEEP);)
            to++;
        if (to == i || to == line->count || !is_break(line, i, to))
            continue;
        norm_put(line, i, '\n', NORM_OTHER, NORM_RULE_BREAKS);
        for (size_t k = i + 1; k < to; k++)
            norm_remove(line, k, NORM_RULE_BREAKS);
    }
    norm_sweep(line);
}
