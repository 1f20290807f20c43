/* user_words.h - the user's own words.
 *
 * A file of them has one a line; lines that begin with "# " are comments:
 *
 *     word                    listed: it is cut as one word wherever the frequencies do not favour another way
 *     word TAB tag            the same, with its part of speech
 *     word TAB freq TAB tag   with its frequency (on jieba's scale) and part of speech; also with single spaces
 *     =word                   always one word; it may hold blanks and punctuation
 *     a|b                     never joined: where ab stands, a word ends behind a
 *
 * Of several lines for one word, of whichever form, the last counts.  \| and \= stand for the characters themselves.
 * Both scripts' forms of a word are the same word.  A word that begins or ends with a Latin letter or a digit does not
 * begin or end inside a Latin word or number: ces is not in license.
 */
#ifndef SEGMENT_USER_WORDS_H
#define SEGMENT_USER_WORDS_H

#include "segment/clause.h"

#define SEG_USER_LENGTH_MAX 64u /* characters in a word */
#define SEG_USER 0x80000000u    /* in seg_clause.node */

/* No words; NULL when memory is out.  The caller ends it with seg_user_words_free(). */
seg_user_words *seg_user_words_new(void);
void seg_user_words_free(seg_user_words *words);

/* What is known of one of the user's words. */
typedef struct seg_user_entry {
    uint32_t cost; /* SEG_NO_WORD: no word */
    uint8_t tag;
    bool always;    /* characters: a word that is always one */
    uint64_t stops; /* characters: bit k: a word ends behind character k */
} seg_user_entry;

/* The entry of a word, added where there is none, for the caller to fill in; NULL when memory is out.  It stays where
 * it is until the next word is added.  By its text, for what competes with no other word, or by the lexicon's ids of
 * its units; at most SEG_USER_LENGTH_MAX of them. */
seg_user_entry *seg_user_words_add_text(seg_user_words *words, const seg_lexicon *lex, hp_span text);
seg_user_entry *seg_user_words_add_units(seg_user_words *words, const uint16_t *units, size_t count);

/* Takes back what seg_user_words_add_text() was told of the text, if it was. */
void seg_user_words_forget_text(seg_user_words *words, const seg_lexicon *lex, hp_span text);

/* The number of a part of speech: the lexicon's, or one above for the user's own; 0 when there is none or no
 * room. */
uint8_t seg_user_words_tag_number(seg_user_words *words, const seg_lexicon *lex, hp_span tag);

/* Adds the words of the file at `path`; of a word given twice the later counts.  Errors: HP_IO, HP_USAGE
 * (with file and line), HP_NO_MEMORY. */
hp_status seg_user_words_read(seg_user_words *words, const seg_lexicon *lex, const char *path, hp_error *err);

/* The length in bytes of the longest word at `at` that is always one; 0: none.  *tag gets its part of speech. */
size_t seg_user_words_match(const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at, uint8_t *tag);

/* Adds to `stops` (at most SEG_STOPS in all) the offsets in `run` at which words must end in what begins at
 * `at`. */
void seg_user_words_stops(const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at, size_t *stops,
                          unsigned *count);

/* Goes from *state (0 at a word's start) by the lexicon's id of a unit.  False when no word goes on so.  *cost
 * gets the cost of the word that ends here, or SEG_NO_WORD. */
bool seg_user_words_step(const seg_user_words *words, uint32_t *state, uint16_t lid, uint32_t *cost);

/* The part of speech of the word that ends in `state`: one of the lexicon's numbers, or a number above them for
 * one of the user's own; 0: none was given. */
uint8_t seg_user_words_tag(const seg_user_words *words, uint32_t state);

/* The name of the user's own part of speech `tag`; empty when it is none. */
hp_span seg_user_words_tag_name(const seg_user_words *words, const seg_lexicon *lex, uint8_t tag);

#endif
