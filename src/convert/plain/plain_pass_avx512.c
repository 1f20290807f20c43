/* plain_pass_avx512.c - see plain_pass_avx512.h and plain_pass.c, which says what is done.
 *
 * A block is 64 bytes, whatever they are: which of them start characters of three bytes is a mask, and so no branch
 * asks where runs of Chinese end.  The characters are taken out of the block, up to 21 of them, into lanes of 32 bits,
 * 16 and 8; all are looked up at once; what the entries say is put back to where the characters' bytes are.  The block
 * ends before what needs attention, and before a character that is cut.
 *
 * Worked, 国内a头发…: the mask of starts has the bits 0, 3, 7, 10, …; 國內a頭發… is written, with a place for 头.
 */
#include "convert/plain/plain_pass_avx512.h"

#if VECTOR_X86
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2"))) static inline

enum { BLOCK = 64, LANES = 24, BEHIND = 8 };

/* What of a table is looked up, and constants. */
struct parts {
    const char *index, *entries, *deciding;
    __m128i shift; /* of hashes */
    __m512i busy_ascii, upper, attention;
};

/* Where in a block its characters stand, and what there is of each. */
struct characters {
    __m512i bytes, next;   /* of the first 16: the character's, and those of the one behind it */
    __m256i bytes2, next2; /* of the others */
};

AVX512 struct parts parts_of(const conv_table *t, uint32_t flags)
{
    const __m128i upper = _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0);
    return (struct parts){
        .index = t->pages.index,
        .entries = t->entries,
        .deciding = t->deciding,
        .shift = _mm_cvtsi32_si128((int)t->deciding_shift),
        .busy_ascii = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)t->busy_ascii)),
        .upper = _mm512_broadcast_i32x4(upper),
        .attention = _mm512_set1_epi32((int)(flags << 24)),
    };
}

/* A bit for each byte that stops the pass: ASCII that is busy, and what starts characters of two and four bytes. */
AVX512 uint64_t find_stops(const struct parts *p, __m512i block)
{
    const __m512i half = _mm512_set1_epi8(15);
    __m512i lower = _mm512_shuffle_epi8(p->busy_ascii, _mm512_and_si512(block, half));
    __m512i upper = _mm512_shuffle_epi8(p->upper, _mm512_and_si512(_mm512_srli_epi16(block, 4), half));
    uint64_t busy = _mm512_test_epi8_mask(lower, upper);
    uint64_t two = _mm512_cmpeq_epi8_mask(_mm512_and_si512(block, _mm512_set1_epi8((char)0xE0)),
                                          _mm512_set1_epi8((char)0xC0));
    uint64_t four = _mm512_cmpge_epu8_mask(block, _mm512_set1_epi8((char)0xF0));
    return busy | two | four;
}

/* Takes three bytes from each of the places out of the block at `at`, and those behind them. */
AVX512 struct characters take_characters(const char *at, __m512i block, __m512i places)
{
    const __m512i spread = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12));
    const __m512i steps = _mm512_set1_epi32(0x020100);
    const uint64_t three = 0x7777777777777777u;
    __m512i behind = _mm512_loadu_si512(at + 3);
    __m512i from = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
    __m512i from2 = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 1));
    from = _mm512_add_epi8(_mm512_shuffle_epi8(from, spread), steps);
    from2 = _mm512_add_epi8(_mm512_shuffle_epi8(from2, spread), steps);
    return (struct characters){
        .bytes = _mm512_maskz_permutexvar_epi8(three, from, block),
        .next = _mm512_maskz_permutexvar_epi8(three, from, behind),
        .bytes2 = _mm512_castsi512_si256(_mm512_maskz_permutexvar_epi8(three, from2, block)),
        .next2 = _mm512_castsi512_si256(_mm512_maskz_permutexvar_epi8(three, from2, behind)),
    };
}

/* The entries of 16 characters; 0 for lanes that are not among `lanes`. */
AVX512 __m512i look_up_16(const struct parts *p, __m512i x, __mmask16 lanes)
{
    const __m512i six = _mm512_set1_epi32(63), zero = _mm512_setzero_si512();
    __m512i high = _mm512_or_si512(_mm512_and_si512(_mm512_slli_epi32(x, 6), _mm512_set1_epi32(15 << 6)),
                                   _mm512_and_si512(_mm512_srli_epi32(x, 8), six));
    __m512i page = _mm512_mask_i32gather_epi32(zero, lanes, high, p->index, 2);
    page = _mm512_srli_epi32(_mm512_slli_epi32(page, 16), 10);
    __m512i slot = _mm512_or_si512(page, _mm512_and_si512(_mm512_srli_epi32(x, 16), six));
    return _mm512_mask_i32gather_epi32(zero, lanes, slot, p->entries, 4);
}

/* The same for 8. */
AVX512 __m256i look_up_8(const struct parts *p, __m256i x, __mmask8 lanes)
{
    const __m256i six = _mm256_set1_epi32(63), zero = _mm256_setzero_si256();
    __m256i high = _mm256_or_si256(_mm256_and_si256(_mm256_slli_epi32(x, 6), _mm256_set1_epi32(15 << 6)),
                                   _mm256_and_si256(_mm256_srli_epi32(x, 8), six));
    __m256i page = _mm256_mmask_i32gather_epi32(zero, lanes, high, p->index, 2);
    page = _mm256_srli_epi32(_mm256_slli_epi32(page, 16), 10);
    __m256i slot = _mm256_or_si256(page, _mm256_and_si256(_mm256_srli_epi32(x, 16), six));
    return _mm256_mmask_i32gather_epi32(zero, lanes, slot, p->entries, 4);
}

