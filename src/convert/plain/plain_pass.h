/* plain_pass.h - the pass over the characters that need no attention: the loop that both engines spend their time in.
 */
#ifndef CONVERT_PLAIN_PLAIN_PASS_H
#define CONVERT_PLAIN_PLAIN_PASS_H

#include "convert/output_writer.h"
#include "convert/plain/places.h"

/* Writes the characters from `at` on that need no attention, each by one look-up and one XOR; returns the first that
 * does, or the end.  Attention need those whose entry has one of `flags`, ASCII that may start a deciding pair, and
 * those that are neither ASCII nor three bytes long.  A character of three bytes that may start a deciding pair is
 * written like others, and listed in *places; where conv_pass_ends() the pass ends, wherever it is.  Until then output
 * is as long as what it stands for, so that the place of each in the output is known. */
const char *conv_write_characters(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                  conv_places *places);

/* A place where a deciding key may stand: the node of its first character, the code of its second, and how much of the
 * text, from there on, the keys can have in common with it: two characters, or all that is left. */
typedef struct conv_pair {
    const char *at;
    uint32_t first, code;
    size_t length;
} conv_pair;

/* Sorts out the places at which a deciding key may stand, by what is behind the pair; has their second nodes fetched
 * from memory, all before the first is used.  Returns how many there are. */
size_t conv_fetch_pairs(const conv_table *table, const conv_places *places, const char *end, conv_pair *pairs);

/* The same for all places, whatever is behind them. */
size_t conv_fetch_all_pairs(const conv_table *table, const conv_places *places, const char *end, conv_pair *pairs);

/* True when keys start with the pair. */
static inline bool conv_pair_starts_key(const conv_table *table, const conv_pair *pair)
{
    return conv_table_step(table, pair->first, pair->code) != 0;
}

#endif
