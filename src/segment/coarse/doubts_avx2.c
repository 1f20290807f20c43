/* doubts_avx2.c - see doubts_avx2.h, and doubts.h, which says what is asked.
 *
 * All is as there, but for 32 units in place of eight, a byte each of which the lowest bit counts.  Worked: where
 * `hint` has the byte 2, SEG_HINT_ENDING, shifted by one it has 1.
 */
#include "segment/coarse/doubts_avx2.h"

#if VECTOR_X86
#include "segment/coarse/coarse.h"
#include "segment/eight_avx2.h"

enum { AT_ONCE = 32 };

AVX2 __m256i load(const uint8_t *at, size_t i, ptrdiff_t by)
{
    return avx2_load_32(at + (ptrdiff_t)i + by);
}

AVX2 __m256i both(__m256i a, __m256i b)
{
    return _mm256_and_si256(a, b);
}

AVX2 __m256i either(__m256i a, __m256i b)
{
    return _mm256_or_si256(a, b);
}

AVX2 __m256i but_not(__m256i a, __m256i b)
{
    return _mm256_andnot_si256(b, a);
}

/* The hint, in the lowest bit. */
AVX2 __m256i has(__m256i hints, unsigned hint)
{
    return _mm256_srl_epi64(hints, _mm_cvtsi32_si128(__builtin_ctz(hint)));
}

/* All bits where the unit's class is that. */
AVX2 __m256i are(const seg_clause *c, size_t i, ptrdiff_t by, int class)
{
    return _mm256_cmpeq_epi8(load(c->class, i, by), _mm256_set1_epi8((char)class));
}

/* Where words may be changed by seg_clause_reconsider(): as seg_doubts_at(). */
AVX2 __m256i find_words(const seg_clause *c, size_t i)
{
    __m256i begins = load(c->cut, i, -1), c0 = load(c->cut, i, 0), c1 = load(c->cut, i, 1), c2 = load(c->cut, i, 2);
    __m256i here = load(c->two, i, 0), next = load(c->two, i, 1);
    __m256i hint = load(c->hint, i, 0), ends = load(c->hint, i, 1), last = load(c->hint, i, 2);
    __m256i phrase = both(has(hint, SEG_HINT_PHRASE), has(ends, SEG_HINT_PHRASE_END));
    __m256i crossing = both(c2, either(both(but_not(c1, c0), next), both(but_not(c0, c1), here)));
    __m256i listed = but_not(but_not(here, has(hint, SEG_HINT_LOCALIZER)), phrase);
    __m256i han = both(are(c, i, 0, SEG_HAN), are(c, i, 1, SEG_HAN));
    __m256i two = but_not(both(but_not(c1, c0), han), listed);
    __m256i clitics = either(has(hint, SEG_HINT_PROCLITIC), has(last, SEG_HINT_ENCLITIC));
    __m256i three = but_not(but_not(both(c2, clitics), c0), c1);
    return both(begins, either(either(crossing, two), three));
}

/* Where words may be joined to the next: as seg_promising(). */
AVX2 __m256i find_joins(const seg_clause *c, size_t i)
{
    __m256i longest = load(c->longest_begin, i, 0);
    __m256i c0 = load(c->cut, i, 0), c1 = load(c->cut, i, 1), c2 = load(c->cut, i, 2);
    __m256i of_two = both(load(c->two, i, 0), both(c0, c1));
    __m256i of_three = both(load(c->three, i, 0), both(c2, either(c0, c1)));
    __m256i of_four = both(longest, _mm256_srli_epi64(longest, 1));
    __m256i ends_two = both(has(load(c->hint, i, 2), SEG_HINT_ENDING), both(c1, c2));
    __m256i ends_more = has(either(load(c->hint, i, 3), load(c->hint, i, 4)), SEG_HINT_ENDING);
    __m256i ends = but_not(either(ends_two, but_not(ends_more, c1)), c0);
    __m256i words = either(either(of_two, of_three), either(of_four, load(c->hint, i, 0)));
    return both(either(words, ends), load(c->cut, i, -1));
}

__attribute__((target("avx2"))) void seg_find_doubts_avx2(seg_clause *c)
{
    const __m256i ones = _mm256_set1_epi8(SEG_DOUBT_WORDS), numerals = _mm256_set1_epi8(SEG_DOUBT_NUMERALS);
    for (size_t i = 0; i < c->n; i += AT_ONCE) {
        __m256i counted = either(are(c, i, -1, SEG_NUMERAL), are(c, i, -2, SEG_NUMERAL));
        __m256i all = both(both(are(c, i, 0, SEG_NUMERAL), counted), numerals);
        all = either(all, both(find_words(c, i), ones));
        all = either(all, _mm256_slli_epi64(both(find_joins(c, i), ones), __builtin_ctz(SEG_DOUBT_JOINS)));
        _mm256_storeu_si256((__m256i *)(void *)(c->doubt + i), all);
    }
}
#endif
