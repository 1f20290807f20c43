/* jieba_sections.h - the two sections of the data file that hold what jieba loads: "jieba-words" the dictionary,
 * "jieba-hmm" the model for words that are not in it.
 *
 * All numbers are little-endian; a double is its IEEE bits in 64.
 *
 * jieba-words
 *     offset        size  what
 *          0           4  "HJW3"
 *          4           4  units, U
 *          8           4  weights, W
 *         12           4  the root's base
 *         16           8  total: the sum of all frequencies
 *         24           8  log(total)
 *         32           4  bytes of a unit, 6 or 8
 *         36          28  spare
 *         64       2*128  codes of U+0000..U+007F, then
 *        320   2*0x51D6   codes of U+4E00..U+9FD5; 0: in no word; then filled to a multiple of 8
 *          …       6*U or 8*U  the words' double array (data/double_array.h), packed, with weight numbers; 2 bytes,
 *                        then filled to a multiple of 8
 *          …         8*W  weights: log(frequency); weight 0 is log(1), for what is no word
 *          …         4*W  the frequencies; 0 for weight 0
 *
 * Weight number 0: a prefix, not a word.
 *
 * jieba-hmm
 *          0           4  "HJH2"
 *          4           4  rows, R, then 56 spare
 *         64        4*8  log-probability of starting in B, E, M, S
 *         96       16*8  of going from B, E, M, S (rows) to B, E, M, S
 *        224    2*0x51D6 the row of each character of U+4E00..U+9FD5; then filled to a multiple of 8
 *          …       4*8*R  rows: log-probability of a character in B, E, M, S; most of the rare ones have the same
 */
#ifndef JIEBA_JIEBA_SECTIONS_H
#define JIEBA_JIEBA_SECTIONS_H

#include <string.h>

#include "hanpipe.h"

#define JIEBA_WORDS "jieba-words"
#define JIEBA_HMM "jieba-hmm"
#define JIEBA_WORDS_MAGIC 0x33574A48u /* "HJW3" */
#define JIEBA_HMM_MAGIC 0x32484A48u   /* "HJH2" */

enum {
    JIEBA_HEADER = 64,
    JIEBA_ASCII = 128,
    JIEBA_FIRST = 0x4E00, /* jieba's Han characters: what Unicode 8 had in the first block */
    JIEBA_HAN = 0x51D6,   /* their number */
    JIEBA_CODES = JIEBA_ASCII + JIEBA_HAN,
    JIEBA_UNITS = (JIEBA_HEADER + 2 * JIEBA_CODES + 7) / 8 * 8, /* offset of the double array */
    JIEBA_STATES = 4,
    JIEBA_ROW = 8 * JIEBA_STATES,
    JIEBA_ROW_NUMBERS = (2 * JIEBA_HAN + 7) / 8 * 8 /* bytes */
};

/* The log-probability that jieba takes for what its tables do not list. */
#define JIEBA_NEVER (-3.14e100)

/* True for the characters that the model knows. */
static inline bool jieba_is_han(uint32_t cp)
{
    return cp - JIEBA_FIRST < JIEBA_HAN;
}

static inline bool jieba_is_alphanumeric(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Where the table of codes has the character, or -1 when it is never part of a word. */
static inline int jieba_place(uint32_t cp)
{
    if (jieba_is_han(cp))
        return (int)(cp - JIEBA_FIRST) + JIEBA_ASCII;
    bool is_part = jieba_is_alphanumeric(cp) || (cp < 0x80 && cp != 0 && strchr("+#&._%-", (int)cp));
    return is_part ? (int)cp : -1;
}

#endif
