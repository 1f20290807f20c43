/* pairs_avx2.h - sorting out places, eight at a time, on x86 with AVX2 and BMI2. */
#ifndef CONVERT_PLAIN_PAIRS_AVX2_H
#define CONVERT_PLAIN_PAIRS_AVX2_H

#include "convert/plain/places.h"
#include "convert/plain/plain_pass_avx2.h"
#include "convert/table.h"

#if VECTOR_X86
/* As conv_sort_places() (pairs.h) from the first place on; stops before the last few and those whose characters are
 * near `end`, and returns how many places it has sorted.  *count becomes how many are kept; there is room for 8 more.
 * Most places that are not joined, and do not break, are found out if `asks` says so. */
size_t conv_sort_places_avx2(const conv_table *table, const conv_places *places, const char *end, conv_pair_asks asks,
                             uint32_t *kept, size_t *count);
#endif

#endif
