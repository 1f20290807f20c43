/* reading.h - how a word is read: pinyin without tones and blanks. */
#ifndef BINDINGS_SEARCH_READING_H
#define BINDINGS_SEARCH_READING_H

#include "hanpipe.h"

/* Appends to *out the readings of `word`, with a blank behind each; none when a character has none.  Of a word whose
 * characters have several, at most eight. */
void reading_append(hp_buf *out, hp_span word);

#endif
