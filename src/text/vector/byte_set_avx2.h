/* byte_set_avx2.h - sets of bytes, looked up in 32 bytes at once, on x86 with AVX2.
 *
 * A set has a bit in two tables of sixteen, one by a byte's low half and one by its high half; a byte is in the set
 * when both have the bit.  So one bit does for any set that is some high halves with some low halves.
 * Worked: a bit in the low table at 1 to 15 and in the high table at 4 and 6: 41..4F and 61..6F, A to O and a to o.
 */
#ifndef TEXT_VECTOR_BYTE_SET_AVX2_H
#define TEXT_VECTOR_BYTE_SET_AVX2_H

#include <immintrin.h>

/* A table of sixteen, in both halves of the register. */
#define BYTE_SET_NIBBLES(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/* The bits of each byte of `v`. */
__attribute__((target("avx2"))) static inline __m256i byte_set_look_up(__m256i v, __m256i low, __m256i high)
{
    __m256i nibble = _mm256_set1_epi8(0x0F);
    return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(v, nibble)),
                            _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble)));
}

#endif
