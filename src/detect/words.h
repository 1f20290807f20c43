/* words.h - finding the words of a list while characters are counted: detect/sections.h says how they lie.
 *
 * Of each two characters a bit says whether some word may start with them, which most do not.
 * Worked: 程車 is no start; at 計程 the row of 計程車 is found and compared.
 */
#ifndef DETECT_WORDS_H
#define DETECT_WORDS_H

#include "detect/sections.h"
#include "text/bytes.h"

enum { DETECT_SLOTS = 1 << 14, DETECT_SINGLES = 512 };

/* Immutable, shared by threads; borrows the section. */
typedef struct detect_words {
    const char *rows;
    size_t count;
    uint16_t slots[DETECT_SLOTS];     /* by the first two characters: the first row and 1; 0: none */
    uint8_t starts[1 << 14];          /* bit detect_pair() of two characters: a word may start with them */
    uint16_t singles[DETECT_SINGLES]; /* rows of one character */
    size_t single_count;
} detect_words;

/* How often each word was met.  Start with {0}. */
typedef struct detect_word_counts {
    uint32_t times[DETECT_WORDS_MOST];
    uint16_t met[DETECT_WORDS_MOST];
    size_t met_count;
} detect_word_counts;

/* Opens the section.  Errors: HP_BAD_DATA. */
hp_status detect_words_open(detect_words *words, hp_span section, hp_error *err);

static inline unsigned detect_pair(uint32_t first, uint32_t second)
{
    return (first * 40503 + second) & 0x1FFFF;
}

static inline bool detect_may_start(const detect_words *words, uint32_t first, uint32_t second)
{
    unsigned bit = detect_pair(first, second);
    return words->starts[bit >> 3] >> (bit & 7) & 1;
}

/* Counts the longest word that starts with the characters, behind which `rest` stands. */
void detect_count_word(const detect_words *words, detect_word_counts *counts, uint32_t first, uint32_t second,
                       hp_span rest);

/* The character of a row, and its weight in tenths of a nat for a place. */
static inline unsigned detect_row_character(const detect_words *words, size_t row, size_t i)
{
    return bytes_u16(words->rows + DETECT_ROW * row + 2 * i);
}

static inline int detect_row_weight(const detect_words *words, size_t row, unsigned place)
{
    return (signed char)words->rows[DETECT_ROW * row + 2 * DETECT_WORD_MOST + place];
}

#endif
