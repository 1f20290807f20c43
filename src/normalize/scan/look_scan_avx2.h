/* look_scan_avx2.h - look_scan.h's jobs 60 and 32 bytes at a time, on x86 with AVX2. */
#ifndef NORMALIZE_SCAN_LOOK_SCAN_AVX2_H
#define NORMALIZE_SCAN_LOOK_SCAN_AVX2_H

#include <stdint.h>

#include "text/vector/vector.h"

#if VECTOR_X86
enum { NORM_SCAN_AVX2_STEP = 60 };

/* As norm_scan(), with `looks` of the engine; *length is NORM_SCAN_AVX2_STEP. */
const char *norm_scan_avx2(unsigned looks, const char *start, const char *at, const char *end, uint64_t *found);

/* As norm_scan_marks(). */
const char *norm_scan_marks_avx2(const char *at, const char *end);
#endif

#endif
