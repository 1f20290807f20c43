/* punct.c - the rule punct: , ; : ? ! and round brackets take the width of the text around them.
 *
 * A mark belongs to what stands before it: behind Han it becomes full.  Behind a word or a number it becomes full when
 * Han came before in the sentence and the sentence goes on in Han, or ends.  Brackets: what stands before or in them.
 * In a line of two words or more without any Han, full marks behind words become ASCII.
 * Worked: "我用Word,他用 1,234 (元)" → "我用Word，他用 1,234（元）"; "f(x)", "12:30" and "Hello, 你好" stay.
 */
#include "normalize/rules/brackets.h"

#include "normalize/line/context.h"
#include "normalize/work.h"

static bool is_mark(const norm_cell *cell)
{
    switch (cell->cp) {
    case ',':
    case ';':
    case ':':
    case '?':
    case '!':
        return !(cell->flags & NORM_KEEP);
    default:
        return false;
    }
}

/* 时:分:秒, a format. */
static bool is_clock(uint32_t before, uint32_t after)
{
    return ((before == U'时' || before == U'時') && after == U'分') || (before == U'分' && after == U'秒');
}

/* Faces and operators: :) :-( ;) :: != ?= */
static bool is_something_else(const norm_line *line, size_t i)
{
    const norm_cell *cell = &line->cells[i], *after = cell + 1;
    if (cell->cp == ':' && (after->cp == ':' || cell[-1].cp == ':'))
        return true;
    if (cell->cp == ':' && is_clock(cell[-1].cp, after->cp))
        return true;
    if ((cell->cp == ':' || cell->cp == '!' || cell->cp == '?') && after->cp == '=')
        return true;
    if ((cell->cp != ':' && cell->cp != ';') || i + 1 >= line->count)
        return false;
    const norm_cell *mouth = after->cp == '-' ? after + 1 : after;
    if (mouth->cp == ')' || mouth->cp == '(' || mouth->cp == 'D' || mouth->cp == 'P') {
        /* A bracket that the line closes or opens elsewhere is no mouth. */
        bool last = mouth + 1 >= line->cells + line->count || mouth[1].class == NORM_BLANK;
        return last || (mouth > after && mouth->class == NORM_SIGN);
    }
    return false;
}

static bool is_quote(const norm_cell *cell)
{
    return cell->cp == '"' || cell->cp == '\'' || cell->cp == '`' || cell->class == NORM_CURLY || cell->cp == U'「' ||
           cell->cp == U'」' || cell->cp == U'『' || cell->cp == U'』';
}

/* "!" and 「,,」: the mark itself is spoken of. */
static bool is_spoken_of(const norm_line *line, size_t i)
{
    enum { FAR = 4 };
    size_t from = i, to = i + 1;
    while (from > 0 && i - from < FAR && is_mark(&line->cells[from - 1]))
        from--;
    while (to < line->count && to - i < FAR && is_mark(&line->cells[to]))
        to++;
    return is_quote(&line->cells[from] - 1) && is_quote(&line->cells[to]);
}

/* Behind a word that begins the sentence: code or a formula, with Han right behind the mark. */
static bool is_behind_code(const norm_line *line, size_t i, size_t before)
{
    return line->cells[before].flags & NORM_KEEP && line->cells[before].class != NORM_HAN &&
           line->cells[i + 1].class == NORM_HAN;
}

/* 5.2%,CPI上涨: the words behind the mark go on in Han. */
static bool goes_on_in_han(const norm_line *line, size_t i)
{
    size_t k = i + 1;
    while (k < line->count && norm_is_word(&line->cells[k]))
        k++;
    return k > i + 1 && line->cells[i - 1].cp == '%' && line->cells[k].class == NORM_HAN;
}

/* Behind a word: full only when the sentence is Chinese on both sides. */
static bool is_full_behind_word(const norm_line *line, size_t i)
{
    norm_side right = norm_right(line, i);
    const norm_cell *next = &line->cells[right.at];
    bool ends = right.kind == NORM_SIDE_EDGE || right.kind == NORM_SIDE_CLOSE;
    if (right.at == i + 1 && next->flags & NORM_KEEP && next->class == NORM_HAN) /* 打开报告.docx */
        right.kind = NORM_SIDE_HAN;
    switch (line->cells[i].cp) {
    case '!':
        return ends;
    case '?': /* [a-z]? is a pattern */
        return line->cells[i - 1].class != NORM_SIGN && (ends || right.kind == NORM_SIDE_HAN);
    default:
        return ends || right.kind == NORM_SIDE_HAN || right.kind == NORM_SIDE_OPEN || goes_on_in_han(line, i);
    }
}

/* "proxy ?": the ? or ! at `i` is set off from a word, at `word`, that begins what is quoted. */
static bool is_argument(const norm_line *line, size_t i, size_t word)
{
    enum { FAR = 32 };
    size_t k = word;
    while (k > 0 && word - k < FAR && norm_is_word(&line->cells[k - 1]))
        k--;
    return (line->cells[i].cp == '?' || line->cells[i].cp == '!') && k > 0 && is_quote(&line->cells[k - 1]);
}

