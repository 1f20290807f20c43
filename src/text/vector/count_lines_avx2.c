/* count_lines_avx2.c - see count_lines.h.
 *
 * Worked: of 64 bytes with LF at 3 and 40, each of the two halves counts one.
 */
#include "text/vector/count_lines.h"

#if VECTOR_X86
#include <immintrin.h>

/* Counts in bytes, 32 of them side by side, for 255 rounds at most before they are added up. */
__attribute__((target("avx2"))) size_t text_count_lines_avx2(hp_span *text)
{
    const __m256i lf = _mm256_set1_epi8('\n'), zero = _mm256_setzero_si256();
    size_t total = 0;
    while (text->len >= 64) {
        size_t rounds = text->len / 64 < 255 ? text->len / 64 : 255;
        __m256i even = zero, odd = zero;
        for (size_t r = 0; r < rounds; r++) {
            const __m256i *block = (const __m256i *)(text->ptr + 64 * r);
            /* What has just been read lies far from the processor; this pass is the first to touch it. */
            __builtin_prefetch(text->ptr + 64 * r + 1536);
            even = _mm256_sub_epi8(even, _mm256_cmpeq_epi8(_mm256_loadu_si256(block), lf));
            odd = _mm256_sub_epi8(odd, _mm256_cmpeq_epi8(_mm256_loadu_si256(block + 1), lf));
        }
        uint64_t sums[4];
        _mm256_storeu_si256((__m256i *)sums, _mm256_add_epi64(_mm256_sad_epu8(even, zero), _mm256_sad_epu8(odd, zero)));
        total += sums[0] + sums[1] + sums[2] + sums[3];
        *text = (hp_span){ text->ptr + 64 * rounds, text->len - 64 * rounds };
    }
    return total;
}

#endif
