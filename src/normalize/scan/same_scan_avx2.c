/* same_scan_avx2.c - see same_scan.h.
 *
 * Of 32 bytes those are found that lead a character of several bytes, but for leads of characters that are the same in
 * every form: E5 to E9, E4 before B8 and above, and E3 80 before 81 to A0.  Worked: of 好，世 the byte EF has its bit.
 */
#include "normalize/scan/same_scan.h"

#if VECTOR_X86
#include <immintrin.h>
#include <stdint.h>

enum { BLOCK = 32 };

/* The bytes from `first` on, so many and one more. */
__attribute__((target("avx2"))) static inline __m256i within(__m256i v, int first, int more)
{
    __m256i above = _mm256_sub_epi8(v, _mm256_set1_epi8((char)first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(above, _mm256_set1_epi8((char)more)), above);
}

__attribute__((target("avx2"))) static inline __m256i equal(__m256i v, int byte)
{
    return _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)byte));
}

__attribute__((target("avx2"))) static inline __m256i load(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

/* The mask of the bytes at `at` that lead another character. */
__attribute__((target("avx2"))) static inline uint32_t find_others(const char *at)
{
    __m256i v = load(at), second = load(at + 1), third = load(at + 2);
    __m256i han = _mm256_or_si256(within(v, 0xE5, 4), _mm256_and_si256(equal(v, 0xE4), within(second, 0xB8, 7)));
    __m256i mark = _mm256_and_si256(_mm256_and_si256(equal(v, 0xE3), equal(second, 0x80)), within(third, 0x81, 0x1F));
    return (uint32_t)_mm256_movemask_epi8(_mm256_andnot_si256(_mm256_or_si256(han, mark), within(v, 0xC0, 0x3F)));
}

__attribute__((target("avx2"))) const char *norm_skip_same_avx2(const char *at, const char *end)
{
    const char *start = at;
    for (; end - at >= BLOCK + 2; at += BLOCK) {
        uint32_t found = find_others(at);
        if (found)
            return at + __builtin_ctz(found);
    }
    while (at > start && at < end && ((unsigned char)*at & 0xC0) == 0x80) /* a character that is the same goes on */
        at--;
    return at;
}

#endif
