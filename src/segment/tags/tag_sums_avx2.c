/* tag_sums_avx2.c - see tag_sums_avx2.h, and tag_sums.h, which says what is summed.
 *
 * What is of the one unit, and where its word's row is, is found for eight units at a time.  Then each unit adds a row
 * of the model, of four blocks, for its pair, itself and its word, and the best sum for all four tags follows at once.
 * What lies behind the clause's units is of others, and in the tables' bounds as well.
 *
 * Worked, one unit further: the sums kept for units 0 1 2 3 become those for 1 2 3 4, of which the last is 0.
 */
#include "segment/tags/tag_sums_avx2.h"

#if VECTOR_X86
#include "segment/eight_avx2.h"
#include "segment/tags/tag_sums.h"

AVX2 __m256i twofold(__m256i numbers)
{
    return _mm256_add_epi32(numbers, numbers);
}

/* numbers * 2^bits + more */
AVX2 __m256i shift_add(__m256i numbers, int bits, __m256i more)
{
    return _mm256_add_epi32(_mm256_slli_epi32(numbers, bits), more);
}

/* Blocks of eight units. */
typedef struct {
    __m256i first, last;
} eight_blocks;

AVX2 eight_blocks add_blocks(eight_blocks sums, const char *table, __m256i at)
{
    const long long *from = (const long long *)(const void *)table;
    __m256i first = _mm256_i32gather_epi64(from, _mm256_castsi256_si128(at), 8);
    __m256i last = _mm256_i32gather_epi64(from, _mm256_extracti128_si256(at, 1), 8);
    return (eight_blocks){ _mm256_add_epi64(sums.first, first), _mm256_add_epi64(sums.last, last) };
}

/* Adds the blocks that eight units have by their tag on the path, each number of `blocks` being one of the unit's. */
AVX2 eight_blocks add_unit_blocks(eight_blocks sums, const char *units, __m256i unit, __m256i blocks, bool is_wide)
{
    if (is_wide)
        return add_blocks(sums, units, shift_add(unit, 3, blocks));
    const __m256i even = _mm256_set1_epi64x((long long)SEG_EVEN_BYTES), zero = _mm256_setzero_si256();
    eight_blocks two = add_blocks((eight_blocks){ zero, zero }, units,
                                  shift_add(unit, 2, _mm256_srli_epi32(blocks, 1)));
    __m256i shift = _mm256_slli_epi32(_mm256_and_si256(blocks, _mm256_set1_epi32(1)), 3);
    __m256i first = _mm256_srlv_epi64(two.first, _mm256_cvtepu32_epi64(_mm256_castsi256_si128(shift)));
    __m256i last = _mm256_srlv_epi64(two.last, _mm256_cvtepu32_epi64(_mm256_extracti128_si256(shift, 1)));
    return (eight_blocks){ _mm256_add_epi64(sums.first, _mm256_and_si256(first, even)),
                           _mm256_add_epi64(sums.last, _mm256_and_si256(last, even)) };
}

