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
#include "convert/plain/lanes_avx512.h"

/* Characters in lanes, and those behind them. */
struct lanes {
    __m512i bytes, next;
};

/* Takes 16 characters from the place of number `first` on out of the 64 bytes at `at`; lanes behind the last are 0. */
AVX512 struct lanes take_lanes(const char *at, int first)
{
    const __m512i numbers = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m512i places = _mm512_mullo_epi32(_mm512_add_epi32(numbers, _mm512_set1_epi32(first)),
                                        _mm512_set1_epi32(0x030303));
    const uint64_t three = first ? 0x77777 : 0x7777777777777777u;
    __m512i from = _mm512_add_epi8(places, _mm512_set1_epi32(0x020100));
    return (struct lanes){ _mm512_maskz_permutexvar_epi8(three, from, _mm512_loadu_si512(at)),
                           _mm512_maskz_permutexvar_epi8(three, from, _mm512_loadu_si512(at + 3)) };
}

/* A bit for each lane whose pair conv_pair_hash() has in the bitmap of deciding ones. */
AVX512 __mmask16 find_pairs(const conv_table *t, const struct lanes *c, __mmask16 lanes)
{
    const __m128i shift = _mm_cvtsi32_si128((int)t->deciding_shift),
                  word = _mm_cvtsi32_si128((int)t->deciding_shift + 5);
    __m512i hash = conv_lanes_pair_hash(c->bytes, conv_lanes_second(c->next));
    return conv_lanes_test(conv_lanes_words(t->deciding, word, hash, lanes), shift, hash);
}

/* Puts the bits of 16 lanes into place from number `first` on; returns which can be in a window. */
AVX512 uint32_t look_at_lanes(const conv_table *t, const struct lanes *c, unsigned first, conv_look *look)
{
    __mmask16 three = _mm512_cmpeq_epi32_mask(_mm512_and_si512(c->bytes, _mm512_set1_epi32(0xF0)),
                                              _mm512_set1_epi32(0xE0));
    __m512i pages = conv_lanes_pages(t->pages.index, c->bytes, three);
    __m512i entries = conv_lanes_entries(t->entries, c->bytes, pages, three);
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

__attribute__((target(CONV_AVX512_SETS))) conv_look conv_look_around_avx512(const conv_table *outputs, const char *at,
                                                                            unsigned left)
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
