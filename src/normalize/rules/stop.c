/* stop.c - the rule stop: the full stop of ASCII at the end of a Chinese clause becomes 。.
 *
 * Sure: behind Han (or a closing mark, a bracket, %) at the line's end or before a blank and Han.  In the middle of a
 * line, 第一句.第二句. : between Han only where the line ends with such a stop too, or has 。, the clause before has
 * three Han or more, and what follows is no top-level domain.  Behind a number that ends a clause, 是3.8.10.参考, when
 * the number has a point itself or three digits, and Han stands right before it.
 * Stay: 1.背景  一.总则  建议一.可依  A.苹果  J.K.罗琳  U.S.公司  报告.docx  例子.中国  2023.5.1  192.168.1.1
 */
#include <string.h>

#include "normalize/line/context.h"
#include "normalize/work.h"

enum { CLAUSE_LEAST = 3 };

/* Top-level domains in Han. */
static bool is_top_level(const norm_line *line, size_t i)
{
    static const uint32_t domains[][4] = {
        { U'中', U'国' },        { U'中', U'國' },        { U'公', U'司' }, { U'网', U'络' }, { U'網', U'絡' },
        { U'香', U'港' },        { U'台', U'湾' },        { U'台', U'灣' }, { U'臺', U'灣' }, { U'澳', U'门' },
        { U'澳', U'門' },        { U'公', U'益' },        { U'政', U'务' }, { U'网', U'址' }, { U'网', U'站' },
        { U'在', U'线' },        { U'集', U'团' },        { U'商', U'城' }, { U'商', U'标' }, { U'我', U'爱', U'你' },
        { U'中', U'文', U'网' }, { U'新', U'加', U'坡' }, { U'慈', U'善' },
    };
    for (size_t d = 0; d < sizeof domains / sizeof *domains; d++) {
        size_t k = 0;
        while (k < 4 && domains[d][k] && i + k < line->count && line->cells[i + k].cp == domains[d][k])
            k++;
        if (k > 1 && (k == 4 || !domains[d][k]) && (i + k >= line->count || line->cells[i + k].class != NORM_HAN))
            return true;
    }
    return false;
}

/* The number of Han right before `i`, up to CLAUSE_LEAST. */
static size_t clause_length(const norm_line *line, size_t i)
{
    size_t n = 0;
    while (n < CLAUSE_LEAST && n < i && norm_is_han(&line->cells[i - 1 - n]))
        n++;
    return n;
}

static bool is_numeral(uint32_t cp)
{
    static const uint32_t numerals[] = { U'〇', U'零', U'一', U'二', U'三', U'四', U'五', U'六', U'七',
                                         U'八', U'九', U'十', U'百', U'甲', U'乙', U'丙', U'丁', U'戊' };
    size_t n = 0;
    while (n < sizeof numerals / sizeof *numerals && numerals[n] != cp)
        n++;
    return n < sizeof numerals / sizeof *numerals;
}

/* 一.总则, 十二.结论: only numerals from the line's start.  建议一.可依: a numeral before, Han right behind. */
static bool is_item_number(const norm_line *line, size_t i)
{
    size_t k = i;
    while (k > 0 && is_numeral(line->cells[k - 1].cp))
        k--;
    return k < i && (line->cells[i + 1].class == NORM_HAN || norm_left(line, k).kind == NORM_SIDE_EDGE);
}

/* The line uses ASCII's stop as 。 or has 。 itself. */
static bool has_stops(const norm_line *line)
{
    size_t end = line->count;
    while (end > 0 && line->cells[end - 1].class == NORM_BLANK)
        end--;
    if (end > 1 && line->cells[end - 1].cp == '.' && norm_is_han(&line->cells[end - 2]))
        return true;
    for (size_t m = 0; (m = norm_next_mark(line, m, NORM_SET(NORM_STOP))) < line->mark_count; m++)
        if (line->marks[m].low == U'。')
            return true;
    return false;
}

/* 3.8.10 or 1234, with Han right before it, and a sentence behind. */
static bool is_number_at_end(const norm_line *line, size_t i)
{
    size_t k = i, points = 0;
    while (k > 0 && (line->cells[k - 1].class == NORM_DIGIT || line->cells[k - 1].cp == '.')) {
        points += line->cells[k - 1].cp == '.';
        k--;
    }
    return k < i && line->cells[i - 1].class == NORM_DIGIT && line->cells[k].class == NORM_DIGIT && k > 0 &&
           norm_is_han(&line->cells[k - 1]) && (points > 0 || i - k >= 3);
}

