/* utf8_vector_avx2.c - see utf8_blocks.h and utf8_vector.c, which says what is done.
 *
 * Worked: 64 bytes of "國家…" and 64 with a stray 80 among them: 64.
 */
#include "text/vector/utf8_blocks.h"

#include "text/vector/byte_set_avx2.h"
#include "text/vector/utf8_errors.h"

#if VECTOR_X86

#define AVX2 __attribute__((target("avx2"))) static inline

enum { HALF = 32, BLOCK = 2 * HALF };

/* The bytes of `now` moved up by n places, the last ones of what stands before it in front; `sixteen` are those moved
 * up by 16. */
#define SHIFTED(now, sixteen, n) _mm256_alignr_epi8(now, sixteen, 16 - (n))

AVX2 __m256i load(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

AVX2 __m256i load_set(const unsigned char errors[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)errors));
}

/* Not 0 in every place where the half block `now`, which stands behind `before`, is not plain for another reason than a
 * NUL. */
AVX2 __m256i find_errors(__m256i now, __m256i before)
{
    enum { FROM_BOTH = 0x21 }; /* the upper half of one, the lower of the other */
    __m256i sixteen = _mm256_permute2x128_si256(before, now, FROM_BOTH);
    __m256i one = SHIFTED(now, sixteen, 1), two = SHIFTED(now, sixteen, 2), three = SHIFTED(now, sixteen, 3);
    __m256i first = byte_set_look_up(one, load_set(utf8_first_lower), load_set(utf8_first_upper));
    __m256i upper = _mm256_and_si256(_mm256_srli_epi16(now, 4), _mm256_set1_epi8(15));
    __m256i pair = _mm256_and_si256(first, _mm256_shuffle_epi8(load_set(utf8_second_upper), upper));
    __m256i due = _mm256_or_si256(_mm256_subs_epu8(two, _mm256_set1_epi8((char)(0xE0 - 0x80))),
                                  _mm256_subs_epu8(three, _mm256_set1_epi8((char)(0xF0 - 0x80))));
    __m256i wrong = _mm256_xor_si256(_mm256_and_si256(due, _mm256_set1_epi8((char)0x80)), pair);
    __m256i hint = _mm256_and_si256(_mm256_cmpeq_epi8(one, _mm256_set1_epi8((char)0xEF)),
                                    _mm256_cmpeq_epi8(now, _mm256_set1_epi8((char)0xBF)));
    return _mm256_or_si256(wrong, hint);
}

__attribute__((target("avx2"))) size_t utf8_unsplit_avx2(hp_span text)
{
    __m256i before = _mm256_setzero_si256();
    size_t at = 0;
    for (; text.len - at >= BLOCK; at += BLOCK) {
        __m256i low = load(text.ptr + at), high = load(text.ptr + at + HALF);
        __m256i nul = _mm256_cmpeq_epi8(_mm256_min_epu8(low, high), _mm256_setzero_si256());
        __m256i wrong = _mm256_or_si256(find_errors(low, before), find_errors(high, low));
        wrong = _mm256_or_si256(wrong, nul);
        if (!_mm256_testz_si256(wrong, wrong))
            break;
        before = high;
    }
    return at;
}

#endif
