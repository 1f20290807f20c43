/* candidate_scan_avx2.c - the scan of candidate_scan.c, 32 bytes at a time.
 *
 * Most text is far from any place: a quicker look, which asks only for the byte that would be one, passes over 256
 * bytes at a time of it.
 * Worked: in 64 bytes of "(g" with Han around, bit i is set where the g is byte i.
 */
#include "annotation/scan/candidate_bits.h"
#include "annotation/scan/fill_words.h"

#include <string.h>

#if VECTOR_X86

/* All ones where a byte has one of `bits`, which leave the sign alone. */
__attribute__((target("avx2"))) static inline __m256i some(__m256i v, int bits)
{
    return _mm256_cmpgt_epi8(_mm256_and_si256(v, _mm256_set1_epi8((char)bits)), _mm256_setzero_si256());
}

/* The places among the 32 bytes at `p`, a bit for each.  p[-2] to p[32] are looked at. */
__attribute__((target("avx2"))) static inline uint64_t block_avx2(const char *p)
{
    __m256i v = _mm256_loadu_si256((const __m256i *)p), n = _mm256_loadu_si256((const __m256i *)(p + 1));
    __m256i before = _mm256_loadu_si256((const __m256i *)(p - 1)), two = _mm256_loadu_si256((const __m256i *)(p - 2));
    __m256i place = byte_set_look_up(v, PLACE_LOW, PLACE_HIGH), open = byte_set_look_up(before, OPEN_LOW, OPEN_HIGH);
    __m256i zhuyin = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xE3)),
                                      _mm256_cmpeq_epi8(n, _mm256_set1_epi8((char)0x84)));
    __m256i wide_letter = _mm256_and_si256(
        _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xEF)),
        _mm256_cmpeq_epi8(_mm256_or_si256(n, _mm256_set1_epi8(2)), _mm256_set1_epi8((char)0xBF)));
    /* A letter two before: its small form, moved so that a to z are the least of all signed bytes. */
    __m256i moved = _mm256_add_epi8(_mm256_or_si256(two, _mm256_set1_epi8(0x20)), _mm256_set1_epi8((char)(0x80 - 'a')));
    __m256i word = _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(0x80 + 26)), moved);
    __m256i shut = _mm256_cmpeq_epi8(_mm256_and_si256(open, _mm256_set1_epi8((char)OPENS)), _mm256_setzero_si256());
    /* Only signs count from here on; the glued bit is moved into it. */
    __m256i glued = _mm256_and_si256(_mm256_slli_epi16(open, 1), two);
    shut = _mm256_andnot_si256(glued, _mm256_or_si256(shut, word));
    __m256i behind = _mm256_or_si256(some(place, 4 | 8), _mm256_andnot_si256(before, some(place, 16)));
    __m256i hits = _mm256_or_si256(_mm256_or_si256(some(place, 1 | 2), _mm256_or_si256(zhuyin, wide_letter)),
                                   _mm256_andnot_si256(shut, behind));
    return (uint32_t)_mm256_movemask_epi8(hits);
}

__attribute__((target("avx2"))) static inline uint64_t blocks_avx2(const char *p)
{
    return block_avx2(p) | block_avx2(p + 32) << 32;
}

/* As annotation_may_have_place.  Of two bytes that are one together it asks for the low half of the second alone (4 of
 * 84, D of BD, F of BF): few other characters have both. */
__attribute__((target("avx2"))) static inline bool may_have_place(const char *p)
{
    const __m256i second = BYTE_SET_NIBBLES(0, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 32);
    const __m256i half = _mm256_set1_epi8(0x0F), pair = _mm256_set1_epi8(32);
    __m256i kinds = _mm256_setzero_si256(), pairs = kinds;
#pragma GCC unroll 8
    for (size_t i = 0; i < 2 * ANNOTATION_GROUP; i++, p += 32) {
        __m256i v = _mm256_loadu_si256((const __m256i *)p), n = _mm256_loadu_si256((const __m256i *)(p + 1));
        __m256i place = byte_set_look_up(v, PLACE_LOW, PLACE_HIGH);
        kinds = _mm256_or_si256(kinds, place);
        pairs = _mm256_or_si256(pairs, _mm256_and_si256(place, _mm256_shuffle_epi8(second, _mm256_and_si256(n, half))));
    }
    const __m256i any = _mm256_or_si256(pairs, _mm256_andnot_si256(pair, kinds));
    return !_mm256_testz_si256(any, any);
}

__attribute__((target("avx2"))) size_t annotation_fill_avx2(const char *block, const char *end, uint64_t *hits,
                                                            size_t most, uint64_t *some)
{
    return annotation_fill_words(may_have_place, blocks_avx2, block, end, hits, most, some);
}

/* Found in a copy with zeros around. */
__attribute__((target("avx2"))) uint64_t annotation_edge_avx2(hp_span text, const char *block)
{
    char copy[2 + 65] = { 0 };
    size_t before = block - text.ptr < 2 ? (size_t)(block - text.ptr) : 2;
    size_t left = text.len - (size_t)(block - text.ptr), taken = left < 65 ? left : 65;
    memcpy(copy + 2 - before, block - before, before + taken);
    return blocks_avx2(copy + 2); /* zeros are no places */
}

#endif
