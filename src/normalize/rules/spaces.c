/* spaces.c - the rule spaces: blanks that cannot be meant.
 *
 *     你好 ，世界 ！          beside marks of Chinese
 *     中 国 人 民 银 行        text with every character set apart; a double blank there is a word's end
 *     各地积 极行动起来        one in running text that cuts a word, by the segmenter's lexicon
 *     可 复制的经验            or that parts a word from one that never stands apart
 * Lists (北京 上海 广州), verse, headings (第一章 总则), forms (姓名 张三), text cut into words, and the blanks at a
 * line's start stay.
 */
#include "normalize/line/context.h"
#include "normalize/rules/lexicon.h"
#include "normalize/work.h"

enum {
    APART_LEAST = 3, /* characters set apart in a row that are looked up */
    APART_SURE = 12, /* that need no look-up */
    RUNNING = 5      /* Han for each blank between Han, in running text */
};

/* A run of blanks with a character on both sides. */
struct gap {
    size_t from, to; /* the blanks */
    const norm_cell *before, *after;
};

/* What a gap is wanted for: what stands beside it. */
enum beside { BESIDE_MARK, BETWEEN_HAN };

/* Behind the blanks that begin with the mark `m`. */
static size_t blanks_end(const norm_line *line, size_t m)
{
    const norm_mark *marks = line->marks;
    size_t end = m + 1;
    while (end < line->mark_count && marks[end].class == NORM_BLANK && marks[end].at == marks[end - 1].at + 1)
        end++;
    return end;
}

/* Whether the blanks that are the marks [m, end) may be such a gap, by the marks around them alone. */
static bool may_be(const norm_line *line, size_t m, size_t end, enum beside wanted)
{
    const norm_mark *before = &line->marks[m] - (m > 0), *after = &line->marks[end];
    bool touches = m > 0 && before->at + 1 == line->marks[m].at, ends = end == line->mark_count;
    bool touched = !ends && after->at == line->marks[end - 1].at + 1;
    if (line->has & NORM_SET(NORM_HINT)) /* some of them may be kept */
        return true;
    if (wanted == BESIDE_MARK)
        return (touches && NORM_SET(before->class) & NORM_CHINESE_MARKS) ||
               (touched && NORM_SET(after->class) & NORM_CHINESE_MARKS);
    return (line->marks[m].han || (touches && before->class == NORM_HAN)) &&
           (ends || after->han || (touched && after->class == NORM_HAN));
}

/* The next gap from the line's mark *next on, which moves behind it; those without what is wanted beside them are left
 * out, as far as that is seen at once. */
static bool next_gap(const norm_line *line, size_t *next, struct gap *gap, enum beside wanted)
{
    size_t m = *next, count = line->mark_count;
    for (; m < count; m++) {
        if (line->marks[m].class != NORM_BLANK)
            continue;
        size_t end = blanks_end(line, m), i = line->marks[m].at, to = i + 1;
        if (!may_be(line, m, end, wanted)) {
            m = end - 1;
            continue;
        }
        if (line->cells[i].class != NORM_BLANK || line->cells[i].flags & NORM_KEEP)
            continue;
        for (; to < line->count && line->cells[to].class == NORM_BLANK; to++)
            m++;
        if (i == 0) /* the line's indentation */
            continue;
        *next = m + 1;
        *gap = (struct gap){ i, to, &line->cells[i - 1], &line->cells[to] };
        return to < line->count;
    }
    return false;
}

static void remove_gap(norm_line *line, const struct gap *gap)
{
    for (size_t i = gap->from; i < gap->to; i++)
        norm_remove(line, i, NORM_RULE_SPACES);
}

/* Beside the quotes “ ” and ‘ ’, which other languages use, too: Han must stand on both sides of the mark. */
static bool is_quote_gap(const norm_line *line, const struct gap *gap)
{
    size_t a = gap->from - 1, b = gap->to;
    bool opens_before = gap->before->cp == U'“' || gap->before->cp == U'‘';
    bool closes_after = gap->after->cp == U'”' || gap->after->cp == U'’';
    bool opens_after = gap->after->cp == U'“' || gap->after->cp == U'‘';
    bool closes_before = gap->before->cp == U'”' || gap->before->cp == U'’';
    if (opens_before)
        return norm_is_han(gap->after);
    if (closes_after)
        return norm_is_han(gap->before) || gap->before->class == NORM_STOP;
    if (opens_after)
        return norm_is_han(gap->before) && norm_is_han(&line->cells[b + 1]);
    return closes_before && norm_is_han(gap->after) && a > 0 &&
           (norm_is_han(&line->cells[a - 1]) || line->cells[a - 1].class == NORM_STOP);
}

/* 甲方： 乙方： : the blank stands where something is to be filled in. */
static bool is_form(const norm_line *line, const struct gap *gap)
{
    size_t i = gap->to, han = 0;
    while (i < line->count && norm_is_han(&line->cells[i]) && han < 8) {
        i++;
        han++;
    }
    return gap->before->cp == U'：' && han > 0 && i < line->count && line->cells[i].cp == U'：';
}

