/* characters.h - what of a text a search may ask for, and in which form: letters and digits, without their case. */
#ifndef BINDINGS_SEARCH_CHARACTERS_H
#define BINDINGS_SEARCH_CHARACTERS_H

#include "hanpipe.h"

/* Finds the first run of letters, digits and marks that combine with them in `text` from byte `from` on, and puts its
 * begin and end into *begin and *end.  False when there is none.  Bytes that are not UTF-8 are no letters. */
bool index_next_run(hp_span text, size_t from, size_t *begin, size_t *end);

/* Returns where `text` may be cut, at most `most` bytes from its start, so that both pieces have the words of the
 * whole: behind the last line end, or where a line is longer, behind the last character that is neither letter nor
 * digit, or where there is none, before the character at `most`.  The whole length when that is no more. */
size_t index_find_cut(hp_span text, size_t most);

/* Appends the letters and digits of `text` to *out with Unicode's simple case folding: Café → café. */
void index_fold(hp_buf *out, hp_span text);

#endif
