/* lanes_avx512.h - sixteen characters in lanes of 32 bits: what the paths with AVX-512 look up of them.
 *
 * A lane has a character's three bytes, the first lowest, and 0 above.  Each function is one of table.h for sixteen
 * characters, and bits of a mask say which lanes count.
 * Worked: of the lanes 头 and 发 with 发 and 现 behind them conv_lanes_pair_hash() gives the hashes of 头发 and 发现.
 */
#ifndef CONVERT_PLAIN_LANES_AVX512_H
#define CONVERT_PLAIN_LANES_AVX512_H

#include "text/vector/vector.h"

#if VECTOR_X86
#include <immintrin.h>
#include <stdint.h>

/* What conv_has_avx512() (plain_pass_avx512.h) asks for. */
#define CONV_AVX512_SETS "avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt"
#define AVX512 __attribute__((target(CONV_AVX512_SETS))) static inline

AVX512 __m512i conv_lanes_of(uint32_t number)
{
    return _mm512_set1_epi32((int)number);
}

/* The pages of characters in an index of 16 bits each, in the lower half of a lane; 0 for lanes that do not count. */
AVX512 __m512i conv_lanes_pages(const char *index, __m512i x, __mmask16 lanes)
{
    /* a | (b & 63) in one */
    __m512i high = _mm512_ternarylogic_epi32(_mm512_and_si512(_mm512_slli_epi32(x, 6), conv_lanes_of(15 << 6)),
                                             _mm512_srli_epi32(x, 8), conv_lanes_of(63), 0xF8);
    return _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, high, index, 2);
}

/* Their entries. */
AVX512 __m512i conv_lanes_entries(const char *entries, __m512i x, __m512i pages, __mmask16 lanes)
{
    pages = _mm512_srli_epi32(_mm512_slli_epi32(pages, 16), 10);
    __m512i slot = _mm512_ternarylogic_epi32(pages, _mm512_srli_epi32(x, 16), conv_lanes_of(63), 0xF8);
    return _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, slot, entries, 4);
}

/* What conv_pair_hash() takes of the second of two characters: all of one of three bytes, else the first byte. */
AVX512 __m512i conv_lanes_second(__m512i x)
{
    const __m512i three = conv_lanes_of(0xE0);
    __mmask16 others = _mm512_cmpneq_epi32_mask(_mm512_and_si512(x, three), three);
    return _mm512_mask_and_epi32(x, others, x, conv_lanes_of(0xFF));
}

/* conv_pair_hash(), where `second` is what conv_lanes_second() gives. */
AVX512 __m512i conv_lanes_pair_hash(__m512i first, __m512i second)
{
    __m512i hash = _mm512_xor_si512(_mm512_mullo_epi32(first, conv_lanes_of(0x9E3779B1u)), second);
    return _mm512_mullo_epi32(hash, conv_lanes_of(0x85EBCA6Bu));
}

/* Of a bitmap, the 32 bits in which a hash has its place; `shift` is the bitmap's, and 5. */
AVX512 __m512i conv_lanes_words(const char *bitmap, __m128i shift, __m512i hash, __mmask16 lanes)
{
    return _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, _mm512_srl_epi32(hash, shift), bitmap, 4);
}

/* Which of such bits are set; `shift` is the bitmap's. */
AVX512 __mmask16 conv_lanes_test(__m512i words, __m128i shift, __m512i hash)
{
    return _mm512_test_epi32_mask(words, _mm512_rolv_epi32(conv_lanes_of(1), _mm512_srl_epi32(hash, shift)));
}
#endif

#endif
