/* near_pairs_avx512.c - see near_pairs_avx512.h and near_pairs.c, which says what is looked for.
 *
 * A block is 64 bytes, whatever they are: which of them start characters is a mask, by which up to
 * sixteen are taken into lanes and asked for at once; the bits that come back are put where the characters start.
 */
#include "convert/path/look/near_pairs_avx512.h"

#if VECTOR_X86
#include "convert/plain/lanes_avx512.h"

enum { LANES = 16 };

/* Of the block, the bytes that start characters, up to where it ends: at one that may be cut, the 17th, one of two or
 * four bytes, or the first from `most` on; sets *length. */
AVX512 uint64_t find_starts(__m512i block, uint64_t threes, size_t most, size_t *length)
{
    const uint64_t leads = _mm512_cmpge_epu8_mask(block, _mm512_set1_epi8((char)0xC0)),
                   starts = leads | _mm512_cmplt_epu8_mask(block, _mm512_set1_epi8((char)0x80)),
                   cut = starts & (uint64_t)3 << 62, more = _pdep_u64((uint64_t)1 << LANES, starts),
                   behind = most < 64 ? starts >> most << most : 0, ends = (leads & ~threes) | cut | more | behind;
    *length = (size_t)_tzcnt_u64(ends);
    return starts & (_blsi_u64(ends) - 1);
}

/* Of the block what starts where `where` says, three bytes each. */
AVX512 __m512i take_threes(__m512i block, __m512i where)
{
    const __m512i from = _mm512_add_epi32(_mm512_mullo_epi32(where, conv_lanes_of(0x010101)), conv_lanes_of(0x020100));
    return _mm512_maskz_permutexvar_epi8(0x7777777777777777u, from, block);
}

__attribute__((target(CONV_AVX512_SETS))) conv_near_pairs conv_find_near_pairs_avx512(const conv_table *near,
                                                                                      const char *at, const char *to)
{
    const __m512i block = _mm512_loadu_si512(at), high = _mm512_and_si512(block, _mm512_set1_epi8((char)0xF0));
    const uint64_t threes = _mm512_cmpeq_epi8_mask(high, _mm512_set1_epi8((char)0xE0));
    conv_near_pairs found;
    const uint64_t starts = find_starts(block, threes, at < to ? (size_t)(to - at) : 0, &found.length);
    const __mmask16 lanes = (__mmask16)_bzhi_u32(0xFFFF, (unsigned)_mm_popcnt_u64(starts)),
                    ascii = (__mmask16)~_pext_u64(threes, starts);
    static const unsigned char numbers[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    };
    const __m512i packed = _mm512_maskz_compress_epi8(starts, _mm512_loadu_si512(numbers));
    const __m512i where = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
    __m512i first = take_threes(block, where), next = take_threes(_mm512_loadu_si512(at + 3), where);
    first = _mm512_mask_and_epi32(first, ascii, first, conv_lanes_of(0xFF));
    next = _mm512_mask_mov_epi32(next, ascii, take_threes(_mm512_loadu_si512(at + 1), where));
    const __m512i hash = conv_lanes_pair_hash(first, conv_lanes_second(next));
    const __m128i shift = _mm_cvtsi32_si128((int)near->deciding_shift),
                  word = _mm_cvtsi32_si128((int)near->deciding_shift + 5);
    const __mmask16 pairs = conv_lanes_test(conv_lanes_words(near->deciding, word, hash, lanes), shift, hash);
    found.bits = _pdep_u64(pairs & lanes, starts);
    return found;
}

#endif
