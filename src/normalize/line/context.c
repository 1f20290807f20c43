/* context.c - what stands beside a character; see context.h. */
#include "normalize/line/context.h"

#include <string.h>

/* Signs behind which a number or a word has ended. */
static bool ends_word(uint32_t cp)
{
    switch (cp) {
    case '%':
    case ')':
    case ']':
    case '}':
    case '+':
    case '#':
    case '*':
    case '&':
        return true;
    default:
        return false;
    }
}

/* By norm_class; of those that are told apart by the character, what most are. */
static const uint8_t kinds[NORM_CLASSES] = {
    [NORM_OTHER] = NORM_SIDE_OTHER,    [NORM_HAN] = NORM_SIDE_HAN,         [NORM_KANA] = NORM_SIDE_OTHER,
    [NORM_HANGUL] = NORM_SIDE_OTHER,   [NORM_LATIN] = NORM_SIDE_WORD,      [NORM_DIGIT] = NORM_SIDE_WORD,
    [NORM_LETTER] = NORM_SIDE_OTHER,   [NORM_BLANK] = NORM_SIDE_OTHER,     [NORM_MARK] = NORM_SIDE_OTHER,
    [NORM_SIGN] = NORM_SIDE_OTHER,     [NORM_OPEN] = NORM_SIDE_OPEN,       [NORM_CLOSE] = NORM_SIDE_CLOSE,
    [NORM_STOP] = NORM_SIDE_STOP,      [NORM_CURLY] = NORM_SIDE_CLOSE,     [NORM_DASH] = NORM_SIDE_WORD,
    [NORM_FULL] = NORM_SIDE_WORD,      [NORM_HALF] = NORM_SIDE_OTHER,      [NORM_FORM] = NORM_SIDE_OTHER,
    [NORM_LIGATURE] = NORM_SIDE_OTHER, [NORM_INVISIBLE] = NORM_SIDE_OTHER, [NORM_SELECTOR] = NORM_SIDE_WORD,
    [NORM_RADICAL] = NORM_SIDE_HAN,    [NORM_COMPAT] = NORM_SIDE_HAN,      [NORM_PRIVATE] = NORM_SIDE_HAN,
    [NORM_LINE_END] = NORM_SIDE_OTHER, [NORM_CONTROL] = NORM_SIDE_OTHER,   [NORM_EMOJI] = NORM_SIDE_WORD,
    [NORM_HINT] = NORM_SIDE_HAN,
};

norm_side_kind norm_side_of(const norm_cell *cell)
{
    if (cell->flags & NORM_KEEP && cell->class != NORM_HINT)
        return NORM_SIDE_WORD;
    switch (cell->class) {
    case NORM_CURLY:
        return cell->cp == U'“' || cell->cp == U'‘' ? NORM_SIDE_OPEN : NORM_SIDE_CLOSE;
    case NORM_DASH:
        return cell->cp == U'—' || cell->cp == U'…' ? NORM_SIDE_STOP : NORM_SIDE_WORD;
    case NORM_SIGN:
        return ends_word(cell->cp) ? NORM_SIDE_WORD : NORM_SIDE_OTHER;
    case NORM_OTHER: /* ℃ ① ½: but not what is no character at all */
        return cell->cp > 0x80 && cell->cp != 0xFFFD ? NORM_SIDE_WORD : NORM_SIDE_OTHER;
    default:
        return (norm_side_kind)kinds[cell->class];
    }
}

/* Emphasis of Markdown, and straight quotes. */
static bool is_transparent(const norm_cell *cell)
{
    return !(cell->flags & NORM_KEEP) && (cell->cp == '*' || cell->cp == '"' || cell->cp == '\'');
}

/* One that something goes before: a closing one. */
static bool is_transparent_left(const norm_cell *cell)
{
    return is_transparent(cell) && cell[-1].class != NORM_BLANK;
}

norm_side norm_left(const norm_line *line, size_t i)
{
    norm_side side = { .kind = NORM_SIDE_EDGE, .at = SIZE_MAX };
    const norm_cell *cell = line->cells + i;
    while (--cell >= line->cells && (cell->class == NORM_BLANK || is_transparent_left(cell)))
        side.blank |= cell->class == NORM_BLANK;
    if (cell < line->cells) {
        side.kind = line->starts ? NORM_SIDE_EDGE : NORM_SIDE_OTHER;
        return side;
    }
    side.at = (size_t)(cell - line->cells);
    side.kind = norm_side_of(cell);
    if (cell->class == NORM_CURLY && side.kind == NORM_SIDE_CLOSE && norm_is_word(cell - 1)) /* “normal” */
        side.kind = NORM_SIDE_WORD;
    return side;
}

norm_side norm_right(const norm_line *line, size_t i)
{
    norm_side side = { .kind = NORM_SIDE_EDGE, .at = line->count };
    const norm_cell *cell = line->cells + i, *end = line->cells + line->count;
    while (++cell < end && (cell->class == NORM_BLANK || is_transparent(cell)))
        side.blank |= cell->class == NORM_BLANK;
    if (cell == end) {
        side.kind = line->ends ? NORM_SIDE_EDGE : NORM_SIDE_OTHER;
        return side;
    }
    side.at = (size_t)(cell - line->cells);
    side.kind = norm_side_of(cell);
    return side;
}

bool norm_is_at(const norm_line *line, size_t i, const char *ascii)
{
    size_t n = strlen(ascii);
    if (n > line->count - i)
        return false;
    for (size_t k = 0; k < n; k++)
        if (line->cells[i + k].cp != (unsigned char)ascii[k] || line->cells[i + k].flags & NORM_KEEP)
            return false;
    return true;
}

static bool is_lost(uint32_t cp)
{
    return (cp >= 0x80 && cp <= 0xBF) || cp == 0xFFFD;
}

bool norm_is_remains(const norm_line *line, size_t i)
{
    return (i == 0 ? !line->starts : is_lost(line->cells[i - 1].cp)) ||
           (i + 1 == line->count ? !line->ends : is_lost(line->cells[i + 1].cp));
}

bool norm_is_misread(const norm_line *line, size_t from, size_t to)
{
    const uint32_t controls = NORM_SET(NORM_CONTROL) | NORM_SET(NORM_LINE_END);
    bool control = false, upper = from == 0 && to == line->count;
    for (size_t m = norm_mark_from(line, from); line->has & controls && line->upper && !control; m++) {
        m = norm_next_mark(line, m, controls);
        if (m == line->mark_count || line->marks[m].at >= to)
            break;
        uint32_t cp = line->cells[line->marks[m].at].cp;
        control = cp >= 0x80 && cp <= 0x9F;
    }
    for (size_t i = from; control && i < to && !upper; i++) {
        uint32_t cp = line->cells[i].cp;
        upper |= cp > 0xA0 && cp <= 0xFF && cp != 0xAD && cp != U'·';
    }
    return control && upper;
}