/* A word of two small letters or more at the line's end, no abbreviation, in a line that began with Han. */
static bool is_word_at_end(const norm_line *line, size_t i)
{
    static const char *const abbreviations[] = { "al", "ca",  "cf",  "co",  "corp", "dr",  "ed",  "eds", "eg",
                                                 "et", "etc", "ie",  "inc", "jr",   "llc", "ltd", "mr",  "mrs",
                                                 "ms", "no",  "nos", "pp",  "sr",   "st",  "vol", "vs" };
    char word[8] = "";
    size_t n = 0, first = 0;
    while (i > 0 && (line->cells[i - 1].cp == '+' || line->cells[i - 1].cp == '#')) /* C++ */
        i--;
    size_t k = i;
    while (k > 0 && norm_is_ascii_letter(line->cells[k - 1].cp))
        k--;
    if ((i - k < 2 && line->cells[i].cp == '.') || (i > k && line->cells[i].cp == '.' && line->cells[i - 1].cp < 'a') ||
        k == i || (k > 0 && line->cells[k - 1].cp == '.'))
        return false;
    for (; n < i - k && n < sizeof word - 1; n++)
        word[n] = (char)(line->cells[k + n].cp | 0x20);
    for (size_t a = 0; i - k < sizeof word && a < sizeof abbreviations / sizeof *abbreviations; a++)
        if (strcmp(word, abbreviations[a]) == 0)
            return false;
    while (first < i && line->cells[first].class == NORM_BLANK)
        first++;
    return norm_is_han(&line->cells[first]);
}

/* The stop at `i` has a blank and Han, or the end, behind it. */
static bool ends_clause(const norm_line *line, size_t i, norm_side right)
{
    if (right.kind == NORM_SIDE_EDGE)
        return true;
    if (right.kind == NORM_SIDE_CLOSE)
        return !right.blank;
    bool goes_on = right.kind == NORM_SIDE_HAN || right.kind == NORM_SIDE_OPEN || right.kind == NORM_SIDE_STOP;
    return right.blank && goes_on && line->cells[i + 1].class == NORM_BLANK;
}

static bool is_stop(const norm_line *line, size_t i)
{
    const norm_cell *before = &line->cells[i] - 1, *after = before + 2;
    norm_side left = norm_left(line, i), right = norm_right(line, i);
    if (before->cp == '.' || after->cp == '.')
        return false;
    if (left.kind == NORM_SIDE_HAN || left.kind == NORM_SIDE_CLOSE) {
        if (is_item_number(line, i))
            return false;
        if (ends_clause(line, i, right))
            return true;
        return norm_is_han(before) && after->class == NORM_HAN && clause_length(line, i) >= CLAUSE_LEAST &&
               !is_top_level(line, i + 1) && has_stops(line);
    }
    if (before->class == NORM_DIGIT && after->class == NORM_HAN)
        return is_number_at_end(line, i);
    /* …增长5%. and …使用Python. where the line ends and Chinese came before. */
    return left.kind == NORM_SIDE_WORD && !left.blank && right.kind == NORM_SIDE_EDGE &&
           (before->cp == '%' || is_word_at_end(line, i));
}

/* . and .. : folders are spoken of. */
static bool has_folders(const norm_line *line)
{
    size_t run = 0;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN), m, i) {
        const norm_cell *cell = &line->cells[i];
        run = line->marks[m].low == '.' ? (cell[-1].cp == '.' ? run + 1 : 1) : 0;
        if (run == 2 && cell[-2].class == NORM_BLANK && cell[1].class == NORM_BLANK)
            return true;
    }
    return false;
}

static bool is_apart(const norm_cell *cell)
{
    return cell[-1].class == NORM_BLANK && cell[1].class == NORM_BLANK;
}

void norm_apply_stop(norm_work *work)
{
    norm_line *line = work->current;
    bool folders = has_folders(line);
    bool han = line->has & (NORM_SET(NORM_HAN) | NORM_SET(NORM_RADICAL) | NORM_SET(NORM_COMPAT));
    if (!han)
        return;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN), m, i)
        if (line->marks[m].low == '.' && line->cells[i].cp == '.' && !(line->cells[i].flags & NORM_KEEP) &&
            !(folders && is_apart(&line->cells[i])) && is_stop(line, i))
            norm_put(line, i, U'。', NORM_STOP, NORM_RULE_STOP);
}
