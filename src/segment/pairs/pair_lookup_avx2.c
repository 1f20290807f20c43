/* pair_lookup_avx2.c - see pair_lookup_avx2.h, and pair_lookup.c, which says what is looked up.
 *
 * Most clauses have eight units or less, so that there are no loops whose ends must be guessed.  What lies behind a
 * clause's units was left by others: ids that are those of units as well, so that looking them up reads nothing else.
 *
 * Worked: of 研 究 生 命 起 源 。 the eight pairs are 研究 究生 生命 命起 起源 源。 and two that are not asked for.
 */
#include "segment/pairs/pair_lookup_avx2.h"

#if VECTOR_X86
#include "segment/eight_avx2.h"
#include "segment/lexicon_nodes.h"

/* Has what lies at eight places fetched. */
AVX2 void fetch_eight(const char *from, size_t size, __m256i places)
{
    uint32_t at[8];
    avx2_store(at, places);
#pragma GCC unroll 8
    for (int k = 0; k < 8; k++)
        __builtin_prefetch(from + size * at[k]);
}

/* What the units are to the model. */
AVX2 void number_units(seg_clause *c, const seg_model *m)
{
    const int *numbers = (const int *)(const void *)m->numbers;
    for (ptrdiff_t i = -2, n = (ptrdiff_t)c->n; i < n + 2; i += 8) {
        __m256i unit = _mm256_i32gather_epi32(numbers, avx2_load_ids(c->model_id + i), 2);
        unit = avx2_bounded(_mm256_and_si256(unit, _mm256_set1_epi32(0xFFFF)), m->unit_count);
        unit = _mm256_permute4x64_epi64(_mm256_packus_epi32(unit, unit), 0x08);
        _mm_storeu_si128((__m128i *)(void *)(c->unit + i), _mm256_castsi256_si128(unit));
    }
}

/* SEG_PAIR_BASE */
AVX2 __m256i pair_base(__m256i first, __m256i second)
{
    return _mm256_add_epi32(_mm256_slli_epi32(first, 2), _mm256_and_si256(second, _mm256_set1_epi32(3)));
}

__attribute__((target("avx2"))) void seg_prefetch_avx2(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
    const __m256i no_word = _mm256_set1_epi32(SEG_NO_WORD), unknown = _mm256_set1_epi32((int)lex->unknown);
    const ptrdiff_t n = (ptrdiff_t)c->n;
    number_units(c, m);
    for (ptrdiff_t i = -2; i < n; i += 8) {
        const int *bases = (const int *)(const void *)m->pair_bases;
        __m256i next = avx2_load_ids(c->unit + i + 1), base = pair_base(avx2_load_ids(c->unit + i), next);
        __m256i at = _mm256_add_epi32(_mm256_i32gather_epi32(bases, base, 4), next);
        avx2_store(c->row + i, at);
        fetch_eight(m->pair_nodes, m->is_wide ? 8 : 4, at);
    }
    for (ptrdiff_t i = 0; i < n; i += 8) {
        __m256i id = avx2_load_ids(c->lexicon_id + i), next = avx2_load_ids(c->lexicon_id + i + 1);
        __m256i odd = _mm256_and_si256(next, _mm256_set1_epi32(1));
        avx2_nodes first = avx2_gather_nodes(lex->first, _mm256_add_epi32(_mm256_add_epi32(id, id), odd));
        __m256i at = _mm256_add_epi32(first.low, next);
        __m256i cost = _mm256_and_si256(first.high, no_word);
        avx2_store(c->pair + i, at);
        fetch_eight(lex->nodes, seg_packing(lex->is_wide).bytes, at);
        avx2_store(c->alone + i, _mm256_blendv_epi8(cost, unknown, _mm256_cmpeq_epi32(cost, no_word)));
        avx2_store_bytes(c->hint + i, _mm256_srli_epi32(first.high, 24));
    }
}

/* Eight nodes: their bases, and what their words cost; 0 for none. */
typedef struct {
    __m256i base, cost;
} children;

/* The children of which the last unit's id is `last`. */
AVX2 children find_children(const seg_lexicon *lex, __m256i at, __m256i last, bool is_wide)
{
    const double_array_packing by = seg_packing(is_wide);
    const __m256i low_half = _mm256_set1_epi32(0xFFFF), bounded = avx2_bounded(at, lex->node_count);
    __m256i code, value, base;
    if (is_wide) {
        avx2_nodes nodes = avx2_gather_nodes(lex->nodes, bounded);
        code = _mm256_and_si256(nodes.low, low_half);
        value = _mm256_or_si256(_mm256_srli_epi32(nodes.low, 16), _mm256_slli_epi32(nodes.high, 16));
        base = _mm256_srli_epi32(nodes.high, 4);
    } else {
        __m256i threefold = _mm256_add_epi32(_mm256_add_epi32(bounded, bounded), bounded);
        __m256i low = _mm256_i32gather_epi32((const int *)(const void *)lex->nodes, threefold, 2);
        __m256i high = _mm256_i32gather_epi32((const int *)(const void *)(lex->nodes + 2), threefold, 2);
        code = _mm256_and_si256(low, _mm256_set1_epi32((1 << by.code_bits) - 1));
        value = _mm256_srli_epi32(low, (int)by.code_bits);
        base = _mm256_srli_epi32(high, (int)(32 - by.base_bits));
    }
    value = _mm256_and_si256(value, _mm256_set1_epi32((1 << by.value_bits) - 1));
    __m256i never = _mm256_or_si256(_mm256_cmpeq_epi32(last, _mm256_setzero_si256()), _mm256_cmpeq_epi32(at, last));
    __m256i found = _mm256_andnot_si256(never, _mm256_cmpeq_epi32(code, last));
    return (children){ _mm256_and_si256(base, found), _mm256_and_si256(value, found) };
}

