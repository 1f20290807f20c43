/* utf8_errors.h - which halves of two bytes in a row can be which errors of UTF-8; see utf8_vector.c. */
#ifndef TEXT_VECTOR_UTF8_ERRORS_H
#define TEXT_VECTOR_UTF8_ERRORS_H

enum {
    SHORT = 1 << 0,     /* a lead byte, and no continuation behind it */
    LONG = 1 << 1,      /* ASCII, and a continuation behind it */
    OVERLONG3 = 1 << 2, /* E0 80..9F */
    LARGE = 1 << 3,     /* F4 90..BF, or F5..FF */
    SURROGATE = 1 << 4, /* ED A0..BF */
    OVERLONG2 = 1 << 5, /* C0 or C1 */
    OVERLONG4 = 1 << 6, /* F0 80..8F; and F5..FF 80..8F */
    TWO = 1 << 7,       /* two continuations: right only where a longer sequence expects the second */
    ALWAYS = SHORT | LONG | TWO,
    BIG = ALWAYS | LARGE | OVERLONG4,
    MIDDLE = LONG | OVERLONG2 | TWO
};

/* By the upper half of the first byte, its lower half, and the upper half of the second. */
static const unsigned char utf8_first_upper[16] = {
    LONG,
    LONG,
    LONG,
    LONG,
    LONG,
    LONG,
    LONG,
    LONG,
    TWO,
    TWO,
    TWO,
    TWO,
    SHORT | OVERLONG2,
    SHORT,
    SHORT | OVERLONG3 | SURROGATE,
    SHORT | LARGE | OVERLONG4,
};
static const unsigned char utf8_first_lower[16] = {
    ALWAYS | OVERLONG3 | OVERLONG2 | OVERLONG4,
    ALWAYS | OVERLONG2,
    ALWAYS,
    ALWAYS,
    ALWAYS | LARGE,
    BIG,
    BIG,
    BIG,
    BIG,
    BIG,
    BIG,
    BIG,
    BIG,
    BIG | SURROGATE,
    BIG,
    BIG,
};
static const unsigned char utf8_second_upper[16] = {
    SHORT,
    SHORT,
    SHORT,
    SHORT,
    SHORT,
    SHORT,
    SHORT,
    SHORT,
    MIDDLE | OVERLONG3 | OVERLONG4,
    MIDDLE | OVERLONG3 | LARGE,
    MIDDLE | SURROGATE | LARGE,
    MIDDLE | SURROGATE | LARGE,
    SHORT,
    SHORT,
    SHORT,
    SHORT,
};

#endif