/* Text that a mark may stand right behind. */
static bool is_text(const norm_cell *cell)
{
    norm_side_kind kind = norm_side_of(cell);
    bool frame = cell->cp >= 0x2500 && cell->cp <= 0x259F; /* │ of a table */
    return kind == NORM_SIDE_HAN || (kind == NORM_SIDE_WORD && cell->class != NORM_EMOJI && !frame);
}

/* Text that may stand right behind a mark: what is signs to the eye may be code's, as the end of a comment is. */
static bool is_plain_text(const norm_cell *cell)
{
    return is_text(cell) && (cell->class != NORM_SIGN || cell->flags & NORM_KEEP);
}

/* （2） before Han, or （b）: the next item of a list in the line. */
static bool is_item(const norm_line *line, size_t open)
{
    size_t i = open + 1;
    while (i < line->count && i - open <= 3 && (norm_is_word(&line->cells[i]) || line->cells[i].class == NORM_HAN))
        i++;
    return line->cells[open].cp == U'（' && i > open + 1 && line->cells[i].cp == U'）' &&
           (norm_is_word(&line->cells[open + 1]) || i - open == 2) && line->cells[i + 1].class == NORM_HAN;
}

static bool is_beside_mark(const norm_line *line, const struct gap *gap)
{
    const norm_cell *before = gap->before, *after = gap->after;
    bool layout = line->cells[gap->from].cp == 0x3000 || line->cells[gap->from].cp == '\t';
    if (after->class == NORM_CURLY || (before->class == NORM_CURLY && after->class != NORM_STOP))
        return is_quote_gap(line, gap) || (before->class == NORM_STOP && after->class == NORM_CURLY && !layout);
    if (layout && before->class != NORM_OPEN && after->class != NORM_CLOSE && after->class != NORM_STOP)
        return false;
    if (after->class == NORM_STOP || after->class == NORM_CLOSE)
        return is_text(before) || norm_is_ideographic_mark(before) || before->class == NORM_CURLY ||
               before->cp == '"' || before->cp == '\'';
    if (before->class == NORM_OPEN)
        return true;
    if (before->class == NORM_STOP)
        return (is_plain_text(after) || after->class == NORM_OPEN || norm_side_of(after) == NORM_SIDE_STOP) &&
               !is_form(line, gap);
    if (after->class == NORM_OPEN)
        return is_text(before) && !is_item(line, gap->to);
    /* 《红楼梦》 曹雪芹 and 【公告】 各位 are set apart. */
    return (before->cp == U'）' || before->cp == U'」' || before->cp == U'』') && is_plain_text(after);
}

static void remove_beside_marks(norm_line *line)
{
    struct gap gap;
    if (line->han == 0)
        return;
    for (size_t at = 0; next_gap(line, &at, &gap, BESIDE_MARK);)
        if ((NORM_SET(gap.before->class) | NORM_SET(gap.after->class)) & NORM_CHINESE_MARKS &&
            is_beside_mark(line, &gap))
            remove_gap(line, &gap);
    norm_sweep(line);
}

/* Han, a word, or a symbol such as ①. */
static bool is_glue(const norm_cell *cell)
{
    return norm_is_han(cell) || norm_is_word(cell) || (cell->class == NORM_OTHER && cell->cp);
}

/* A Han with nothing of the kind against it. */
static bool stands_apart(const norm_line *line, size_t i)
{
    const norm_cell *cell = &line->cells[i];
    return cell->class == NORM_HAN && !is_glue(cell - 1) && !is_glue(cell + 1);
}

/* Takes the single blanks out of [from, to), where `tokens` characters stand apart. */
static void close_up(norm_work *work, size_t from, size_t to, size_t tokens)
{
    norm_line *line = work->current;
    if (tokens < APART_LEAST || (tokens < APART_SURE && !norm_reads_as_words(work, from, to)))
        return;
    for (size_t i = from + 1; i + 1 < to; i++) {
        const norm_cell *before = &line->cells[i] - 1, *after = before + 2;
        bool digits = norm_is_digit(before->cp) && (norm_is_digit(after->cp) || after->cp == '%');
        if (line->cells[i].class == NORM_BLANK && !(line->cells[i].flags & NORM_KEEP) &&
            ((before->class == NORM_HAN && after->class == NORM_HAN) || digits))
            norm_remove(line, i, NORM_RULE_SPACES);
    }
}

/* The first place from `from` on where a Han may stand apart, the line's marks from *m on being looked at; the line's
 * count where there is none. */
static size_t next_apart(const norm_line *line, size_t from, size_t *m)
{
    const norm_mark *marks = line->marks;
    if (from == 0 && line->mark_count > 0 && marks[0].at == 1)
        return 0;
    for (; *m < line->mark_count; ++*m) {
        size_t i = marks[*m].at, next = *m + 1 < line->mark_count ? marks[*m + 1].at : line->count;
        if (i >= from && marks[*m].class == NORM_HAN)
            return i;
        if (i + 1 >= from && next == i + 2)
            return i + 1;
    }
    return line->count;
}

