/* dashes.c - the rules ellipses, dashes, middots and tildes.
 *
 *     我想...算了   → 我想……算了      three to six dots behind Han; 。。。 too; 。。 is one too many
 *     他--我的老师  → 他——我的老师     two or more hyphens between Han, also full-width ones
 *     达•芬奇       → 达·芬奇          a bullet or kana dot between two Han
 *     3〜5天        → 3～5天           the wave dash of another code page
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

enum { DOTS_LEAST = 3, DOTS_MOST = 6 }; /* more are leaders */

/* The number of characters `cp` at `i`, none of them kept. */
static size_t run_of(const norm_line *line, size_t i, uint32_t cp)
{
    size_t n = 0;
    while (i + n < line->count && line->cells[i + n].cp == cp && !(line->cells[i + n].flags & NORM_KEEP))
        n++;
    return n;
}

/* Makes the run of `n` characters at `i` two of `cp`. */
static void make_two(norm_line *line, size_t i, size_t n, uint32_t cp, uint8_t rule)
{
    norm_put(line, i, cp, NORM_DASH, rule);
    norm_put(line, i + 1, cp, NORM_DASH, rule);
    for (size_t k = 2; k < n; k++)
        norm_remove(line, i + k, rule);
}

static bool is_chinese(norm_side_kind kind)
{
    return kind == NORM_SIDE_HAN || kind == NORM_SIDE_STOP || kind == NORM_SIDE_OPEN || kind == NORM_SIDE_CLOSE;
}

/* Dots at `i`: an ellipsis when Chinese stands before, or opens behind at a line's start. */
static void dots(norm_line *line, size_t i, size_t n)
{
    norm_side left = norm_left(line, i), right = norm_right(line, i + n - 1);
    if (n < DOTS_LEAST || n > DOTS_MOST || line->cells[i + n].class == NORM_DIGIT || line->cells[i + n].cp == '/' ||
        (left.kind == NORM_SIDE_OPEN && right.kind == NORM_SIDE_CLOSE) || /* 「...」 is spoken of */
        (line->cells[i + n].cp == '"' && (&line->cells[i])[-1].cp == '"'))
        return;
    if (i > 0 && line->cells[i - 1].cp == U'…') { /* …... is one ellipsis */
        bool whole = i > 1 && line->cells[i - 2].cp == U'…';
        if (!whole)
            norm_put(line, i, U'…', NORM_DASH, NORM_RULE_ELLIPSES);
        for (size_t k = whole ? 0 : 1; k < n; k++)
            norm_remove(line, i + k, NORM_RULE_ELLIPSES);
        return;
    }
    bool chinese = is_chinese(left.kind) && !left.blank;
    bool opens = left.kind == NORM_SIDE_EDGE && right.kind == NORM_SIDE_HAN && !right.blank;
    if (chinese || opens)
        make_two(line, i, n, U'…', NORM_RULE_ELLIPSES);
}

void norm_apply_ellipses(norm_work *work)
{
    norm_line *line = work->current;
    if (line->stop_pairs == 0 && !norm_has_sign(line, "."))
        return;
    size_t next = 0, n;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN) | NORM_SET(NORM_STOP), m, i) {
        uint32_t cp = line->marks[m].low;
        if (i < next || (cp != '.' && cp != U'。'))
            continue;
        n = run_of(line, i, cp);
        if (n > 1 && cp == '.')
            dots(line, i, n);
        else if (n > 2)
            make_two(line, i, n, U'…', NORM_RULE_ELLIPSES);
        else if (n == 2)
            norm_remove(line, i + 1, NORM_RULE_ELLIPSES);
        next = i + n;
    }
    norm_sweep(line);
}

/* Two or more hyphens at `i`. */
static void hyphens(norm_line *line, size_t i, size_t n)
{
    norm_side left = norm_left(line, i), right = norm_right(line, i + n - 1);
    bool before = left.kind == NORM_SIDE_HAN || left.kind == NORM_SIDE_CLOSE ||
                  (i > 0 && line->cells[i - 1].cp == U'：');
    if (left.at + 1 != i || (right.kind != NORM_SIDE_EDGE && right.at != i + n)) /* "--" is spoken of */
        return;
    bool after = right.kind == NORM_SIDE_HAN || right.kind == NORM_SIDE_OPEN || right.kind == NORM_SIDE_CLOSE;
    bool wide = line->cells[i].cp == U'－'; /* no option of a program */
    if (n > 3 || left.blank || right.blank || !before || (!after && !(wide && right.kind == NORM_SIDE_EDGE)))
        return;
    make_two(line, i, n, U'—', NORM_RULE_DASHES);
}

void norm_apply_dashes(norm_work *work)
{
    norm_line *line = work->current;
    size_t next = 0, n;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN) | NORM_SET(NORM_FULL), m, i) {
        uint32_t cp = line->marks[m].low;
        if (i < next || (cp != '-' && cp != U'－'))
            continue;
        n = run_of(line, i, cp);
        if (n > 1)
            hyphens(line, i, n);
        next = i + n;
    }
    norm_sweep(line);
}

/* Dots that stand in a name for the middle dot.  U+2027 is Taiwan's own and stays, but for the mainland's profile. */
static bool is_name_dot(const norm_work *work, uint32_t cp)
{
    return cp == U'•' || cp == U'・' || cp == 0x2219 || cp == 0x22C5 ||
           (cp == 0x2027 && work->engine->options.quotes == NORM_QUOTES_CN);
}

void norm_apply_middots(norm_work *work)
{
    norm_line *line = work->current;
    NORM_EACH_MARK (line, NORM_SET(NORM_DASH) | NORM_SET(NORM_OTHER), m, i) {
        const norm_cell *cell = &line->cells[i];
        if (is_name_dot(work, line->marks[m].low) && is_name_dot(work, cell->cp) && !(cell->flags & NORM_KEEP) &&
            cell[-1].class == NORM_HAN && cell[1].class == NORM_HAN)
            norm_put(line, i, U'·', NORM_DASH, NORM_RULE_MIDDOTS);
    }
}

void norm_apply_tildes(norm_work *work)
{
    norm_line *line = work->current;
    if (line->han == 0 || line->has & NORM_SET(NORM_KANA))
        return;
    NORM_EACH_MARK (line, NORM_SET(NORM_DASH), m, i)
        if (line->marks[m].low == 0x301C && line->cells[i].cp == 0x301C && !(line->cells[i].flags & NORM_KEEP))
            norm_put(line, i, U'～', NORM_DASH, NORM_RULE_TILDES);
}
