/* pairs_avx512.c - see pairs_avx512.h and pairs.c, which says what is done.
 *
 * Sixteen places are sixteen lanes: the characters before, at and behind each are gathered from the text, the bits that
 * their hashes have from the bitmap.  Lanes without a place look up what is never used.
 *
 * Worked, two places in …剃头发现…头发人…: the lanes 0 and 1 have 剃, 头, 发, 现 and what stands there the second time.
 */
#include "convert/plain/pairs_avx512.h"

#if VECTOR_X86
#include "convert/plain/lanes_avx512.h"

/* All that is read behind a place: three bytes, a character of four, and four. */
enum { LANES = 16, BEHIND = 12, BEFORE = 3 };

AVX512 __m512i gather(__mmask16 lanes, const char *from, __m512i offsets)
{
    return _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, offsets, from, 1);
}

AVX512 __m512i only_three(__m512i bytes)
{
    return _mm512_and_si512(bytes, conv_lanes_of(0xFFFFFF));
}

/* What of characters, with whatever is behind them, conv_pair_hash() takes as the second. */
AVX512 __m512i as_second(__m512i bytes)
{
    return conv_lanes_second(only_three(bytes));
}

/* conv_triple_hash() */
AVX512 __m512i hash_triples(__m512i pair, __m512i third)
{
    return _mm512_mullo_epi32(_mm512_xor_si512(pair, third), conv_lanes_of(0xC2B2AE35u));
}

/* A bit for each lane whose hash is in the bitmap of pairs. */
AVX512 __mmask16 find_bits(const conv_table *t, __m512i hash, __mmask16 lanes)
{
    const __m128i shift = _mm_cvtsi32_si128((int)t->pair_shift), word = _mm_cvtsi32_si128((int)t->pair_shift + 5);
    return conv_lanes_test(conv_lanes_words(t->pairs, word, hash, lanes), shift, hash);
}

/* The same for its bit or the one beside it: conv_bitmap_joins(). */
AVX512 __mmask16 find_joined(const conv_table *t, __m512i hash, __mmask16 lanes)
{
    const __m128i shift = _mm_cvtsi32_si128((int)t->pair_shift), word = _mm_cvtsi32_si128((int)t->pair_shift + 5);
    __m512i first = _mm512_and_si512(_mm512_srl_epi32(hash, shift), conv_lanes_of(30));
    return _mm512_test_epi32_mask(conv_lanes_words(t->pairs, word, hash, lanes),
                                  _mm512_rolv_epi32(conv_lanes_of(3), first));
}

/* The length of the characters whose first byte is the lowest of each number. */
AVX512 __m512i lengths(__m512i bytes)
{
    __m512i lead = _mm512_and_si512(bytes, conv_lanes_of(0xFF)), length = conv_lanes_of(1);
    length = _mm512_mask_add_epi32(length, _mm512_cmpge_epu32_mask(lead, conv_lanes_of(0xC0)), length,
                                   conv_lanes_of(1));
    length = _mm512_mask_add_epi32(length, _mm512_cmpge_epu32_mask(lead, conv_lanes_of(0xE0)), length,
                                   conv_lanes_of(1));
    return _mm512_mask_add_epi32(length, _mm512_cmpge_epu32_mask(lead, conv_lanes_of(0xF0)), length, conv_lanes_of(1));
}

/* A bit for each lane across whose start a key may lie: where no character of one or three bytes is before it, one may.
 */
AVX512 __mmask16 find_joints(const conv_table *t, const char *from, __m512i offsets, __m512i bytes, __mmask16 lanes)
{
    __mmask16 inside = _mm512_mask_cmpge_epu32_mask(lanes, offsets, conv_lanes_of(BEFORE));
    __m512i before = gather(inside, from, _mm512_sub_epi32(offsets, conv_lanes_of(BEFORE)));
    __m512i last = _mm512_and_si512(_mm512_srli_epi32(before, 16), conv_lanes_of(0xFF));
    __mmask16 one = _mm512_mask_cmplt_epu32_mask(inside, last, conv_lanes_of(0x80));
    __mmask16 three = _mm512_mask_cmpeq_epi32_mask(inside, _mm512_and_si512(before, conv_lanes_of(0xF0)),
                                                   conv_lanes_of(0xE0));
    __m512i first = _mm512_mask_mov_epi32(only_three(before), one, last);
    __mmask16 known = (__mmask16)(one | three);
    return (__mmask16)(~known | find_joined(t, conv_lanes_pair_hash(first, bytes), known));
}

/* Sorts out the places at these offsets. */
AVX512 size_t sort_16(const conv_table *t, const char *from, __m512i offsets, __mmask16 lanes, uint32_t *kept)
{
    __m512i bytes = only_three(gather(lanes, from, offsets));
    __m512i behind = _mm512_add_epi32(offsets, conv_lanes_of(3)), second = gather(lanes, from, behind);
    __m512i third = as_second(gather(lanes, from, _mm512_add_epi32(behind, lengths(second))));
    __m512i pair = conv_lanes_pair_hash(bytes, as_second(second));
    __mmask16 more = find_bits(t, hash_triples(pair, third), lanes);
    __mmask16 keep = more | find_bits(t, hash_triples(pair, _mm512_setzero_si512()), lanes);
    __mmask16 joined = find_joints(t, from, offsets, bytes, lanes);
    /* A second character that is not three bytes long is not asked about. */
    __mmask16 known = _mm512_cmpeq_epi32_mask(_mm512_and_si512(second, conv_lanes_of(0xF0)), conv_lanes_of(0xE0));
    __mmask16 breaks = (__mmask16)(~known | find_bits(t, conv_lanes_pair_hash(as_second(second), third), known));
    offsets = _mm512_mask_or_epi32(offsets, more, offsets, conv_lanes_of(CONV_PAIR_LONG));
    offsets = _mm512_mask_or_epi32(offsets, joined, offsets, conv_lanes_of(CONV_PAIR_JOINED));
    offsets = _mm512_mask_or_epi32(offsets, breaks, offsets, conv_lanes_of(CONV_PAIR_BREAKS));
    _mm512_storeu_si512(kept, _mm512_maskz_compress_epi32(keep, offsets));
    return (size_t)_mm_popcnt_u32(keep);
}

__attribute__((target(CONV_AVX512_SETS))) size_t conv_sort_places_avx512(const conv_table *table,
                                                                         const conv_places *places, const char *end,
                                                                         uint32_t *kept, size_t *count)
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
