/* unit_ends.h - where the units end that are more than one character.
 *
 * Each is given a run of valid UTF-8 and a place in it.
 */
#ifndef SEGMENT_UNITS_UNIT_ENDS_H
#define SEGMENT_UNITS_UNIT_ENDS_H

#include "segment/units/character.h"

/* The end of the user's name whose @ is at `pos`, or `pos`.  A name in letters ends where they do; one with Han
 * ends at a blank, a colon or the end of the line, or is taken for running text. */
size_t seg_name_end(const seg_lexicon *lex, hp_span run, size_t pos);

/* The end of the word of letters and digits at `pos`; *id gets what it is. */
size_t seg_word_end(const seg_lexicon *lex, hp_span run, size_t pos, uint16_t *id);

/* The end of the letters, digits or address at `pos`. */
size_t seg_latin_end(const seg_lexicon *lex, hp_span run, size_t pos, uint16_t *id);

/* The end of the emoji at `pos`, with its marks and what is joined to it. */
size_t seg_emoji_end(const seg_lexicon *lex, hp_span run, size_t pos);

/* The end of the hiragana, katakana or hangul at `pos`. */
size_t seg_syllables_end(const seg_lexicon *lex, hp_span run, size_t pos);

/* The end of the number spelled digit by digit at `pos`: four digits and more, or two and more with 〇.  `pos` when
 * there is none. */
size_t seg_spelled_end(const seg_lexicon *lex, hp_span run, size_t pos, unsigned *count);

/* True when what ends at `pos` may begin a range, as in 3-5, 5%-10% or 8月-9月: a sign after it is a dash. */
bool seg_ends_amount(const seg_lexicon *lex, hp_span run, size_t pos);

#endif
