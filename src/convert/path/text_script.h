/* text_script.h - which script a text is in, as its characters tell. */
#ifndef CONVERT_PATH_TEXT_SCRIPT_H
#define CONVERT_PATH_TEXT_SCRIPT_H

#include "convert/table.h"

/* Marks of a character in "words.s" and "words.t": what a character says about its text's script. */
enum {
    CONV_ONLY_SIMPLIFIED = 1 << 16,  /* stands in Simplified text only */
    CONV_ONLY_TRADITIONAL = 1 << 17, /* stands in Traditional text only */
    CONV_IN_BOTH = 1 << 18,          /* stands in both, with more meanings in Simplified (后, 里) */
    CONV_HAS_RULE = 1 << 19,         /* has a rule, or starts a word that has one */
    CONV_TELLS_SCRIPT = CONV_ONLY_SIMPLIFIED | CONV_ONLY_TRADITIONAL
};

/* True when the text, valid UTF-8, has characters that only Simplified has, and none that only Traditional has, by the
 * bits in the codes of `words`. */
bool conv_text_is_simplified(const conv_table *words, hp_span text);

/* Those of the marks `wanted` that the first character of `text` with any of them has by `words`; *text is then what is
 * behind it.  0 when no character has one: nothing is left of *text. */
uint32_t conv_text_take_mark(const conv_table *words, uint32_t wanted, hp_span *text);

/* Of `text`, valid UTF-8, a conversion from Traditional has made what stands in *out from `start` on: puts the lines
 * back that it changed though they are Simplified.  Mostly the first character that differs tells.  Out of memory sets
 * out->failed. */
void conv_leave_simplified(const conv_table *words, hp_span text, hp_buf *out, size_t start);

#endif
