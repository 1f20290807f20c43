/* kept_stretches.h - the long parts of a stage's text that its result has unchanged, which are not copied to it.
 *
 * The result is then a buffer's bytes with the stretches between them: part 0 is what the buffer has before the first
 * stretch, part 1 that stretch, and so on, up to what the buffer has behind the last.
 */
#ifndef PIPELINE_KEPT_STRETCHES_H
#define PIPELINE_KEPT_STRETCHES_H

#include "hanpipe.h"

/* A stretch that is not as long is copied: to write it by itself would take longer. */
enum { KEPT_LEAST = 1 << 12 };

typedef struct kept_stretch {
    size_t at; /* it stands before this byte of the buffer */
    hp_span text;
} kept_stretch;

/* Starts as {0}. */
typedef struct kept_stretches {
    kept_stretch *items;
    size_t count, cap;
} kept_stretches;

/* Adds `text` behind all that the result has, which is `at` bytes in the buffer.  False when memory is out. */
bool kept_stretches_add(kept_stretches *kept, size_t at, hp_span text);

/* The length of a result with `length` bytes in the buffer. */
size_t kept_stretches_length(const kept_stretches *kept, size_t length);

/* Part `i` of the result whose buffer has `bytes`; false behind the last.  It may be empty. */
bool kept_stretches_part(const kept_stretches *kept, hp_span bytes, size_t i, hp_span *part);

void kept_stretches_free(kept_stretches *kept);

#endif