/* What is of the one unit: as seg_own_weights(), into `score`. */
AVX2 void sum_own_weights(seg_clause *c, const seg_model *m, size_t i, bool is_wide)
{
    const __m128i tags = _mm_setr_epi8(
        SEG_UNI_TAGS + SEG_B, SEG_UNI_TAGS + SEG_B, SEG_UNI_TAGS + SEG_B, SEG_UNI_TAGS + SEG_M, SEG_UNI_TAGS + SEG_M,
        SEG_UNI_TAGS + SEG_E, SEG_UNI_TAGS + SEG_E, SEG_UNI_TAGS + SEG_E, SEG_UNI_TAGS + SEG_S, 0, 0, 0, 0, 0, 0, 0);
    const uint8_t *class = c->class + i, *places = c->path_place + i;
    __m256i place = avx2_load_bytes(places), after = avx2_load_bytes(places + 1);
    __m256i window = shift_add(shift_add(avx2_load_bytes(class - 2), 3, avx2_load_bytes(class - 1)), 3,
                               avx2_load_bytes(class));
    window = shift_add(shift_add(window, 3, avx2_load_bytes(class + 1)), 3, avx2_load_bytes(class + 2));
    __m256i begins_ends = shift_add(shift_add(place, 2, avx2_load_bytes(c->longest_begin + i)), 2,
                                    avx2_load_bytes(c->longest_end + i));
    __m256i joint = _mm256_add_epi32(_mm256_add_epi32(twofold(begins_ends), begins_ends),
                                     avx2_load_bytes(c->covered_by + i));
    __m256i before = avx2_load_bytes(places - 1), two = _mm256_add_epi32(shift_add(before, 3, before), place);
    __m256i chain = _mm256_add_epi32(shift_add(two, 3, two), after);
    __m128i block = _mm_shuffle_epi8(tags, _mm_loadl_epi64((const __m128i *)(const void *)places));
    eight_blocks sums = { _mm256_setzero_si256(), _mm256_setzero_si256() };
    sums = add_blocks(sums, m->context, window);
    sums = add_blocks(sums, m->joint, joint);
    sums = add_blocks(sums, m->chain, chain);
    sums = add_unit_blocks(sums, m->uni, avx2_load_ids(c->unit + i), _mm256_cvtepu8_epi32(block), is_wide);
    _mm256_storeu_si256((__m256i *)(void *)(c->score + i), sums.first);
    _mm256_storeu_si256((__m256i *)(void *)(c->score + i + 4), sums.last);
}

AVX2 __m256i rows_at(const seg_model *m, __m256i slots, __m256i nodes)
{
    avx2_nodes found = avx2_gather_nodes(m->word_slots,
                                         _mm256_and_si256(slots, _mm256_set1_epi32((int)(m->slot_count - 1))));
    return _mm256_and_si256(found.high, _mm256_cmpeq_epi32(found.low, nodes));
}

/* Where the rows of eight units' words are: as seg_word_row(). */
AVX2 void find_word_rows(seg_clause *c, const seg_model *m, size_t i, bool is_wide)
{
    __m256i nodes = avx2_load(c->node + i);
    __m256i slots = _mm256_srli_epi32(_mm256_mullo_epi32(nodes, _mm256_set1_epi32((int)SEG_SLOT_FACTOR)),
                                      SEG_SLOT_SHIFT);
    __m256i other = _mm256_srli_epi32(_mm256_mullo_epi32(nodes, _mm256_set1_epi32((int)SEG_OTHER_SLOT_FACTOR)),
                                      SEG_OTHER_SLOT_SHIFT);
    __m256i rows = _mm256_or_si256(rows_at(m, slots, nodes), rows_at(m, other, nodes));
    avx2_store(c->word_row + i, _mm256_slli_epi32(avx2_bounded(rows, m->word_count), is_wide ? 5 : 4));
}

/* The four blocks of a row. */
AVX2 __m256i load_row(const char *row, bool is_wide)
{
    if (is_wide)
        return _mm256_loadu_si256((const __m256i *)(const void *)row);
    const char no = -1;
    const __m256i blocks = _mm256_setr_epi8(0, no, 2, no, 4, no, 6, no, 1, no, 3, no, 5, no, 7, no, 8, no, 10, no, 12,
                                            no, 14, no, 9, no, 11, no, 13, no, 15, no);
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)row);
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(bytes), blocks);
}

AVX2 __m256i add_row(__m256i sums, const char *row, bool is_wide)
{
    return _mm256_add_epi64(sums, load_row(row, is_wide));
}

/* The sums kept, one unit further. */
AVX2 __m256i next_unit(__m256i sums)
{
    return _mm256_blend_epi32(_mm256_permute4x64_epi64(sums, _MM_SHUFFLE(0, 3, 2, 1)), _mm256_setzero_si256(), 0xC0);
}

/* What is added to the sums for a tag's two predecessors. */
typedef struct {
    __m128i first, second;
} steps;