/* A bit for each of 16 characters whose pair conv_pair_hash() has in the bitmap of deciding ones. */
AVX512 __mmask16 find_pairs(const struct parts *p, __m512i first, __m512i next, __mmask16 lanes)
{
    const __m512i three = _mm512_set1_epi32(0xE0), low = _mm512_set1_epi32(31);
    __mmask16 short_one = _mm512_cmplt_epu32_mask(_mm512_and_si512(next, _mm512_set1_epi32(0xFF)), three);
    __m512i second = _mm512_mask_and_epi32(next, short_one, next, _mm512_set1_epi32(0xFF));
    __m512i hash = _mm512_xor_si512(_mm512_mullo_epi32(first, _mm512_set1_epi32((int)0x9E3779B1u)), second);
    __m512i place = _mm512_srl_epi32(_mm512_mullo_epi32(hash, _mm512_set1_epi32((int)0x85EBCA6Bu)), p->shift);
    __m512i words = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), lanes, _mm512_srli_epi32(place, 5), p->deciding,
                                                4);
    __m512i bits = _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_and_si512(place, low));
    return _mm512_mask_test_epi32_mask(lanes, words, bits);
}

/* The block with the characters that start in `starts` combined with their entries. */
AVX512 __m512i combine(__m512i block, uint64_t starts, __m512i entries, __m256i entries2)
{
    static const unsigned char pack[BLOCK] = {
        0,  1,  2,  4,  5,  6,  8,  9,  10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28,
        29, 30, 32, 33, 34, 36, 37, 38, 40, 41, 42, 44, 45, 46, 48, 49, 50, 52, 53, 54, 56, 57,
        58, 60, 61, 62, 64, 65, 66, 68, 69, 70, 72, 73, 74, 76, 77, 78, 80, 81, 82, 84,
    };
    __m512i packed = _mm512_permutex2var_epi8(entries, _mm512_loadu_si512(pack), _mm512_castsi256_si512(entries2));
    return _mm512_xor_si512(block, _mm512_maskz_expand_epi8(starts | starts << 1 | starts << 2, packed));
}

/* Adds the places in the block at `at` of the characters that have a bit. */
AVX512 void add_places(conv_places *to, const char *at, __m512i places, uint32_t bits)
{
    unsigned char offsets[BLOCK];
    _mm512_storeu_si512(offsets, places);
    for (; bits != 0; bits &= bits - 1)
        to->at[to->count++] = at + offsets[__builtin_ctz(bits)];
}

static inline uint64_t low_bits(unsigned n)
{
    return n < 64 ? ((uint64_t)1 << n) - 1 : UINT64_MAX;
}

/* Writes the block at `at` up to what stops; returns how many bytes that are. */
AVX512 unsigned write_block(const struct parts *p, const char *at, char *to, conv_places *places, bool *stops)
{
    const __m512i numbers = _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45,
                                            44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26,
                                            25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
                                            5, 4, 3, 2, 1, 0);
    __m512i block = _mm512_loadu_si512(at);
    uint64_t stop = find_stops(p, block);
    uint64_t starts = _mm512_cmpge_epu8_mask(block, _mm512_set1_epi8((char)0xE0)), cut = starts & (uint64_t)3 << 62;
    uint64_t ends = stop | cut;
    unsigned length = ends ? (unsigned)__builtin_ctzll(ends) : BLOCK;
    starts &= low_bits(length);
    __m512i where = _mm512_maskz_compress_epi8(starts, numbers);
    uint32_t lanes = (uint32_t)low_bits((unsigned)__builtin_popcountll(starts));
    struct characters c = take_characters(at, block, where);
    __m512i entries = look_up_16(p, c.bytes, (__mmask16)lanes);
    __m256i entries2 = look_up_8(p, c.bytes2, (__mmask8)(lanes >> 16));
    uint32_t flagged = _mm512_test_epi32_mask(entries, p->attention) |
                       (uint32_t)_mm256_test_epi32_mask(entries2, _mm512_castsi512_si256(p->attention)) << 16;
    *stops = length < BLOCK && stop >> length & 1;
    if (flagged) {
        unsigned char offsets[BLOCK];
        _mm512_storeu_si512(offsets, where);
        length = offsets[__builtin_ctz(flagged)];
        starts &= low_bits(length);
        lanes &= (flagged & -flagged) - 1;
        *stops = true;
    }
    uint32_t begins = lanes &
                      ((uint32_t)_mm512_movepi32_mask(entries) | (uint32_t)_mm256_movepi32_mask(entries2) << 16);
    uint32_t pairs = find_pairs(p, c.bytes, c.next, (__mmask16)begins);
    pairs |= (uint32_t)find_pairs(p, _mm512_castsi256_si512(c.bytes2), _mm512_castsi256_si512(c.next2),
                                  (__mmask16)(begins >> 16))
             << 16;
    _mm512_storeu_si512(to, combine(block, starts, entries, entries2));
    if (pairs)
        add_places(places, at, where, pairs);
    return length;
}

__attribute__((target("avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2"))) const char *conv_write_characters_avx512(
    conv_writer *w, const conv_table *table, uint32_t flags, const char *at, conv_places *places, bool *stops)
{
    const struct parts p = parts_of(table, flags);
    const char *const end = w->end;
    char *to = w->to;
    *stops = false;
    while (end - at >= BLOCK + BEHIND && places->count < CONV_PLACES && !*stops) {
        unsigned length = write_block(&p, at, to, places, stops);
        at += length;
        to += length;
    }
    w->to = to;
    *stops = *stops || places->count >= CONV_PLACES;
    return at;
}

#endif
