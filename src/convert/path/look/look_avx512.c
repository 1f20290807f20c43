/* look_avx512.c - see look_avx512.h and look.c, which says what is looked for.
 *
 * The characters' places are known, as each has three bytes: they are taken into lanes of 32 bits, 16 and 5, and all
 * are looked up at once, among them some that are no characters, where others than such of three bytes stand: of the
 * bits those are kept that stand together with the one in question.
 *
 * Worked: inside 0b1110110 around number 2 gives [1, 3).
 */
#include "convert/path/look/look_avx512.h"

#if VECTOR_X86
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2")))

/* Characters in lanes, and those behind them. */
struct lanes {
    __m512i bytes, next;
};

/* Takes 16 characters from the place of number `first` on out of the 64 bytes at `at`; lanes behind the last are 0. */
AVX512 static inline struct lanes take_lanes(const char *at, int first)
{
    const __m512i numbers = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m512i places = _mm512_mullo_epi32(_mm512_add_epi32(numbers, _mm512_set1_epi32(first)),
                                        _mm512_set1_epi32(0x030303));
    const uint64_t three = first ? 0x77777 : 0x7777777777777777u;
    __m512i from = _mm512_add_epi8(places, _mm512_set1_epi32(0x020100));
    return (struct lanes){ _mm512_maskz_permutexvar_epi8(three, from, _mm512_loadu_si512(at)),
                           _mm512_maskz_permutexvar_epi8(three, from, _mm512_loadu_si512(at + 3)) };
}

AVX512 static inline __m512i look_up(const conv_table *t, __m512i x, __mmask16 lanes)
{
    const __m512i six = _mm512_set1_epi32(63), zero = _mm512_setzero_si512();
    __m512i high = _mm512_or_si512(_mm512_and_si512(_mm512_slli_epi32(x, 6), _mm512_set1_epi32(15 << 6)),
                                   _mm512_and_si512(_mm512_srli_epi32(x, 8), six));
    __m512i page = _mm512_mask_i32gather_epi32(zero, lanes, high, t->pages.index, 2);
    page = _mm512_srli_epi32(_mm512_slli_epi32(page, 16), 10);
    __m512i slot = _mm512_or_si512(page, _mm512_and_si512(_mm512_srli_epi32(x, 16), six));
    return _mm512_mask_i32gather_epi32(zero, lanes, slot, t->entries, 4);
}

/* A bit for each lane whose pair conv_pair_hash() has in the bitmap of deciding ones. */
AVX512 static inline __mmask16 find_pairs(const conv_table *t, const struct lanes *c, __mmask16 lanes)
{
    const __m512i byte = _mm512_set1_epi32(0xFF), low = _mm512_set1_epi32(31);
    __mmask16 others = _mm512_cmplt_epu32_mask(_mm512_and_si512(c->next, byte), _mm512_set1_epi32(0xE0));
    __m512i second = _mm512_mask_and_epi32(c->next, others, c->next, byte);
    __m512i hash = _mm512_xor_si512(_mm512_mullo_epi32(c->bytes, _mm512_set1_epi32((int)0x9E3779B1u)), second);
    __m512i place = _mm512_srl_epi32(_mm512_mullo_epi32(hash, _mm512_set1_epi32((int)0x85EBCA6Bu)),
                                     _mm_cvtsi32_si128((int)t->deciding_shift));
    __m512i words = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, _mm512_srli_epi32(place, 5), t->deciding,
                                                4);
    __m512i bits = _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_and_si512(place, low));
    return _mm512_mask_test_epi32_mask(lanes, words, bits);
}

/* Puts the bits of 16 lanes into place from number `first` on; returns which can be in a window. */
AVX512 static inline uint32_t look_at_lanes(const conv_table *t, const struct lanes *c, unsigned first, conv_look *look)
{
    __mmask16 three = _mm512_cmpeq_epi32_mask(_mm512_and_si512(c->bytes, _mm512_set1_epi32(0xF0)),
                                              _mm512_set1_epi32(0xE0));
    __m512i entries = look_up(t, c->bytes, three);
    const __m512i marked = _mm512_set1_epi32((int)((uint32_t)CONV_TABLE_MARKED << 24));
    __m512i kind = _mm512_and_si512(entries, marked);
    __mmask16 inside = _mm512_test_epi32_mask(kind, kind);
    __mmask16 starts = inside & _mm512_movepi32_mask(entries);
    look->pairs |= (uint32_t)find_pairs(t, c, starts) << first;
    look->choices |= (uint32_t)_mm512_test_epi32_mask(entries, _mm512_set1_epi32(CONV_TABLE_HAS_CHOICE << 24)) << first;
    look->simplified |= (uint32_t)_mm512_cmpeq_epi32_mask(kind, _mm512_set1_epi32(CONV_TABLE_SIMPLIFIED << 24))
                        << first;
    look->marked |= (uint32_t)_mm512_cmpeq_epi32_mask(kind, marked) << first;
    return (uint32_t)inside << first;
}

AVX512 conv_look conv_look_around_avx512(const conv_table *outputs, const char *at, unsigned left)
{
    conv_look look = { .from = left, .to = left };
    at -= 3 * (size_t)left;
    const struct lanes lanes = take_lanes(at, 0), more = take_lanes(at, 16);
    uint32_t inside = look_at_lanes(outputs, &lanes, 0, &look) | look_at_lanes(outputs, &more, 16, &look);
    look.to += (unsigned)__builtin_ctz(~(inside >> left));
    if (left > 0)
        look.from -= (unsigned)__builtin_clz(~(inside << (32 - left)));
    const uint32_t keep = ((uint32_t)1 << look.to) - ((uint32_t)1 << look.from);
    look.pairs &= keep;
    look.choices &= keep;
    look.simplified &= keep;
    look.marked &= keep;
    return look;
}

#endif