/* The steps of each kind of place.  At a clause's end S must only be as good as E, or, behind punctuation, anything;
 * between clauses B is reached from S, and E from B; and before a clause only E is left. */
AVX2 void set_steps(steps *by, const int32_t *t)
{
    const int32_t never = SEG_IMPOSSIBLE, hardly = SEG_IMPOSSIBLE / 2;
    by[SEG_EDGE_NONE] = (steps){ _mm_setr_epi32(t[4], t[0], t[1], t[5]), _mm_setr_epi32(t[6], t[2], t[3], t[7]) };
    by[SEG_EDGE_END] = (steps){ _mm_setzero_si128(), _mm_setr_epi32(0, 0, 0, 1) };
    by[SEG_EDGE_BREAK_END] = (steps){ _mm_setr_epi32(0, 0, 0, hardly), _mm_setzero_si128() };
    by[SEG_EDGE_BETWEEN] = (steps){ _mm_setr_epi32(hardly, 0, 0, 0), _mm_setzero_si128() };
    by[SEG_EDGE_BEGIN] = (steps){ _mm_setr_epi32(never, never, 0, never), _mm_setr_epi32(never, never, hardly, never) };
}

/* Inlined, so that it is compiled for each form of a model. */
__attribute__((always_inline)) AVX2 void sum_tags_by(seg_clause *c, const seg_model *m, bool is_wide)
{
    steps by[SEG_EDGES];
    const char *pairs = m->pair_rows, *units = m->uni, *words = m->word_rows;
    const uint32_t *pair_row = c->row, *word_row = c->word_row;
    const uint16_t *unit = c->unit;
    const size_t unit_size = 2 * (is_wide ? SEG_ROW_WIDE : SEG_ROW_SMALL);
    const uint8_t *edge = c->edge;
    const size_t n = c->n;
    set_steps(by, m->trans);
    for (size_t i = 0; i <= n; i += 8) {
        sum_own_weights(c, m, i, is_wide);
        find_word_rows(c, m, i, is_wide);
    }
    uint64_t *scores = c->score;
    uint8_t *back = c->back;
    __m256i sums = next_unit(load_row(pairs + pair_row[-2], is_wide));
    for (ptrdiff_t i = -1; i < 1; i++) {
        sums = add_row(sums, pairs + pair_row[i], is_wide);
        sums = next_unit(add_row(sums, units + unit_size * unit[i], is_wide));
    }
    __m128i best = _mm_setr_epi32(SEG_IMPOSSIBLE, SEG_IMPOSSIBLE, 0, SEG_IMPOSSIBLE);
    for (size_t i = 0; i <= n; i++) {
        __m256i rows = load_row(pairs + pair_row[i + 1], is_wide);
        rows = add_row(add_row(rows, units + unit_size * unit[i + 1], is_wide), words + word_row[i], is_wide);
        sums = _mm256_add_epi64(sums, rows); /* one step behind the sums before */
        __m128i score = _mm_loadl_epi64((const __m128i *)(const void *)(scores + i));
        score = _mm_add_epi64(score, _mm256_castsi256_si128(sums));
        _mm_storel_epi64((__m128i *)(void *)(scores + i), score);
        sums = next_unit(sums);
        const steps *step = by + edge[i];
        __m128i first = _mm_add_epi32(_mm_shuffle_epi32(best, _MM_SHUFFLE(SEG_E, SEG_B, SEG_B, SEG_E)), step->first);
        __m128i second = _mm_add_epi32(_mm_shuffle_epi32(best, _MM_SHUFFLE(SEG_S, SEG_M, SEG_M, SEG_S)), step->second);
        back[i] = (uint8_t)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpgt_epi32(second, first)));
        best = _mm_add_epi32(_mm_max_epi32(first, second), _mm_cvtepu16_epi32(score));
    }
}

__attribute__((target("avx2"))) void seg_sum_tags_avx2(seg_clause *c, const seg_model *m)
{
    if (m->is_wide)
        sum_tags_by(c, m, true);
    else
        sum_tags_by(c, m, false);
}
#endif
