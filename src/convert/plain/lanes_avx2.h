/* lanes_avx2.h - eight characters in lanes of 32 bits: what the paths with AVX2 look up of them.
 *
 * A lane has a character's three bytes, the first lowest, and 0 above.  Each function is one of table.h for eight
 * characters.  Where something is true or false of a lane, its sign says so, and only that counts.
 * Worked: of the lanes 头 and 发 with 发 and 现 behind them conv_eight_pair_hash() gives the hashes of 头发 and 发现.
 */
#ifndef CONVERT_PLAIN_LANES_AVX2_H
#define CONVERT_PLAIN_LANES_AVX2_H

#include "convert/plain/plain_pass_avx2.h"

#if VECTOR_X86
#include <immintrin.h>
#include <stdint.h>

#define AVX2 __attribute__((target(CONV_AVX2_SETS))) static inline

AVX2 __m256i conv_eight_of(uint32_t number)
{
    return _mm256_set1_epi32((int)number);
}

AVX2 __m256i conv_eight_load(const uint32_t *from)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

AVX2 void conv_eight_store(uint32_t *to, __m256i x)
{
    _mm256_storeu_si256((__m256i *)(void *)to, x);
}

/* A bit for each lane whose sign is set. */
AVX2 unsigned conv_eight_signs(__m256i x)
{
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(x));
}

/* All ones in lanes whose first byte starts a character of three. */
AVX2 __m256i conv_eight_threes(__m256i x)
{
    return _mm256_cmpeq_epi32(_mm256_and_si256(x, conv_eight_of(0xF0)), conv_eight_of(0xE0));
}

/* What conv_pair_hash() takes of the second of two characters: all of one of three bytes, else the first byte; `x` may
 * have four bytes. */
AVX2 __m256i conv_eight_second(__m256i x)
{
    const __m256i three = conv_eight_of(0xE0);
    __m256i longer = _mm256_cmpeq_epi32(_mm256_and_si256(x, three), three);
    return _mm256_and_si256(x, _mm256_or_si256(_mm256_srli_epi32(longer, 8), conv_eight_of(0xFF)));
}

/* conv_pair_hash(), where `second` is what conv_eight_second() gives. */
AVX2 __m256i conv_eight_pair_hash(__m256i first, __m256i second)
{
    __m256i hash = _mm256_xor_si256(_mm256_mullo_epi32(first, conv_eight_of(0x9E3779B1u)), second);
    return _mm256_mullo_epi32(hash, conv_eight_of(0x85EBCA6Bu));
}

/* conv_triple_hash(), where `third` is what conv_eight_second() gives. */
AVX2 __m256i conv_eight_triple_hash(__m256i pair, __m256i third)
{
    return _mm256_mullo_epi32(_mm256_xor_si256(pair, third), conv_eight_of(0xC2B2AE35u));
}

/* The 32 bits at each of the offsets from `from`. */
AVX2 __m256i conv_eight_at(const char *from, __m256i offsets)
{
    return _mm256_i32gather_epi32((const int *)(const void *)from, offsets, 1);
}

/* Of a bitmap, the 32 bits in which the places are. */
AVX2 __m256i conv_eight_words(const char *bitmap, __m256i places)
{
    return _mm256_i32gather_epi32((const int *)(const void *)bitmap, _mm256_srli_epi32(places, 5), 4);
}

/* conv_bitmap_has() */
AVX2 __m256i conv_eight_bits(const char *bitmap, unsigned shift, __m256i hash)
{
    const __m256i places = _mm256_srl_epi32(hash, _mm_cvtsi32_si128((int)shift));
    return _mm256_sllv_epi32(conv_eight_words(bitmap, places), _mm256_andnot_si256(places, conv_eight_of(31)));
}
#endif

#endif
