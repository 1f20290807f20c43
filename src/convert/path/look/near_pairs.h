/* near_pairs.h - at which of the characters of a text a word of a field (region_choice.h) may start, for some in a row.
 *
 * No such word has one character, so the bitmap of pairs rules nearly every place out.
 */
#ifndef CONVERT_PATH_LOOK_NEAR_PAIRS_H
#define CONVERT_PATH_LOOK_NEAR_PAIRS_H

#include "convert/path/look/seen.h"
#include "convert/table.h"

/* Looks at the characters that start in [at, to), or the first of them, but at one in any case; the text ends at
 * `end`, and bytes up to `readable`, which is not before, may be read. */
conv_near_pairs conv_find_near_pairs(const conv_table *near, const char *at, const char *to, const char *end,
                                     const char *readable);

/* The same, without vectors, up to the first bit: what conv_find_near_pairs() is. */
conv_near_pairs conv_find_near_pairs_plainly(const conv_table *near, const char *at, const char *to, const char *end);

#endif
