/* cue_scan_avx2.c - see cue_scan_avx2.h.
 *
 * Worked: 讀 is E8 AE 80; E8 and AE share the bit 16, so that its place is found; 说, E8 AF B4, is found as well.
 */
#include "annotation/scan/cue_scan_avx2.h"

#if VECTOR_X86
#include <stdint.h>

#include "text/vector/byte_set_avx2.h"

/* A bit for each of their first two bytes, AE and AF sharing one.  1: E5 94.  2: E5 A3.  4: E5 BF.  8: E8 81.
 * 16: E8 AE, E8 AF.  32: E9 9F. */
#define FIRST_LOW BYTE_SET_NIBBLES(0, 0, 0, 0, 0, 1 | 2 | 4, 0, 0, 8 | 16, 32, 0, 0, 0, 0, 0, 0)
#define FIRST_HIGH BYTE_SET_NIBBLES(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 63, 0)
#define SECOND_LOW BYTE_SET_NIBBLES(0, 8, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 4 | 16 | 32)
#define SECOND_HIGH BYTE_SET_NIBBLES(0, 0, 0, 0, 0, 0, 0, 0, 8, 1 | 32, 2 | 16, 4, 0, 0, 0, 0)

__attribute__((target("avx2"))) const char *annotation_next_cue_avx2(const char *p, const char *end)
{
    for (; end - p >= ANNOTATION_CUE_BLOCK; p += 32) {
        __m256i first = byte_set_look_up(_mm256_loadu_si256((const __m256i *)p), FIRST_LOW, FIRST_HIGH);
        __m256i second = byte_set_look_up(_mm256_loadu_si256((const __m256i *)(p + 1)), SECOND_LOW, SECOND_HIGH);
        __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(first, second), _mm256_setzero_si256());
        uint32_t hits = ~(uint32_t)_mm256_movemask_epi8(none);
        if (hits)
            return p + __builtin_ctz(hits);
    }
    return p;
}

#endif
