/* look_scan.h - passing over bytes that no rule asks about. */
#ifndef NORMALIZE_SCAN_LOOK_SCAN_H
#define NORMALIZE_SCAN_LOOK_SCAN_H

#include "normalize/rules.h"
#include "normalize/scan/looks.h"

/* Passes over [at, end) up to bytes that may need a look: returns a place from which on bit i of *found is for byte i;
 * all before it needs none, and neither do the others of the *length bytes there.  *found is 0 at the end only.
 * `start` is where the text starts. */
const char *norm_scan(const norm_engine *engine, const char *start, const char *at, const char *end, uint64_t *found,
                      size_t *length);

/* The first place in [at, end) where ``` or ~~~ may begin, or one before it. */
const char *norm_scan_marks(const char *at, const char *end);

#endif
