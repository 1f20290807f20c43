/* utf8_vector_avx512.c - see utf8_blocks.h and utf8_vector.c, which says what is done.
 *
 * Worked: 64 bytes of "國家…" and 64 with a stray 80 among them: 64.
 */
#include "text/vector/utf8_blocks.h"

#include "text/vector/utf8_errors.h"

#if VECTOR_X86
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512bw"))) static inline

enum { BLOCK = 64 };

/* The bytes of `now` moved up by n places, the last ones of what stands before it in front; `sixteen` are those moved
 * up by 16. */
#define SHIFTED(now, sixteen, n) _mm512_alignr_epi8(now, sixteen, 16 - (n))

AVX512 __m512i load_set(const unsigned char errors[16])
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)errors));
}

AVX512 __m512i upper_half(__m512i v)
{
    return _mm512_and_si512(_mm512_srli_epi16(v, 4), _mm512_set1_epi8(15));
}

/* True when there is something in the block `now`, which stands behind `before`, that is not plain. */
AVX512 bool has_errors(__m512i now, __m512i before)
{
    enum { ALL = 0x80, DUE = 0xA8 }; /* a & b & c; (a | b) & c */
    __m512i sixteen = _mm512_alignr_epi64(now, before, 6);
    __m512i one = SHIFTED(now, sixteen, 1), two = SHIFTED(now, sixteen, 2), three = SHIFTED(now, sixteen, 3);
    __m512i lower = _mm512_and_si512(one, _mm512_set1_epi8(15));
    __m512i pair = _mm512_ternarylogic_epi32(_mm512_shuffle_epi8(load_set(utf8_first_upper), upper_half(one)),
                                             _mm512_shuffle_epi8(load_set(utf8_first_lower), lower),
                                             _mm512_shuffle_epi8(load_set(utf8_second_upper), upper_half(now)), ALL);
    __m512i due = _mm512_ternarylogic_epi32(_mm512_subs_epu8(two, _mm512_set1_epi8((char)(0xE0 - 0x80))),
                                            _mm512_subs_epu8(three, _mm512_set1_epi8((char)(0xF0 - 0x80))),
                                            _mm512_set1_epi8((char)0x80), DUE);
    uint64_t wrong = _mm512_cmpneq_epi8_mask(due, pair) | _mm512_testn_epi8_mask(now, now);
    __mmask64 last = _mm512_cmpeq_epi8_mask(one, _mm512_set1_epi8((char)0xEF));
    return (wrong | _mm512_mask_cmpeq_epi8_mask(last, now, _mm512_set1_epi8((char)0xBF))) != 0;
}

__attribute__((target("avx512bw"))) size_t utf8_unsplit_avx512(hp_span text)
{
    __m512i before = _mm512_setzero_si512();
    size_t at = 0;
    for (; text.len - at >= BLOCK; at += BLOCK) {
        __m512i now = _mm512_loadu_si512(text.ptr + at);
        if (has_errors(now, before))
            break;
        before = now;
    }
    return at;
}

#endif