/* Where the stretch begins that has `at` in it, at or behind `from`: with the second of two Han that stand together. */
static size_t stretch_start(const norm_line *line, size_t from, size_t at)
{
    while (at > from && !(norm_is_han(&line->cells[at]) && norm_is_han(&line->cells[at - 1])))
        at--;
    return at;
}

/* Stretches of the line in which no two Han stand together, and most stand apart.  True when anything goes. */
static bool close_up_stretches(norm_work *work)
{
    norm_line *line = work->current;
    for (size_t from = 0, to, apart, m = 0; (apart = next_apart(line, from, &m)) < line->count; from = to + 1) {
        from = stretch_start(line, from, apart);
        size_t tokens = 0, last = from;
        size_t start = from; /* behind what is glued to its neighbour: 第①章 */
        for (to = from; to < line->count && !(norm_is_han(&line->cells[to]) && norm_is_han(&line->cells[to + 1])); to++)
            if (stands_apart(line, to)) {
                tokens++;
                last = to + 1;
            } else if (tokens == 0 && line->cells[to].class == NORM_HAN)
                start = to + 1;
        /* What is glued to its neighbour at the end is another stretch's. */
        close_up(work, start, to == line->count ? to : last, tokens);
    }
    bool changes = line->gone != SIZE_MAX;
    norm_sweep(line);
    return changes;
}

/* Words that end no phrase.  Prepositions and conjunctions are none of them: a term after these may be set off. */
static bool binds_forward(uint32_t cp)
{
    return cp == U'可' || cp == U'不' || cp == U'很' || cp == U'更' || cp == U'最' || cp == U'所';
}

/* Words that begin none.  的 is none of them, for the same reason. */
static bool binds_back(uint32_t cp)
{
    return cp == U'了' || cp == U'着' || cp == U'著' || cp == U'们' || cp == U'們' || cp == U'吗' || cp == U'嗎';
}

/* What joins two terms, each set off. */
static bool is_conjunction(uint32_t cp)
{
    return cp == U'和' || cp == U'与' || cp == U'與' || cp == U'或' || cp == U'及';
}

/* A single Han that a sign holds: the 日 of 年-月-日. */
static bool is_in_pattern(const norm_cell *cell, const norm_cell *outside)
{
    return outside->class == NORM_SIGN && outside->cp != '(' && outside->cp != ')' && cell->class == NORM_HAN;
}

/* A blank between Han in running text. */
static bool is_wrong(norm_work *work, const struct gap *gap)
{
    const norm_line *line = work->current;
    size_t a = gap->from - 1;
    if (gap->to - gap->from > 1 || line->cells[gap->from].cp == 0x3000 || line->cells[gap->from].cp == '\t' ||
        (stands_apart(line, a) && stands_apart(line, gap->to)) || is_conjunction(gap->before->cp) ||
        is_conjunction(gap->after->cp) || is_in_pattern(gap->before, gap->before - 1) ||
        is_in_pattern(gap->after, gap->after + 1))
        return false;
    if (norm_blank_cuts_word(work, gap->from, gap->to))
        return true;
    return (line->has & NORM_SET(NORM_STOP)) &&
           ((binds_forward(gap->before->cp) && norm_is_han(&line->cells[a] - 1) &&
             norm_is_word_alone(work, gap->from, false)) ||
            (binds_back(gap->after->cp) && norm_is_han(gap->after + 1) && norm_is_word_alone(work, gap->to, true)));
}

/* Gaps between Han: all, which are noted at their first blank's mark, and those between two that stand apart. */
static void count_gaps(norm_line *line, size_t *all, size_t *apart)
{
    struct gap gap;
    *all = *apart = 0;
    for (size_t m = 0; m < line->mark_count; m++)
        line->marks[m].noted = false;
    for (size_t m = 0; next_gap(line, &m, &gap, BETWEEN_HAN);)
        if (gap.before->class == NORM_HAN && gap.after->class == NORM_HAN) {
            ++*all;
            *apart += stands_apart(line, gap.from - 1) && stands_apart(line, gap.to);
            line->marks[m - (gap.to - gap.from)].noted = true;
        }
}

/* Goes over the gaps that were noted. */
static void remove_in_running_text(norm_work *work)
{
    norm_line *line = work->current;
    for (size_t m = 0; m < line->mark_count; m++) {
        size_t at = m;
        struct gap gap;
        if (line->marks[m].noted && next_gap(line, &at, &gap, BETWEEN_HAN) && is_wrong(work, &gap))
            remove_gap(line, &gap);
    }
    norm_sweep(line);
}

void norm_apply_spaces(norm_work *work)
{
    norm_line *line = work->current;
    size_t gaps = 0, apart = 0;
    if (line->han == 0)
        return;
    if (line->mark_gaps)
        remove_beside_marks(line);
    if (line->han_gaps)
        count_gaps(line, &gaps, &apart);
    if (apart + 1 >= APART_LEAST && close_up_stretches(work))
        count_gaps(line, &gaps, &apart);
    if (gaps > 0 && gaps * RUNNING <= line->han)
        remove_in_running_text(work);
}
