/* plain_pass.h - the pass over the characters that need no attention: the loop that both engines spend their time in.
 */
#ifndef CONVERT_PLAIN_PLAIN_PASS_H
#define CONVERT_PLAIN_PLAIN_PASS_H

#include "convert/output_writer.h"
#include "convert/plain/places.h"

/* Writes the characters from `at` on that need no attention, each by one look-up and one XOR; returns the first that
 * does, or the end.  Attention need those whose entry has one of `flags`, ASCII that may start a deciding pair, and
 * those that are neither ASCII nor three bytes long.  A character of three bytes that may start a deciding pair is
 * written like others, and listed in *places, and so is one with a flag of places->listed; where conv_pass_ends() the
 * pass ends, wherever it is.  Until then output is as long as what it stands for, so that the place of each in the
 * output is known.  places->seen is started anew, and may be filled in. */
const char *conv_write_characters(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                  conv_places *places);

#endif
