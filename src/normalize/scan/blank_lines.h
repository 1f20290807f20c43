/* blank_lines.h - of several blank lines the last stays: one that stands before another goes.
 *
 * So a line needs to know of the next alone.  Blank is what is blank once the rules have seen it: a line of zero-width
 * characters is.  norm_vanishes() (engine.h) has the last word.
 */
#ifndef NORMALIZE_SCAN_BLANK_LINES_H
#define NORMALIZE_SCAN_BLANK_LINES_H

#include "normalize/rules.h"

/* Drops the blank lines among those that LFs in `line` divide; the last, when the one behind `line` vanishes. */
void norm_drop_blank_pieces(norm_line *line, bool next_vanishes);

/* True when `line`, any bytes, may be a blank line, or begin with one that ends in something else than LF.  Quick. */
bool norm_may_begin_blank(const norm_engine *engine, hp_span line);

/* True when the engine drops blank lines before others, and `line`, any bytes, may be one, or end in one.  Quick. */
bool norm_may_vanish(const norm_engine *engine, hp_span line);

#endif
