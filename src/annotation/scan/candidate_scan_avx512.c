/* candidate_scan_avx512.c - the scan of candidate_scan.c, 64 bytes at a time, with masks of the processor's own.
 *
 * Worked: as in candidate_scan_avx2.c, whose tables it uses.
 */
#include "annotation/scan/candidate_bits.h"

#if VECTOR_X86

/* The places among 64 bytes `v`; n, before and two are the bytes one on, one back and
 * two back. */
__attribute__((target("avx512bw"))) static inline uint64_t places_avx512(__m512i v, __m512i n, __m512i before,
                                                                         __m512i two)
{
#define TABLE(t) _mm512_broadcast_i32x4(_mm256_castsi256_si128(t))
#define ALL(c) _mm512_set1_epi8((char)(c))
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
#undef ALL
#undef TABLE
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

__attribute__((target("avx512bw"))) size_t annotation_fill_avx512(const char *block, const char *end, uint64_t *hits,
                                                                  size_t most, uint64_t *some)
{
    size_t count = 0;
    uint64_t marks = 0;
    for (const char *p = block; count < most && end - p >= 65; p += 64, count++) {
        hits[count] = block_avx512(p);
        marks |= (uint64_t)(hits[count] != 0) << count;
    }
    *some = marks;
    return count;
}

#endif
