/* mark_bits.h - the bits of marks.h, for what sets them and what copies by them.
 *
 * Worked: byte 70 of a stretch is bit 6 of the second number.
 */
#ifndef FILTERS_SEG_MARK_BITS_H
#define FILTERS_SEG_MARK_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SEG_MARKED_MOST 4096u /* bytes of text that are marked together */
#define SEG_MARKS_BEYOND 64u  /* bytes behind the last separator that may be written, too */

/* Numbers of 64 bits, the first byte's lowest; more than asked for, since a clause sets bits eight units at a time. */
typedef struct seg_marks {
    uint64_t bits[SEG_MARKED_MOST / 64 + 4];
} seg_marks;

/* Marks byte `at`, if `is_apart`. */
static inline void seg_mark(seg_marks *marks, size_t at, bool is_apart)
{
    marks->bits[at / 64] |= (uint64_t)is_apart << at % 64;
}

#endif
