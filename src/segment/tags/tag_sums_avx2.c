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

/* What is of the one unit: as seg_own_weights(), into `score`. */
AVX2 void sum_own_weights(seg_clause *c, const seg_model *m, size_t i)
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
    sums = add_blocks(sums, m->uni, shift_add(avx2_load_ids(c->model_id + i), 3, _mm256_cvtepu8_epi32(block)));
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
AVX2 void find_word_rows(seg_clause *c, const seg_model *m, size_t i)
{
    __m256i nodes = avx2_load(c->node + i);
    __m256i slots = _mm256_srli_epi32(_mm256_mullo_epi32(nodes, _mm256_set1_epi32((int)SEG_SLOT_FACTOR)),
                                      SEG_SLOT_SHIFT);
    __m256i other = _mm256_srli_epi32(_mm256_mullo_epi32(nodes, _mm256_set1_epi32((int)SEG_OTHER_SLOT_FACTOR)),
                                      SEG_OTHER_SLOT_SHIFT);
    __m256i rows = _mm256_or_si256(rows_at(m, slots, nodes), rows_at(m, other, nodes));
    avx2_store(c->word_row + i, _mm256_slli_epi32(avx2_bounded(rows, m->word_count), 5));
}

AVX2 __m256i load_row(const char *row)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)row);
}

AVX2 __m256i add_row(__m256i sums, const char *row)
{
    return _mm256_add_epi64(sums, load_row(row));
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

__attribute__((target("avx2"))) void seg_sum_tags_avx2(seg_clause *c, const seg_model *m)
{
    steps by[SEG_EDGES];
    const char *pairs = m->pair_rows, *units = m->uni, *words = m->word_rows;
    const uint32_t *pair_row = c->row, *word_row = c->word_row;
    const uint16_t *ids = c->model_id;
    const uint8_t *edge = c->edge;
    const size_t n = c->n;
    set_steps(by, m->trans);
    for (size_t i = 0; i <= n; i += 8) {
        sum_own_weights(c, m, i);
        find_word_rows(c, m, i);
    }
    uint64_t *scores = c->score;
    uint8_t *back = c->back;
    __m256i sums = next_unit(add_row(_mm256_setzero_si256(), pairs + pair_row[-2]));
    sums = next_unit(add_row(add_row(sums, pairs + pair_row[-1]), units + 64 * (size_t)ids[-1]));
    sums = next_unit(add_row(add_row(sums, pairs + pair_row[0]), units + 64 * (size_t)ids[0]));
    __m128i best = _mm_setr_epi32(SEG_IMPOSSIBLE, SEG_IMPOSSIBLE, 0, SEG_IMPOSSIBLE);
    for (size_t i = 0; i <= n; i++) {
        __m256i rows = add_row(add_row(load_row(pairs + pair_row[i + 1]), units + 64 * (size_t)ids[i + 1]),
                               words + word_row[i]);
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
#endif
