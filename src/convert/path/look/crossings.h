/* crossings.h - whether a word may cross from one character of a window to the next.
 *
 * What crosses is the two characters themselves, or a word that has them and one beside them.  The first bitmap of a
 * table of costs has all pairs of neighbours in words, all threes, and the words of two.  It lies outside of the
 * nearest caches, so all that starts with a pair is in one line of 512 bits, which can be fetched before.
 *
 * Worked, 在国制定, where the words are 国制 and 制定: words cross to 制 and to 定, not to 国.
 */
#ifndef CONVERT_PATH_LOOK_CROSSINGS_H
#define CONVERT_PATH_LOOK_CROSSINGS_H

#include "convert/table.h"

/* The hash of the characters at `at` and behind it, three bytes each. */
static inline uint32_t conv_crossing_pair(const char *at)
{
    return conv_pair_hash(utf8_char_bytes(at, 3), utf8_char_bytes(at + 3, 3));
}

/* Has the processor fetch what there is for the characters at `at` and behind it. */
static inline void conv_crossing_fetch(const conv_table *words, const char *at)
{
    bytes_fetch(words->pairs + (conv_crossing_pair(at) >> words->pair_shift >> 3));
}

/* True when a word may have the pair and `next` behind it; next 0: when the pair may be a word. */
static inline bool conv_crossing_has(const conv_table *words, uint32_t pair, uint32_t next)
{
    return conv_bitmap_has(words->pairs, 0, conv_cost_place(pair, next, words->pair_shift));
}

/* False when no word of the `count` characters at `start`, three bytes each, has the one numbered `i` and the one
 * before it. */
static inline bool conv_word_crosses(const conv_table *words, const char *start, size_t count, size_t i)
{
    const char *const at = start + 3 * i;
    if (i == 0 || i >= count)
        return false;
    const uint32_t pair = conv_crossing_pair(at - 3);
    return conv_bitmap_has(words->pairs, words->pair_shift, pair) &&
           (conv_crossing_has(words, pair, 0) ||
            (i + 1 < count && conv_crossing_has(words, pair, utf8_char_bytes(at + 3, 3))) ||
            (i > 1 && conv_crossing_has(words, conv_crossing_pair(at - 6), utf8_char_bytes(at, 3))));
}

#endif
