/* brackets.c - see brackets.h.
 *
 *     第一章(绪论)  世卫组织(WHO)  Python(编程语言)  (1)蒸发        full
 *     f(x)  公式(a+b)(a-b)  see (Fig. 1) 图  (^_^)  main()  1) 一项    as they are
 *     他（他的父亲)                                                   both full
 *
 * Pairs are found with a stack of a fixed depth; what is nested deeper, or has no partner in its line, stays.
 */
#include "normalize/rules/brackets.h"

#include <string.h>

#include "normalize/line/context.h"
#include "normalize/rules.h"

enum { DEPTH = 16 };

/* What stands between a pair. */
struct content {
    bool han, word, quote;
    bool formula;   /* an operator between letters or digits */
    size_t letters; /* the longest run */
    size_t length;  /* characters that are no blank */
};

static bool is_operator(uint32_t cp)
{
    return cp && cp < 0x80 && strchr("+-*/=^<>", (int)cp);
}

/* Looks no further than a little behind what is enough: three characters and Han, and behind a word a quote. */
static struct content look_inside(const norm_line *line, size_t open, size_t close)
{
    struct content c = { .han = false };
    size_t letters = 0;
    bool behind_word = norm_is_word(&line->cells[open] - 1);
    for (size_t i = open + 1; i < close; i++) {
        if (i % 16 == 0 && c.han && c.length > 2 && (c.quote || !behind_word))
            break;
        const norm_cell *cell = &line->cells[i];
        if (cell->class == NORM_BLANK)
            continue;
        c.length++;
        c.han |= norm_is_han(cell);
        c.word |= norm_is_word(cell);
        c.quote |= cell->cp == '"' || cell->cp == '\'';
        bool range = cell->cp == '-' && norm_is_digit(cell[-1].cp) && norm_is_digit(cell[1].cp); /* 1990-2020 */
        c.formula |= i > open + 1 && is_operator(cell->cp) && !range && norm_is_word(cell - 1) &&
                     norm_is_word(cell + 1);
        letters = cell->class == NORM_LATIN ? letters + 1 : 0;
        c.letters = letters > c.letters ? letters : c.letters;
    }
    return c;
}

/* (1) (a) (12): what numbers an item, at the start of the line and before Han. */
static bool is_enumerator(const norm_line *line, const struct content *c, size_t open, size_t close)
{
    return c->word && c->length <= 3 && (c->letters == 0 || c->length == 1) &&
           norm_left(line, open).kind == NORM_SIDE_EDGE && norm_right(line, close).kind == NORM_SIDE_HAN;
}

/* (_O) (&F) (~R) are keys of a menu, (*.svg) is a pattern of file names, IsMissing( 参数 ) a function's. */
static bool is_code(const norm_line *line, size_t open, size_t close, const struct content *c)
{
    const norm_cell *first = &line->cells[open + 1], *before = first - 2;
    return ((first->cp == '_' || first->cp == '&' || first->cp == '~') && c->length == 2) ||
           (first->cp == '*' && first[1].cp == '.') ||
           (norm_is_word(before) && first->class == NORM_BLANK && line->cells[close - 1].class == NORM_BLANK);
}

/* True when the pair at these places is full width by right. */
static bool is_full(const norm_line *line, size_t open, size_t close)
{
    struct content c = look_inside(line, open, close);
    const norm_cell *before = &line->cells[open] - 1;
    norm_side left = norm_left(line, open);
    bool mixed = line->cells[open].cp == U'（' || line->cells[close].cp == U'）';
    bool han_before = left.kind == NORM_SIDE_HAN || left.kind == NORM_SIDE_CLOSE || left.kind == NORM_SIDE_STOP;
    if (c.length == 0 || is_code(line, open, close, &c) ||
        (before->cp && before->cp < 0x80 && strchr("\\$@`]", (int)before->cp)))
        return false;
    if (c.han)
        return !(c.quote && norm_is_word(before));
    if (mixed)
        return han_before;
    if (!c.word || (c.formula && c.letters < 2))
        return false;
    return han_before || is_enumerator(line, &c, open, close);
}

static bool is_round(uint32_t cp)
{
    return (cp | 1) == ')' || (cp | 1) == U'）'; /* ( and （ stand right before */
}

void norm_widen_brackets(norm_line *line)
{
    size_t stack[DEPTH], depth = 0; /* the marks' numbers */
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN) | NORM_SET(NORM_OPEN) | NORM_SET(NORM_CLOSE), m, i) {
        const norm_cell *cell = &line->cells[i];
        if (!is_round(line->marks[m].low) || cell->flags & NORM_KEEP)
            continue;
        if (cell->cp == '(' || cell->cp == U'（') {
            if (depth < DEPTH)
                stack[depth] = m;
            depth++;
        } else if ((cell->cp == ')' || cell->cp == U'）') && depth > 0 && --depth < DEPTH) {
            size_t open = line->marks[stack[depth]].at;
            if (line->cells[open].cp == U'（' && cell->cp == U'）')
                continue;
            if (is_full(line, open, i)) {
                line->near = stack[depth];
                norm_put(line, open, U'（', NORM_OPEN, NORM_RULE_PUNCT);
                line->near = m;
                norm_put(line, i, U'）', NORM_CLOSE, NORM_RULE_PUNCT);
            }
        }
    }
}