AVX2 __m256i one_where_word(__m256i none)
{
    return _mm256_add_epi32(none, _mm256_set1_epi32(1));
}

/* -1 where no word ends. */
AVX2 __m256i no_words(children of)
{
    return _mm256_cmpeq_epi32(of.cost, _mm256_setzero_si256());
}

/* The model's rows.  Inlined, so that it is compiled for each form of a model. */
__attribute__((always_inline)) AVX2 void find_rows(seg_clause *c, const seg_model *m, bool is_wide)
{
    for (ptrdiff_t i = -2, n = (ptrdiff_t)c->n; i < n; i += 8) {
        __m256i at = avx2_bounded(avx2_load(c->row + i), m->pair_count), label, row;
        if (is_wide) {
            avx2_nodes nodes = avx2_gather_nodes(m->pair_nodes, at);
            label = nodes.low;
            row = nodes.high;
        } else {
            __m256i nodes = _mm256_i32gather_epi32((const int *)(const void *)m->pair_nodes, at, 4);
            label = _mm256_and_si256(nodes, _mm256_set1_epi32(0xFFFF));
            row = _mm256_srli_epi32(nodes, 16);
        }
        __m256i base = pair_base(avx2_load_ids(c->unit + i), avx2_load_ids(c->unit + i + 1));
        row = _mm256_and_si256(row, _mm256_cmpeq_epi32(label, base));
        __m256i edges = avx2_load_bytes(c->edge + i), ends = _mm256_set1_epi32(SEG_EDGE_END);
        row = _mm256_and_si256(_mm256_cmpgt_epi32(ends, edges), row);
        row = _mm256_slli_epi32(avx2_bounded(row, m->pair_row_count), is_wide ? 5 : 4);
        avx2_store(c->row + i, row);
        fetch_eight(m->pair_rows, 1, row);
    }
    c->row[c->n] = c->row[c->n + 1] = 0;
}

__attribute__((always_inline)) AVX2 void look_up_words(seg_clause *c, const seg_lexicon *lex, bool is_wide)
{
    const __m256i no_word = _mm256_set1_epi32(SEG_NO_WORD);
    for (ptrdiff_t i = 0, n = (ptrdiff_t)c->n; i < n; i += 8) {
        __m256i next = avx2_load_ids(c->lexicon_id + i + 1);
        children pair = find_children(lex, avx2_load(c->pair + i), next, is_wide);
        __m256i none = no_words(pair);
        avx2_store(c->base + i, pair.base);
        avx2_store(c->cost + i, _mm256_or_si256(pair.cost, _mm256_and_si256(none, no_word)));
        avx2_store_bytes(c->two + i, one_where_word(none));
        __m256i third = _mm256_add_epi32(pair.base, avx2_load_ids(c->lexicon_id + i + 2));
        fetch_eight(lex->nodes, seg_packing(is_wide).bytes, third);
    }
}

__attribute__((always_inline)) AVX2 void look_up_threes(seg_clause *c, const seg_lexicon *lex, bool is_wide)
{
    const __m256i no_third = _mm256_set1_epi32(SEG_NO_THIRD);
    for (size_t i = 0; i < c->n; i += 8) {
        __m256i third = avx2_load_ids(c->lexicon_id + i + 2), at = _mm256_add_epi32(avx2_load(c->base + i), third);
        children words = find_children(lex, at, third, is_wide);
        __m256i none = no_words(words);
        avx2_store(c->third_base + i, words.base);
        avx2_store(c->third_cost + i, _mm256_or_si256(words.cost, _mm256_and_si256(none, no_third)));
        avx2_store_bytes(c->three + i, one_where_word(none));
    }
}

__attribute__((target("avx2"))) void seg_look_up_pairs_avx2(seg_clause *c, const seg_lexicon *lex, const seg_model *m)
{
    if (m->is_wide)
        find_rows(c, m, true);
    else
        find_rows(c, m, false);
    if (lex->is_wide)
        look_up_words(c, lex, true);
    else
        look_up_words(c, lex, false);
}

__attribute__((target("avx2"))) void seg_look_up_threes_avx2(seg_clause *c, const seg_lexicon *lex)
{
    if (lex->is_wide)
        look_up_threes(c, lex, true);
    else
        look_up_threes(c, lex, false);
}
#endif
