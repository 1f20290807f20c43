/* characters.h - what a character is to the rules: one class, from one table look-up.
 *
 * Classes are coarse: they say which rule may have business with a character and what it is to its neighbours, not
 * what Unicode calls it.  The table covers the first plane; the rest goes by block.  A bit beside the class says that
 * a normal form may change the character or combine it with what stands before it.
 * Worked: 國 is HAN, ， is STOP, （ is OPEN, Ａ (full width) is FULL, U+2F00 is RADICAL, U+0301 is MARK and lively.
 */
#ifndef NORMALIZE_LINE_CHARACTERS_H
#define NORMALIZE_LINE_CHARACTERS_H

#include "hanpipe.h"

typedef enum norm_class {
    NORM_OTHER, /* symbols, and what nobody asks about */
    NORM_HAN,   /* unified ideographs, 々 〆 〇, zhuyin */
    NORM_KANA,
    NORM_HANGUL,
    NORM_LATIN,
    NORM_DIGIT,     /* 0 to 9 */
    NORM_LETTER,    /* of other scripts */
    NORM_BLANK,     /* white space inside a line */
    NORM_MARK,      /* combining marks */
    NORM_SIGN,      /* ASCII's punctuation and symbols */
    NORM_OPEN,      /* opening brackets and quotes of Chinese: （《「 */
    NORM_CLOSE,     /* the closing ones */
    NORM_STOP,      /* ，。、；：？！ */
    NORM_CURLY,     /* “”‘’ */
    NORM_DASH,      /* dashes, ellipses, dots */
    NORM_FULL,      /* full-width forms of other ASCII characters */
    NORM_HALF,      /* half-width kana and Chinese punctuation */
    NORM_FORM,      /* vertical and small forms of punctuation */
    NORM_LIGATURE,  /* ﬀ to ﬆ */
    NORM_INVISIBLE, /* zero width, soft hyphen, bidi controls, joiners, U+FFFC */
    NORM_SELECTOR,  /* variation selectors */
    NORM_RADICAL,   /* the blocks of radicals */
    NORM_COMPAT,    /* compatibility ideographs, those aside that are unified ones */
    NORM_PRIVATE,   /* private use */
    NORM_LINE_END,  /* CR, VT, FF, NEL, U+2028, U+2029 */
    NORM_CONTROL,   /* the other controls, but for TAB, LF, NUL and ESC */
    NORM_EMOJI,
    NORM_HINT, /* U+FFF9 to U+FFFB */
    NORM_CLASSES
} norm_class;

/* A set of classes. */
#define NORM_SET(class) (UINT32_C(1) << (class))

#define NORM_LIVELY 0x80u /* may change in a normal form, or combine */

/* The table: a class and perhaps NORM_LIVELY for each character of the first plane.  Filled once, then read only. */
typedef struct norm_characters {
    uint8_t plane[0x10000];
} norm_characters;

void norm_characters_fill(norm_characters *characters);

/* The same for what lies above the first plane. */
uint8_t norm_character_above(uint32_t cp);

static inline uint8_t norm_character(const norm_characters *characters, uint32_t cp)
{
    return cp < 0x10000 ? characters->plane[cp] : norm_character_above(cp);
}

/* ASCII letters; NORM_LATIN has the others, too. */
static inline bool norm_is_ascii_letter(uint32_t cp)
{
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' && cp < 0x80;
}

static inline bool norm_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* The character that the full-width form `cp` (U+FF01 to U+FF5E) stands for. */
static inline uint32_t norm_to_half(uint32_t cp)
{
    return cp - 0xFEE0;
}

static inline uint32_t norm_to_full(uint32_t ascii)
{
    return ascii + 0xFEE0;
}

#endif
