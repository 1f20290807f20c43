/* scan.h - finds the lines that the rules may have business with, and passes over the rest quickly. */
#ifndef NORMALIZE_SCAN_SCAN_H
#define NORMALIZE_SCAN_SCAN_H

#include "normalize/rules.h"

/* Fills engine->look from the rules. */
void norm_scan_prepare(norm_engine *engine);

/* The offset in `text`, whole lines of any bytes, of some byte of the first line at or behind `from`, where a line
 * starts, that may change; text.len when there is none.  `from` is 0 when the text is new.  norm_in_fence() then tells
 * of that line. */
size_t norm_next(norm_work *work, hp_span text, size_t from);

/* norm_next() without the fences: the first place at or behind `from` at which a line may change. */
size_t norm_find_telling(const norm_engine *engine, hp_span text, size_t from);

#endif
