/* fences.h - blocks of code between ``` or ~~~ lines, in which only line ends may change.
 *
 * A fence ends with its document at the latest, so a line may depend on lines far behind it: norm_ready() tells how far
 * a text can be worked through when more of it is still to come.
 * Worked: "```\n1,2\n```\n好,\n" has one fence, its first three lines.
 */
#ifndef NORMALIZE_SCAN_FENCES_H
#define NORMALIZE_SCAN_FENCES_H

#include "normalize/rules.h"

/* Finds the code fences of a text that begins outside of one.  When memory is out, work->failed is set. */
void norm_find_fences(norm_work *work, hp_span text);

/* True when the place, an offset into the text that norm_find_fences() was last given, by norm_next() too, is in a code
 * fence. */
bool norm_in_fence(const norm_work *work, size_t at);

/* True when a line's changes may depend on lines behind it (blank lines, code fences). */
bool norm_looks_ahead(const norm_engine *engine);

/* How many bytes of `text`, whole lines, can be worked through before more of it is known. */
size_t norm_ready(const norm_engine *engine, hp_span text);

#endif
