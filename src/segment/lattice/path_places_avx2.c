/* path_places_avx2.c - see path_places_avx2.h, and path_places.c, which says what is found.
 *
 * From the path's end only the beginnings of its words are followed; all else is seen from these, for 32 units at a
 * time: a unit stands where it stands by which of its neighbours begin words.
 *
 * Worked: with beginnings 1 0 1 1 the first unit begins a word and the second does not, so it is B; the next but one
 * does, so it is of two units.
 */
#include "segment/lattice/path_places_avx2.h"

#if VECTOR_X86
#include <string.h>

#include "segment/eight_avx2.h"
#include "segment/lattice/places.h"

enum { AT_ONCE = 32 };

AVX2 void raise_bytes(uint8_t *at, __m256i numbers)
{
    _mm256_storeu_si256((__m256i *)(void *)at, _mm256_max_epu8(avx2_load_32(at), numbers));
}

/* 2 where there is a word of three units, 1 where there is one of two. */
AVX2 __m256i levels(__m256i two, __m256i three)
{
    return _mm256_max_epu8(two, _mm256_add_epi8(three, three));
}

__attribute__((target("avx2"))) void seg_note_lengths_avx2(seg_clause *c)
{
    for (size_t i = 0; i < c->n; i += AT_ONCE) {
        raise_bytes(c->longest_begin + i, levels(avx2_load_32(c->two + i), avx2_load_32(c->three + i)));
        raise_bytes(c->longest_end + i, levels(avx2_load_32(c->two + i - 1), avx2_load_32(c->three + i - 2)));
        raise_bytes(c->covered_by + i, avx2_load_32(c->three + i - 1));
    }
}

/* `yes` where `mask` is -1, `no` where it is 0. */
AVX2 __m256i choose(__m256i mask, int yes, __m256i no)
{
    return _mm256_blendv_epi8(no, _mm256_set1_epi8((char)yes), mask);
}

/* -1 where words begin, `by` units further. */
AVX2 __m256i beginnings(const seg_clause *c, size_t i, ptrdiff_t by)
{
    return _mm256_cmpgt_epi8(avx2_load_32(c->begins + (ptrdiff_t)i + by), _mm256_setzero_si256());
}

/* The places of 32 units; returns which of them begin words of four, a bit each. */
AVX2 uint32_t set_places(seg_clause *c, size_t i)
{
    __m256i here = beginnings(c, i, 0), next = beginnings(c, i, 1), two = beginnings(c, i, 2);
    __m256i three = beginnings(c, i, 3), before = beginnings(c, i, -1), before2 = beginnings(c, i, -2);
    __m256i begin = choose(three, SEG_PLACE_B3, _mm256_set1_epi8(SEG_PLACE_B4));
    begin = choose(next, SEG_PLACE_S, choose(two, SEG_PLACE_B2, begin));
    __m256i end = choose(before2, SEG_PLACE_E3, _mm256_set1_epi8(SEG_PLACE_E4));
    end = choose(before, SEG_PLACE_E2, end);
    __m256i middle = choose(_mm256_and_si256(before, two), SEG_PLACE_M3, _mm256_set1_epi8(SEG_PLACE_M4));
    __m256i place = _mm256_blendv_epi8(_mm256_blendv_epi8(middle, end, next), begin, here);
    _mm256_storeu_si256((__m256i *)(void *)(c->path_place + i), place);
    __m256i longer = _mm256_cmpeq_epi8(place, _mm256_set1_epi8(SEG_PLACE_B4));
    return (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(longer, beginnings(c, i, 4)));
}

/* The nodes of eight units' words of two and three. */
AVX2 void set_nodes(seg_clause *c, size_t i)
{
    __m256i place = avx2_load_bytes(c->path_place + i), third = avx2_load_bytes(c->three + i);
    __m256i is_two = _mm256_cmpeq_epi32(place, _mm256_set1_epi32(SEG_PLACE_B2));
    __m256i is_three = _mm256_cmpeq_epi32(place, _mm256_set1_epi32(SEG_PLACE_B3));
    is_three = _mm256_and_si256(is_three, _mm256_cmpgt_epi32(third, _mm256_setzero_si256()));
    __m256i node = _mm256_add_epi32(avx2_load(c->base + i), avx2_load_ids(c->lexicon_id + i + 2));
    node = _mm256_or_si256(_mm256_and_si256(is_two, avx2_load(c->pair + i)), _mm256_and_si256(is_three, node));
    avx2_store(c->node + i, node);
}

__attribute__((target("avx2"))) void seg_follow_path_avx2(seg_clause *c, const seg_lexicon *lex)
{
    const uint64_t *path = c->path;
    const size_t n = c->n;
    uint32_t *from = c->from;
    uint8_t *begins = c->begins;
    memset(begins - 2, 0, n + 2 + AT_ONCE);
    begins[n] = 1;
    for (size_t end = n, begin; end > 0; end = begin) {
        begin = (uint32_t)path[end];
        from[end] = (uint32_t)begin;
        begins[begin] = 1;
    }
    for (size_t i = 0; i < n; i += AT_ONCE) {
        uint32_t of_four = set_places(c, i);
        for (size_t k = i; k < i + AT_ONCE && k < n; k += 8)
            set_nodes(c, k);
        for (; of_four; of_four &= of_four - 1) {
            size_t at = i + (size_t)__builtin_ctz(of_four);
            if (at < n)
                c->node[at] = seg_word_number(c, lex, at, at + 4);
        }
    }
    c->path_place[-1] = c->path_place[n] = SEG_PLACE_S;
}
#endif
