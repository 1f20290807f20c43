/* near_pairs_avx512.h - near_pairs.h on x86 with AVX-512 and its permutations of bytes. */
#ifndef CONVERT_PATH_LOOK_NEAR_PAIRS_AVX512_H
#define CONVERT_PATH_LOOK_NEAR_PAIRS_AVX512_H

#include "convert/path/look/seen.h"
#include "convert/plain/plain_pass_avx512.h"
#include "convert/table.h"

#if VECTOR_X86
enum { CONV_NEAR_AVX512 = 67 };

/* As conv_find_near_pairs(), where CONV_NEAR_AVX512 bytes follow `at`; stops before characters of two or four bytes,
 * and so `length` may be 0. */
conv_near_pairs conv_find_near_pairs_avx512(const conv_table *near, const char *at, const char *to);
#endif

#endif
