/* utf8_vector.c - validation of sixteen bytes at a time, on x86 with SSSE3; with AVX2 and AVX-512
 * utf8_blocks.h has the same for 64, up to the last of the text or what is not plain.
 *
 * Which two bytes may follow one another is a matter of their halves: three table look-ups (of the first
 * byte's two halves and the second's upper half) give sets of errors, and an error that all three name is
 * one.  What is left, that the third and fourth bytes of long sequences are there, is seen from the bytes two
 * and three places before.  (Keiser and Lemire, Validating UTF-8 in less than one instruction per byte,
 * 2021.)  NUL, and U+FFC0..FFFF among which the hints are, end the look as errors do; the caller's plain loop
 * decides.
 *
 * Worked: "國家" and 16 bytes of ASCII → 16 or 22; a stray 80 among them → at most its place.
 */
#include "text/vector/utf8_vector.h"

#include "text/vector/utf8_blocks.h"
#include "text/vector/utf8_errors.h"
#include "text/vector/vector.h"

#if VECTOR_X86
#include <tmmintrin.h>

/* The bytes of `now` moved up by n places, the last ones of `before` in front. */
#define SHIFTED(now, before, n) _mm_alignr_epi8(now, before, 16 - (n))

__attribute__((target("ssse3"))) static __m128i upper_half(__m128i v)
{
    return _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(15));
}

__attribute__((target("ssse3"))) static __m128i load_set(const unsigned char errors[16])
{
    return _mm_loadu_si128((const __m128i *)(const void *)errors);
}

/* Not 0 in every place where the sixteen bytes `now`, which stand behind `before`, are not plain. */
__attribute__((target("ssse3"))) static __m128i find_errors(__m128i now, __m128i before)
{
    const __m128i first_upper = load_set(utf8_first_upper), first_lower = load_set(utf8_first_lower),
                  second_upper = load_set(utf8_second_upper);
    __m128i one = SHIFTED(now, before, 1), two = SHIFTED(now, before, 2), three = SHIFTED(now, before, 3);
    __m128i pair = _mm_and_si128(_mm_and_si128(_mm_shuffle_epi8(first_upper, upper_half(one)),
                                               _mm_shuffle_epi8(first_lower, _mm_and_si128(one, _mm_set1_epi8(15)))),
                                 _mm_shuffle_epi8(second_upper, upper_half(now)));
    /* The top bit where a third or fourth byte is due: there TWO is right, elsewhere wrong. */
    __m128i due = _mm_or_si128(_mm_subs_epu8(two, _mm_set1_epi8((char)(0xE0 - 0x80))),
                               _mm_subs_epu8(three, _mm_set1_epi8((char)(0xF0 - 0x80))));
    __m128i wrong = _mm_xor_si128(_mm_and_si128(due, _mm_set1_epi8((char)0x80)), pair);
    __m128i hint = _mm_and_si128(_mm_cmpeq_epi8(one, _mm_set1_epi8((char)0xEF)),
                                 _mm_cmpeq_epi8(now, _mm_set1_epi8((char)0xBF)));
    __m128i nul = _mm_cmpeq_epi8(now, _mm_setzero_si128());
    return _mm_or_si128(wrong, _mm_or_si128(hint, nul));
}

__attribute__((target("ssse3"))) static size_t look(hp_span text)
{
    size_t at = VECTOR_HAS("avx512bw") ? utf8_unsplit_avx512(text) : VECTOR_HAS("avx2") ? utf8_unsplit_avx2(text) : 0;
    __m128i before = at > 0 ? _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + at - 16))
                            : _mm_setzero_si128();
    for (; text.len - at >= 16; at += 16) {
        __m128i now = _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + at));
        __m128i wrong = find_errors(now, before);
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(wrong, _mm_setzero_si128())) != 0xFFFF)
            break;
        before = now;
    }
    /* A sequence that begins before `at` may end, or go wrong, behind it. */
    size_t start = at;
    while (start > 0 && at - start < 4) {
        unsigned char byte = (unsigned char)text.ptr[start - 1];
        start--;
        if (byte >= 0xC0)
            return start;
        if (byte < 0x80)
            break;
    }
    return at - start < 4 ? at : start;
}

size_t utf8_unsplit_vector(hp_span text)
{
    return text.len >= 32 && VECTOR_HAS("ssse3") ? look(text) : 0;
}
#else
size_t utf8_unsplit_vector(hp_span text)
{
    (void)text;
    return 0;
}
#endif
