/* pairs_avx512.c - see pairs_avx512.h and pairs.c, which says what is done.
 *
 * Sixteen places are sixteen lanes: the characters before, at and behind each are gathered from the text, the bits that
 * their hashes have from the bitmap.  Lanes without a place look up what is never used.
 *
 * Worked, two places in …剃头发现…头发人…: the lanes 0 and 1 have 剃, 头, 发, 现 and what stands there the second time.
 */
#include "convert/plain/pairs_avx512.h"

#if VECTOR_X86
#include <immintrin.h>

#define AVX512_SETS "avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt"
#define AVX512 __attribute__((target(AVX512_SETS))) static inline

/* All that is read behind a place: three bytes, a character of four, and four. */
enum { LANES = 16, BEHIND = 12, BEFORE = 3 };

AVX512 __m512i gather(__mmask16 lanes, const char *from, __m512i offsets)
{
    return _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, offsets, from, 1);
}

AVX512 __m512i number(uint32_t x)
{
    return _mm512_set1_epi32((int)x);
}

/* What of characters conv_pair_hash() takes as the second. */
AVX512 __m512i as_second(__m512i bytes)
{
    const __m512i three = number(0xE0);
    __mmask16 short_one = _mm512_cmpneq_epi32_mask(_mm512_and_si512(bytes, three), three);
    __m512i second = _mm512_and_si512(bytes, number(0xFFFFFF));
    return _mm512_mask_and_epi32(second, short_one, bytes, number(0xFF));
}

/* conv_pair_hash() */
AVX512 __m512i hash_pairs(__m512i first, __m512i second)
{
    __m512i hash = _mm512_xor_si512(_mm512_mullo_epi32(first, number(0x9E3779B1u)), second);
    return _mm512_mullo_epi32(hash, number(0x85EBCA6Bu));
}

/* conv_triple_hash() */
AVX512 __m512i hash_triples(__m512i pair, __m512i third)
{
    return _mm512_mullo_epi32(_mm512_xor_si512(pair, third), number(0xC2B2AE35u));
}

/* A bit for each lane whose hash has one of the two bits `bits`, at its place in the bitmap. */
AVX512 __mmask16 find_bits(const conv_table *t, __m512i hash, __mmask16 lanes, uint32_t bits)
{
    __m512i place = _mm512_srl_epi32(hash, _mm_cvtsi32_si128((int)t->pair_shift));
    __m512i words = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, _mm512_srli_epi32(place, 5), t->pairs,
                                                4);
    if (bits > 1)
        place = _mm512_and_si512(place, number(30));
    return _mm512_test_epi32_mask(words, _mm512_rolv_epi32(number(bits), place));
}

/* The length of the characters whose first byte is the lowest of each number. */
AVX512 __m512i lengths(__m512i bytes)
{
    __m512i lead = _mm512_and_si512(bytes, number(0xFF)), length = number(1);
    length = _mm512_mask_add_epi32(length, _mm512_cmpge_epu32_mask(lead, number(0xC0)), length, number(1));
    length = _mm512_mask_add_epi32(length, _mm512_cmpge_epu32_mask(lead, number(0xE0)), length, number(1));
    return _mm512_mask_add_epi32(length, _mm512_cmpge_epu32_mask(lead, number(0xF0)), length, number(1));
}

/* A bit for each lane across whose start a key may lie: where no character of one or three bytes is before it, one may.
 */
AVX512 __mmask16 find_joints(const conv_table *t, const char *from, __m512i offsets, __m512i bytes, __mmask16 lanes)
{
    __mmask16 inside = _mm512_mask_cmpge_epu32_mask(lanes, offsets, number(BEFORE));
    __m512i before = gather(inside, from, _mm512_sub_epi32(offsets, number(BEFORE)));
    __m512i last = _mm512_and_si512(_mm512_srli_epi32(before, 16), number(0xFF));
    __mmask16 one = _mm512_mask_cmplt_epu32_mask(inside, last, number(0x80));
    __mmask16 three = _mm512_mask_cmpeq_epi32_mask(inside, _mm512_and_si512(before, number(0xF0)), number(0xE0));
    __m512i first = _mm512_mask_mov_epi32(_mm512_and_si512(before, number(0xFFFFFF)), one, last);
    __mmask16 known = (__mmask16)(one | three);
    return (__mmask16)(~known | find_bits(t, hash_pairs(first, bytes), known, 3));
}

/* Sorts out the places at these offsets. */
AVX512 size_t sort_16(const conv_table *t, const char *from, __m512i offsets, __mmask16 lanes, uint32_t *kept)
{
    __m512i bytes = _mm512_and_si512(gather(lanes, from, offsets), number(0xFFFFFF));
    __m512i behind = _mm512_add_epi32(offsets, number(3)), second = gather(lanes, from, behind);
    __m512i third = as_second(gather(lanes, from, _mm512_add_epi32(behind, lengths(second))));
    __m512i pair = hash_pairs(bytes, as_second(second));
    __mmask16 more = find_bits(t, hash_triples(pair, third), lanes, 1);
    __mmask16 keep = more | find_bits(t, hash_triples(pair, _mm512_setzero_si512()), lanes, 1);
    __mmask16 joined = find_joints(t, from, offsets, bytes, lanes);
    /* A second character that is not three bytes long is not asked about. */
    __mmask16 known = _mm512_cmpeq_epi32_mask(_mm512_and_si512(second, number(0xF0)), number(0xE0));
    __mmask16 breaks = (__mmask16)(~known | find_bits(t, hash_pairs(as_second(second), third), known, 1));
    offsets = _mm512_mask_or_epi32(offsets, more, offsets, number(CONV_PAIR_LONG));
    offsets = _mm512_mask_or_epi32(offsets, joined, offsets, number(CONV_PAIR_JOINED));
    offsets = _mm512_mask_or_epi32(offsets, breaks, offsets, number(CONV_PAIR_BREAKS));
    _mm512_storeu_si512(kept, _mm512_maskz_compress_epi32(keep, offsets));
    return (size_t)_mm_popcnt_u32(keep);
}

__attribute__((target(AVX512_SETS))) size_t conv_sort_places_avx512(const conv_table *table, const conv_places *places,
                                                                    const char *end, uint32_t *kept, size_t *count)
{
    size_t done = 0, near = places->count, room = (size_t)(end - places->from);
    while (near > 0 && room - places->offsets[near - 1] < BEHIND)
        near--;
    for (size_t lanes; done < near; done += lanes) {
        lanes = near - done < LANES ? near - done : LANES;
        __m512i offsets = _mm512_loadu_si512(places->offsets + done);
        *count += sort_16(table, places->from, offsets, (__mmask16)_bzhi_u32(0xFFFF, (unsigned)lanes), kept + *count);
    }
    return done;
}

#endif
