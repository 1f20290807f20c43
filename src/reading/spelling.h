/* spelling.h - the many ways in which a reading is typed, made one.
 *
 * Given the text of a reading it gives letters: a-z (v for ü), each with the tone its mark says, the tone digit behind
 * it, and what stands before it.  Covers precomposed and decomposed marks, breve and circumflex for the caron, ɑ and ɡ,
 * full-width and look-alike letters, what GBK's ḿ and ǹ become in private use, superscript digits, u: for ü, spacing
 * tone marks, HTML character references, and invisible characters; in zhuyin also 一 for ㄧ.
 * Worked: "Lü\u030c xíng" → l, v with tone 3, then x (a break before it), i with tone 2, n, g; the L was a capital.
 */
#ifndef READING_SPELLING_H
#define READING_SPELLING_H

#include "hanpipe.h"

enum {
    READING_LETTER_BREAK = 1,  /* a blank, hyphen, apostrophe or dot stands before it: a syllable starts here */
    READING_LETTER_QUOTE = 2,  /* that was an apostrophe, which Wade-Giles uses for aspiration */
    READING_LETTER_DOT = 4,    /* that was a dot, which marks the neutral tone */
    READING_LETTER_UPPER = 8,  /* it was a capital */
    READING_LETTER_CARET = 16, /* it is e with a circumflex: ê, unless the circumflex stands for a caron */
    READING_LETTER_LOST = 32   /* the text's last, with an apostrophe behind it, where a tone mark may have been */
};

typedef struct reading_letter {
    char c;
    uint8_t tone;  /* 1 to 4 by its mark, or 0 */
    char digit;    /* the tone digit behind it, '0' to '6', or 0 */
    uint8_t flags; /* READING_LETTER_… */
} reading_letter;

#define READING_LETTERS_MAX 96

/* Folds `text` into letters.  False when it holds anything that is no part of a reading, nothing, or too much. */
bool reading_parse_latin(hp_span text, reading_letter letters[READING_LETTERS_MAX], size_t *count);

/* One zhuyin syllable: its symbols as bytes, U+3105 being 1, and its tone, 5 for the neutral one. */
typedef struct reading_symbols {
    char name[4];
    uint8_t len;
    uint8_t tone; /* 1 where no mark says otherwise */
    bool marked;  /* a mark was there */
} reading_symbols;

#define READING_SYMBOLS_MAX 24

/* Folds `text`, zhuyin, likewise. */
bool reading_parse_zhuyin(hp_span text, reading_symbols syllables[READING_SYMBOLS_MAX], size_t *count);

/* True for the marks that zhuyin puts after its symbols. */
bool reading_is_zhuyin_mark(uint32_t cp);

#endif
