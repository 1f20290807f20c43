/* candidate_scan_avx512.c - the scan of candidate_scan.c, 64 bytes at a time, with masks of the processor's own.
 *
 * Most text is far from any place: a quicker look, which asks only for the byte that would be one, passes over 256
 * bytes at a time of it.
 * Worked: as in candidate_scan_avx2.c, whose tables it uses.
 */
#include "annotation/scan/candidate_bits.h"
#include "annotation/scan/fill_words.h"

#if VECTOR_X86

#define TABLE(t) _mm512_broadcast_i32x4(_mm256_castsi256_si128(t))
#define ALL(c) _mm512_set1_epi8((char)(c))

/* The places among 64 bytes `v`; n, before and two are the bytes one on, one back and
 * two back. */
__attribute__((target("avx512bw"))) static inline uint64_t places_avx512(__m512i v, __m512i n, __m512i before,
                                                                         __m512i two)
{
    __m512i place = _mm512_and_si512(
        _mm512_shuffle_epi8(TABLE(PLACE_LOW), _mm512_and_si512(v, ALL(0x0F))),
        _mm512_shuffle_epi8(TABLE(PLACE_HIGH), _mm512_and_si512(_mm512_srli_epi16(v, 4), ALL(0x0F))));
    __m512i open = _mm512_and_si512(
        _mm512_shuffle_epi8(TABLE(OPEN_LOW), _mm512_and_si512(before, ALL(0x0F))),
        _mm512_shuffle_epi8(TABLE(OPEN_HIGH), _mm512_and_si512(_mm512_srli_epi16(before, 4), ALL(0x0F))));
    __mmask64 zhuyin = _mm512_mask_cmpeq_epi8_mask(_mm512_cmpeq_epi8_mask(v, ALL(0xE3)), n, ALL(0x84));
    __mmask64 wide_letter = _mm512_mask_cmpeq_epi8_mask(_mm512_cmpeq_epi8_mask(v, ALL(0xEF)),
                                                        _mm512_or_si512(n, ALL(2)), ALL(0xBF));
    __m512i moved = _mm512_sub_epi8(_mm512_or_si512(two, ALL(0x20)), ALL('a'));
    __mmask64 no_word = _mm512_cmpge_epu8_mask(moved, ALL(26));
    __mmask64 glued = _mm512_movepi8_mask(_mm512_and_si512(_mm512_slli_epi16(open, 1), two));
    __mmask64 opened = _mm512_mask_test_epi8_mask(no_word, open, ALL(OPENS)) | glued;
    __mmask64 ascii = _mm512_testn_epi8_mask(before, ALL(0x80));
    return _mm512_test_epi8_mask(place, ALL(1 | 2)) | zhuyin | wide_letter |
           _mm512_mask_test_epi8_mask(opened, place, ALL(4 | 8)) |
           _mm512_mask_test_epi8_mask(opened & ascii, place, ALL(16));
}

__attribute__((target("avx512bw"))) static inline uint64_t block_avx512(const char *p)
{
    return places_avx512(_mm512_loadu_si512(p), _mm512_loadu_si512(p + 1), _mm512_loadu_si512(p - 1),
                         _mm512_loadu_si512(p - 2));
}

/* The lowest n bits. */
static inline uint64_t low_bits(size_t n)
{
    return n < 64 ? (UINT64_C(1) << n) - 1 : ~UINT64_C(0);
}

/* With masked loads. */
__attribute__((target("avx512bw"))) uint64_t annotation_edge_avx512(hp_span text, const char *block)
{
    const char *p = block;
    size_t left = (size_t)(text.ptr + text.len - p), back = (size_t)(p - text.ptr);
    uint64_t before = low_bits(left + 1) & ~low_bits(back < 1);
    uint64_t two = low_bits(left + 2) & ~low_bits(back < 2 ? 2 - back : 0);
    return places_avx512(_mm512_maskz_loadu_epi8(low_bits(left), p), _mm512_maskz_loadu_epi8(low_bits(left - 1), p + 1),
                         _mm512_maskz_loadu_epi8(before, p - 1), _mm512_maskz_loadu_epi8(two, p - 2));
}

/* As annotation_may_have_place.  Of two bytes that are one together it asks for the low half of the second alone (4 of
 * 84, D of BD, F of BF): few other characters have both. */
__attribute__((target("avx512bw"))) static inline bool may_have_place(const char *p)
{
    const __m512i half = ALL(0x0F), pair = ALL(32);
    const __m512i second = TABLE(BYTE_SET_NIBBLES(0, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 32));
    __m512i kinds = _mm512_setzero_si512(), pairs = kinds;
#pragma GCC unroll 4
    for (size_t i = 0; i < ANNOTATION_GROUP; i++, p += 64) {
        __m512i v = _mm512_loadu_si512(p), n = _mm512_loadu_si512(p + 1);
        __m512i place = _mm512_and_si512(
            _mm512_shuffle_epi8(TABLE(PLACE_LOW), _mm512_and_si512(v, half)),
            _mm512_shuffle_epi8(TABLE(PLACE_HIGH), _mm512_and_si512(_mm512_srli_epi16(v, 4), half)));
        __m512i behind = _mm512_shuffle_epi8(second, _mm512_and_si512(n, half));
        kinds = _mm512_or_si512(kinds, place);
        pairs = _mm512_ternarylogic_epi32(pairs, place, behind, 0xF8); /* pairs | (place & behind) */
    }
    return _mm512_test_epi8_mask(_mm512_ternarylogic_epi32(pairs, kinds, pair, 0xF4), ALL(0xFF)) != 0;
}

__attribute__((target("avx512bw"))) size_t annotation_fill_avx512(const char *block, const char *end, uint64_t *hits,
                                                                  size_t most, uint64_t *some)
{
    return annotation_fill_words(may_have_place, block_avx512, block, end, hits, most, some);
}

#endif
