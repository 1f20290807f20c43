/* context.h - what stands beside a character: the question that most rules ask.
 *
 * Worked, for the comma of "他用**Word** ,好": left is d (a word, with a blank between), right is 好 (Han).
 */
#ifndef NORMALIZE_LINE_CONTEXT_H
#define NORMALIZE_LINE_CONTEXT_H

#include "normalize/line/line.h"

typedef enum norm_side_kind {
    NORM_SIDE_EDGE, /* the line begins or ends here */
    NORM_SIDE_HAN,
    NORM_SIDE_OPEN,  /* an opening bracket or quote of Chinese */
    NORM_SIDE_CLOSE, /* a closing one */
    NORM_SIDE_STOP,  /* other marks of Chinese: ， 。 —— …… */
    NORM_SIDE_WORD,  /* Latin, numbers, addresses, code, symbols that stand for a word, closing ASCII brackets, % */
    NORM_SIDE_OTHER  /* another language, other signs, bytes that are no text */
} norm_side_kind;

typedef struct norm_side {
    norm_side_kind kind;
    bool blank; /* blanks stand between */
    size_t at;  /* the place; count, or SIZE_MAX on the left, at an edge */
} norm_side;

/* What stands before and behind the character at `i`: blanks, asterisks that mark emphasis and straight quotes are
 * looked through. */
norm_side norm_left(const norm_line *line, size_t i);
norm_side norm_right(const norm_line *line, size_t i);

/* The kind of one character. */
norm_side_kind norm_side_of(const norm_cell *cell);

static inline bool norm_is_han(const norm_cell *cell)
{
    return cell->class == NORM_HAN || cell->class == NORM_RADICAL || cell->class == NORM_COMPAT ||
           cell->class == NORM_HINT;
}

/* A Latin letter or a digit, full width or not. */
static inline bool norm_is_word(const norm_cell *cell)
{
    return cell->class == NORM_LATIN || cell->class == NORM_DIGIT;
}

static inline bool norm_is_ideographic_mark(const norm_cell *cell)
{
    return cell->class == NORM_OPEN || cell->class == NORM_CLOSE || cell->class == NORM_STOP;
}

/* True when the cells [from, to) have controls from U+0080 on and letters or signs of Latin-1's upper half: UTF-8 or
 * another encoding was read as Latin-1, and can be read again as long as nothing goes. */
bool norm_is_misread(const norm_line *line, size_t from, size_t to);

/* True when the character at `i`, a C1 control, NEL among them, or a soft hyphen, stands beside a character from U+0080
 * to U+00BF, one that was lost, or bytes that are no text: then it is a byte of a character that lost another. */
bool norm_is_remains(const norm_line *line, size_t i);

/* True at `i` when the characters there are those of `ascii`, none of them kept. */
bool norm_is_at(const norm_line *line, size_t i, const char *ascii);

#endif
