/* count_lines_avx512.c - see count_lines.h.
 *
 * Worked: of 256 bytes with LF at 3 and 70, the first two of four masks have one bit each.
 */
#include "text/vector/count_lines.h"

#if VECTOR_X86
#include <immintrin.h>

__attribute__((target("avx512bw,popcnt"))) size_t text_count_lines_avx512(hp_span *text)
{
    enum { STEP = 256, AHEAD = 1536 };
    const __m512i lf = _mm512_set1_epi8('\n');
    size_t total = 0;
    const char *p = text->ptr, *end = text->ptr + text->len;
    for (; end - p >= STEP; p += STEP)
        for (size_t i = 0; i < STEP; i += 64) {
            /* What has just been read lies far from the processor; this pass is the first to touch it. */
            __builtin_prefetch(p + i + AHEAD);
            total += (size_t)__builtin_popcountll(_mm512_cmpeq_epi8_mask(_mm512_loadu_si512(p + i), lf));
        }
    *text = (hp_span){ p, (size_t)(end - p) };
    return total;
}

#endif
