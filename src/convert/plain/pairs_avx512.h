/* pairs_avx512.h - sorting out places, sixteen at a time, on x86 with AVX-512 and its permutations of bytes. */
#ifndef CONVERT_PLAIN_PAIRS_AVX512_H
#define CONVERT_PLAIN_PAIRS_AVX512_H

#include "convert/plain/places.h"
#include "convert/plain/plain_pass_avx512.h"
#include "convert/table.h"

#if VECTOR_X86
/* As conv_sort_places() (pairs.h) from the first place on; stops before those whose characters are near `end`, and
 * returns how many places it has sorted.  *count becomes how many are kept; there is room for 16 more.  Most places
 * that are not joined are found out here. */
size_t conv_sort_places_avx512(const conv_table *table, const conv_places *places, const char *end, uint32_t *kept,
                               size_t *count);
#endif

#endif
