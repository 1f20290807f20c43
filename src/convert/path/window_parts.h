/* window_parts.h - the parts of a window that have to be searched for the cheapest way.
 *
 * Where no word crosses from one character to the next, what is before and what is behind do not depend on each other.
 * So a part reaches from a word that decides, or from a character at which a rule may apply, to such places on both
 * sides; a rule looks at two words before.
 */
#ifndef CONVERT_PATH_WINDOW_PARTS_H
#define CONVERT_PATH_WINDOW_PARTS_H

#include "convert/path/window_scan.h"

enum { CONV_WINDOW_PARTS = 16 };

/* The characters [from, end) of a window; if `alone` is not NULL, they are that word, and it is the cheapest way. */
typedef struct conv_window_part {
    size_t from, end;
    const conv_window_word *alone;
} conv_window_part;

/* Finds the parts of the window in which a word may become another than its characters, in their order; returns how
 * many there are.  A window with too many is one part. */
size_t conv_find_parts(conv_scan *s, const conv_window *w, conv_window_part parts[CONV_WINDOW_PARTS]);

#endif
