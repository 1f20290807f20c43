/* eight_avx2.h - eight units at a time: what the paths with AVX2 load, store and look up.
 *
 * Worked: avx2_gather_nodes() at 5, 9, … gives the low halves of the nodes 5, 9, … and their high halves, eight each.
 */
#ifndef SEGMENT_EIGHT_AVX2_H
#define SEGMENT_EIGHT_AVX2_H

#include <immintrin.h>
#include <stdint.h>

#define AVX2 __attribute__((target("avx2"))) static inline

/* Eight nodes of 8 bytes, or entries of `first`, by their halves. */
typedef struct {
    __m256i low, high;
} avx2_nodes;

AVX2 __m256i avx2_load(const uint32_t *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

AVX2 void avx2_store(uint32_t *to, __m256i numbers)
{
    _mm256_storeu_si256((__m256i *)(void *)to, numbers);
}

AVX2 __m256i avx2_load_ids(const uint16_t *at)
{
    return _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(const void *)at));
}

AVX2 __m256i avx2_load_bytes(const uint8_t *at)
{
    return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)at));
}

/* The bytes of 32 units as they are. */
AVX2 __m256i avx2_load_32(const uint8_t *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

/* Stores numbers below 256, a byte each. */
AVX2 void avx2_store_bytes(uint8_t *to, __m256i numbers)
{
    __m256i words = _mm256_permute4x64_epi64(_mm256_packus_epi32(numbers, numbers), 0x08);
    _mm_storel_epi64((__m128i *)(void *)to, _mm_packus_epi16(_mm256_castsi256_si128(words), _mm_setzero_si128()));
}

/* Those that are less than `count`; 0 for the others. */
AVX2 __m256i avx2_bounded(__m256i numbers, uint32_t count)
{
    __m256i in = _mm256_cmpeq_epi32(_mm256_min_epu32(numbers, _mm256_set1_epi32((int)(count - 1))), numbers);
    return _mm256_and_si256(numbers, in);
}

AVX2 avx2_nodes avx2_gather_nodes(const char *nodes, __m256i at)
{
    const long long *from = (const long long *)(const void *)nodes;
    __m256 a = _mm256_castsi256_ps(_mm256_i32gather_epi64(from, _mm256_castsi256_si128(at), 8));
    __m256 b = _mm256_castsi256_ps(_mm256_i32gather_epi64(from, _mm256_extracti128_si256(at, 1), 8));
    __m256i low = _mm256_castps_si256(_mm256_shuffle_ps(a, b, _MM_SHUFFLE(2, 0, 2, 0)));
    __m256i high = _mm256_castps_si256(_mm256_shuffle_ps(a, b, _MM_SHUFFLE(3, 1, 3, 1)));
    return (avx2_nodes){ _mm256_permute4x64_epi64(low, _MM_SHUFFLE(3, 1, 2, 0)),
                         _mm256_permute4x64_epi64(high, _MM_SHUFFLE(3, 1, 2, 0)) };
}

#endif