static bool is_full(const norm_line *line, size_t i, bool seen_han)
{
    const norm_cell *cell = &line->cells[i], *before = cell - 1, *after = cell + 1;
    if ((before->class == NORM_DIGIT && after->class == NORM_DIGIT) || is_something_else(line, i))
        return false;
    norm_side left = norm_left(line, i);
    if (before->class == NORM_BLANK && (after->cp == U'。' || after->cp == U'，' || after->cp == U'、')) /* 值为 ?。 */
        return false;
    switch (left.kind) {
    case NORM_SIDE_HAN:
    case NORM_SIDE_CLOSE:
    case NORM_SIDE_STOP:
        return !is_spoken_of(line, i);
    case NORM_SIDE_WORD:
        if (left.blank && is_argument(line, i, left.at))
            return false;
        return (seen_han || is_behind_code(line, i, left.at)) && is_full_behind_word(line, i) && !is_spoken_of(line, i);
    default:
        return false;
    }
}

static bool ends_sentence(uint32_t cp)
{
    return cp == U'。' || cp == U'？' || cp == U'！' || cp == U'；';
}

enum { DEPTH = 16 };

/* Whether Han came before in the sentence; what stands in brackets or quotes is a sentence of its own. */
struct sentence {
    bool han[DEPTH];
    size_t depth;
};

static void open_or_close(struct sentence *s, norm_side_kind kind)
{
    bool han = s->han[s->depth < DEPTH ? s->depth : DEPTH - 1];
    if (kind == NORM_SIDE_OPEN && ++s->depth < DEPTH)
        s->han[s->depth] = false;
    else if (kind == NORM_SIDE_CLOSE && s->depth > 0) {
        s->depth--;
        if (s->depth + 1 < DEPTH)
            s->han[s->depth] |= han;
    }
}

static void go_over(struct sentence *s, const norm_cell *cell)
{
    bool *han = &s->han[s->depth < DEPTH ? s->depth : DEPTH - 1];
    if (cell->class == NORM_BLANK)
        return;
    if (ends_sentence(cell->cp) || (cell->cp == '.' && cell[1].class == NORM_BLANK))
        *han = false;
    else if (norm_is_han(cell) && (!(cell->flags & NORM_KEEP) || cell->class == NORM_HINT))
        *han = true;
    else if (NORM_SET(cell->class) & NORM_CHINESE_MARKS)
        open_or_close(s, norm_side_of(cell));
}

/* A mark that neither changes nor tells of the sentence. */
static bool says_nothing(const norm_mark *mark)
{
    if (mark->class != NORM_SIGN)
        return mark->class == NORM_BLANK;
    return !(mark->low == '.' || mark->low == ',' || mark->low == ';' || mark->low == ':' || mark->low == '?' ||
             mark->low == '!');
}

static void widen_marks(norm_line *line)
{
    struct sentence sentence = { .depth = 0 };
    bool hints = line->has & NORM_SET(NORM_HINT); /* what is in one counts as Han */
    for (size_t m = 0; m < line->mark_count; m++) {
        size_t i = line->marks[m].at;
        const norm_cell *cell = &line->cells[i];
        bool *han = &sentence.han[sentence.depth < DEPTH ? sentence.depth : DEPTH - 1];
        *han |= line->marks[m].han;
        if (!hints && says_nothing(&line->marks[m]))
            continue;
        if (is_mark(cell) && is_full(line, i, *han)) {
            line->near = m;
            norm_put(line, i, norm_to_full(cell->cp), NORM_STOP, NORM_RULE_PUNCT);
        }
        go_over(&sentence, cell);
    }
}

/* Two words of two letters and more. */
static bool is_latin_sentence(const norm_line *line)
{
    size_t words = 0, letters = 0;
    for (size_t i = 0; i < line->count && words < 2; i++) {
        letters = line->cells[i].class == NORM_LATIN ? letters + 1 : 0;
        words += letters == 2;
    }
    return words >= 2;
}

/* Full marks behind words of a line that has no Han. */
static void narrow_marks(norm_line *line)
{
    for (size_t i = 1; i < line->count; i++) {
        const norm_cell *cell = &line->cells[i];
        if (cell->class != NORM_STOP || cell->flags & NORM_KEEP || !norm_is_word(cell - 1))
            continue;
        if (cell->cp == U'。')
            norm_put(line, i, '.', NORM_SIGN, NORM_RULE_PUNCT);
        else if (cell->cp != U'、')
            norm_put(line, i, norm_to_half(cell->cp), NORM_SIGN, NORM_RULE_PUNCT);
    }
}

void norm_apply_punct(norm_work *work)
{
    norm_line *line = work->current;
    bool han = line->has & (NORM_SET(NORM_HAN) | NORM_SET(NORM_RADICAL) | NORM_SET(NORM_COMPAT));
    if (!han) {
        if (line->has & NORM_SET(NORM_STOP) && !(line->has & NORM_SET(NORM_KANA)) && is_latin_sentence(line))
            narrow_marks(line);
        return;
    }
    if (!(line->has & NORM_SET(NORM_SIGN)))
        return;
    if (norm_has_sign(line, "()"))
        norm_widen_brackets(line);
    if (norm_has_sign(line, ",;:?!"))
        widen_marks(line);
}
