/* user_words.h - the user's own words.
 *
 * A file of them has one a line; lines that begin with "# " are comments:
 *
 *     word                    listed: it is cut as one word wherever the frequencies do not favour another way
 *     word TAB freq TAB tag   with its frequency (on jieba's scale) and part of speech; also with single spaces
 *     =word                   always one word; it may hold blanks and punctuation
 *     a|b                     never joined: where ab stands, a word ends behind a
 *
 * \| and \= stand for the characters themselves.  Both scripts' forms of a word are the same word.  A word
 * that begins or ends with a Latin letter or a digit does not begin or end inside a Latin word or number: ces
 * is not in license.
 */
#ifndef SEGMENT_USER_WORDS_H
#define SEGMENT_USER_WORDS_H

#include "segment/clause.h"

#define HP_SEG_USER 0x80000000u /* in hp_segclause.node */

/* No words; NULL when memory is out.  The caller ends it with hp_segwords_free(). */
hp_segwords *hp_segwords_new(void);
void hp_segwords_free(hp_segwords *words);

/* Adds the words of the file at `path`; of a word given twice the later counts.  Errors: HP_EIO, HP_EUSAGE
 * (with file and line), HP_ENOMEM. */
hp_status hp_segwords_read(hp_segwords *words, const hp_seglex *lex, const char *path, hp_error *err);

/* The length in bytes of the longest word at `at` that is always one; 0: none.  *tag gets its part of speech. */
size_t hp_segwords_match(const hp_segwords *words, const hp_seglex *lex, hp_span run, size_t at,
                         uint8_t *tag);

/* Adds to `stops` (at most HP_SEG_STOPS in all) the offsets in `run` at which words must end in what begins at
 * `at`. */
void hp_segwords_stops(const hp_segwords *words, const hp_seglex *lex, hp_span run, size_t at, size_t *stops,
                       unsigned *count);

/* Goes from *state (0 at a word's start) by the lexicon's id of a unit.  False when no word goes on so.  *cost
 * gets the cost of the word that ends here, or HP_SEG_NO_WORD. */
bool hp_segwords_step(const hp_segwords *words, uint32_t *state, uint16_t lid, uint32_t *cost);

/* The part of speech of the word that ends in `state`: one of the lexicon's numbers, or a number above them for
 * one of the user's own; 0: none was given. */
uint8_t hp_segwords_tag(const hp_segwords *words, uint32_t state);

/* The name of the user's own part of speech `tag`; empty when it is none. */
hp_span hp_segwords_tag_name(const hp_segwords *words, const hp_seglex *lex, uint8_t tag);

#endif
