/* quotes.c - the rule quotes, only where a pair closes in its line.
 *
 *     他说"你好"。     → 他说“你好”。      straight ones round Han, in Simplified text or with --quotes
 *     ”你好“          → “你好”            all of a line turned round
 *     <<红楼梦>>       → 《红楼梦》
 *     “你好”          → 「你好」           --quotes=tw, and back with --quotes=cn
 * An apostrophe, feet and inches, code and markup have no pair with Han in it, or are kept by protect.h.
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

enum { TITLE_MOST = 40 };

static void put_pair(norm_work *work, size_t open, size_t close, uint32_t first, uint32_t last)
{
    const norm_characters *c = &work->engine->characters;
    norm_put(work->current, open, first, norm_character(c, first), NORM_RULE_QUOTES);
    norm_put(work->current, close, last, norm_character(c, last), NORM_RULE_QUOTES);
}

static bool is_free(const norm_cell *cell, uint32_t cp)
{
    return cell->cp == cp && !(cell->flags & NORM_KEEP);
}

/* The text between is Chinese, and the marks stand against it. */
static bool holds_han(const norm_line *line, size_t open, size_t close)
{
    bool han = false;
    if (close <= open + 1)
        return false;
    for (size_t i = open + 1; i < close && !han; i++)
        han = norm_is_han(&line->cells[i]);
    return han;
}

/* What may stand outside a pair: no letter or digit, or else the pair could be something of code's. */
static bool stands_free(const norm_line *line, size_t open, size_t close)
{
    const norm_cell *before = &line->cells[open] - 1, *after = &line->cells[close] + 1;
    return !norm_is_word(before) && !norm_is_word(after) && before->cp != '=' && before->cp != '(' && before->cp != '[';
}

/* Whether the straight marks of the line go two by two: an even number, none with a blank on its inner side, no pair
 * empty, none behind a digit, as inches are. */
static bool are_paired(const norm_line *line, uint32_t mark)
{
    size_t marks = 0;
    const char sign[] = { (char)mark, '\0' };
    if (!norm_has_sign(line, sign))
        return false;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN), m, i) {
        const norm_cell *cell = &line->cells[i];
        if (line->marks[m].low != mark || !is_free(cell, mark))
            continue;
        bool opens = marks++ % 2 == 0;
        const norm_cell *inner = opens ? cell + 1 : cell - 1;
        if (inner->class == NORM_BLANK || inner->cp == mark || (opens && norm_is_digit(cell[-1].cp)))
            return false;
        if (mark == '\'' && cell[-1].cp == '`') /* `x' */
            return false;
    }
    return marks > 0 && marks % 2 == 0;
}

static void curl(norm_work *work, uint32_t mark)
{
    norm_line *line = work->current;
    bool corner = work->engine->options.quotes == NORM_QUOTES_TW, single = mark == '\'';
    uint32_t first = corner ? (single ? U'『' : U'「') : (single ? U'‘' : U'“');
    uint32_t last = corner ? (single ? U'』' : U'」') : (single ? U'’' : U'”');
    size_t open = 0, n = 0;
    if (!are_paired(line, mark))
        return;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN), m, i) {
        if (line->marks[m].low != mark || !is_free(&line->cells[i], mark))
            continue;
        if (n++ % 2 == 0)
            open = i;
        else if (holds_han(line, open, i) && stands_free(line, open, i))
            put_pair(work, open, i, first, last);
    }
}

/* Where a quote may open, and close: beside marks, blanks and the line's ends. */
static bool is_outside(norm_side side, norm_side_kind mark)
{
    return side.blank || side.kind == NORM_SIDE_EDGE || side.kind == NORM_SIDE_STOP || side.kind == mark;
}

