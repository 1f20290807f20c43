/* marks_avx512.c - see marks_avx512.h.
 *
 * Each of 32 bytes gets a separator before it; then those that are not marked are left out, all at once.
 *
 * Worked: of 南京 with its last three bytes' first marked, |E5|8D|97|E4|BA|AC becomes E5 8D 97 | E4 BA AC.
 */
#include "filters/seg/marks_avx512.h"

#if VECTOR_X86
#include <immintrin.h>

enum { AT_ONCE = 32 };

__attribute__((target("avx512bw,avx512vl,avx512vbmi2,bmi2"))) char *seg_copy_marked_avx512(const seg_marks *marks,
                                                                                           hp_span text, char separator,
                                                                                           char *to)
{
    const uint64_t bytes = 0xAAAAAAAAAAAAAAAA;
    const __m512i separators = _mm512_set1_epi16((uint8_t)separator);
    for (size_t i = 0; i < text.len; i += AT_ONCE) {
        size_t left = text.len - i;
        uint32_t there = left < AT_ONCE ? (UINT32_C(1) << left) - 1 : UINT32_MAX;
        uint32_t marked = (uint32_t)(marks->bits[i / 64] >> i % 64) & there;
        __m256i read = _mm256_maskz_loadu_epi8(there, text.ptr + i);
        __m512i both = _mm512_or_si512(_mm512_slli_epi16(_mm512_cvtepu8_epi16(read), 8), separators);
        _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(bytes | _pdep_u64(marked, ~bytes), both));
        to += (left < AT_ONCE ? left : AT_ONCE) + (size_t)__builtin_popcount(marked);
    }
    return to;
}
#endif
