/* words_compile.h - makes the jieba engine's section of words of a dictionary in jieba's form.
 *
 * The dictionary has lines "word frequency", parted by a space, with anything behind another one.  Logarithms are taken
 * here, once, by the same log() that Python calls, so that every double is the one jieba has; log(frequency) -
 * log(total) is left to the reader, whose user may add words to the total.  Words with characters that jieba never
 * looks up (blanks, punctuation other than + # & . _ % -) count in the total alone.  Of two lines with one word the
 * later counts, in the total both.  Worked: "B超 3 n" is a word of weight log(3).
 */
#ifndef JIEBA_WORDS_COMPILE_H
#define JIEBA_WORDS_COMPILE_H

#include "data/row_placement.h"
#include "hanpipe.h"

/* Appends the section (jieba_sections.h) for the dictionary in `text` to *out, which is empty.  `effort` is how
 * closely it is packed.  Errors: HP_BAD_DATA with the line's number, HP_NO_MEMORY. */
hp_status jieba_compile_words(hp_span text, data_effort effort, hp_buf *out, hp_error *err);

/* Appends a double's 64 bits. */
void jieba_put_double(hp_buf *out, double value);

#endif