/* ” before “ throughout, in pairs, each with its back to the text: all turned round. */
static void turn_round(norm_work *work)
{
    norm_line *line = work->current;
    size_t marks = 0;
    NORM_EACH_MARK (line, NORM_SET(NORM_CURLY), m, i) {
        uint32_t cp = line->cells[i].cp;
        if (cp != U'“' && cp != U'”')
            continue;
        bool opens = marks++ % 2 == 0;
        norm_side outside = opens ? norm_left(line, i) : norm_right(line, i);
        const norm_cell *inside = opens ? &line->cells[i + 1] : &line->cells[i] - 1;
        if (opens && inside->class != NORM_HAN && !norm_is_word(inside))
            return;
        if (line->cells[i].flags & NORM_KEEP || cp != (opens ? U'”' : U'“') ||
            !is_outside(outside, opens ? NORM_SIDE_OPEN : NORM_SIDE_CLOSE))
            return;
    }
    if (marks % 2 != 0)
        return;
    NORM_EACH_MARK (line, NORM_SET(NORM_CURLY), m, i) {
        uint32_t cp = line->cells[i].cp;
        if (cp == U'“' || cp == U'”')
            norm_put(line, i, cp == U'“' ? U'”' : U'“', NORM_CURLY, NORM_RULE_QUOTES);
    }
}

/* <<红楼梦>> */
static void make_titles(norm_line *line)
{
    size_t next = 0;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN), m, i) {
        if (line->marks[m].low != '<' || i < next || i + 4 >= line->count || !norm_is_at(line, i, "<<") ||
            line->cells[i + 2].class != NORM_HAN)
            continue;
        size_t end = i + 3;
        while (end < line->count && end - i < TITLE_MOST && line->cells[end].cp != '<' && line->cells[end].cp != '>')
            end++;
        if (!norm_is_at(line, end, ">>") || line->cells[end + 2].cp == '>')
            continue;
        norm_put(line, i, U'《', NORM_OPEN, NORM_RULE_QUOTES);
        norm_put(line, end, U'》', NORM_CLOSE, NORM_RULE_QUOTES);
        norm_remove(line, i + 1, NORM_RULE_QUOTES);
        norm_remove(line, end + 1, NORM_RULE_QUOTES);
        next = end + 2;
    }
    norm_sweep(line);
}

/* Another region's pairs: the partner of each opening mark, nesting counted. */
static void change_style(norm_work *work, uint32_t open, uint32_t close, uint32_t first, uint32_t last)
{
    enum { DEPTH = 8 };
    norm_line *line = work->current;
    size_t stack[DEPTH], depth = 0;
    NORM_EACH_MARK (line, NORM_SET(NORM_OPEN) | NORM_SET(NORM_CLOSE) | NORM_SET(NORM_CURLY), m, i) {
        if (is_free(&line->cells[i], open)) {
            if (depth < DEPTH)
                stack[depth] = i;
            depth++;
        } else if (is_free(&line->cells[i], close) && depth > 0 && --depth < DEPTH) {
            /* ’ between letters is an apostrophe. */
            if (norm_is_word(&line->cells[i] - 1) && norm_is_word(&line->cells[i + 1]))
                depth++;
            else
                put_pair(work, stack[depth], i, first, last);
        }
    }
}

/* Simplified characters, and no Traditional ones. */
static bool is_simplified(const norm_work *work)
{
    const norm_line *line = work->current;
    unsigned scripts = 0;
    for (size_t i = 0; i < line->count && !(scripts & NORM_SCRIPT_HANT); i++)
        scripts |= norm_script_of(&work->engine->tables, line->cells[i].cp);
    return scripts == NORM_SCRIPT_HANS;
}

void norm_apply_quotes(norm_work *work)
{
    norm_line *line = work->current;
    norm_quotes style = work->engine->options.quotes;
    if (style == NORM_QUOTES_KEEP || line->han == 0)
        return;
    if ((are_paired(line, '"') || are_paired(line, '\'')) && (style != NORM_QUOTES_AUTO || is_simplified(work))) {
        curl(work, '"');
        if (!norm_has_sign(line, "`")) /* `quoted' as typewriters do */
            curl(work, '\'');
    }
    if (line->has & NORM_SET(NORM_CURLY))
        turn_round(work);
    if (norm_has_sign(line, "<"))
        make_titles(line);
    if (style == NORM_QUOTES_CN) {
        change_style(work, U'「', U'」', U'“', U'”');
        change_style(work, U'『', U'』', U'‘', U'’');
    } else if (style == NORM_QUOTES_TW) {
        change_style(work, U'“', U'”', U'「', U'」');
        change_style(work, U'‘', U'’', U'『', U'』');
    }
}
