/* pairs_avx2.c - see pairs_avx2.h and pairs.c, which says what is done.
 *
 * Eight places are eight lanes.  A load around each place has the character before it, its own and the two behind it:
 * four numbers, and those of eight places are turned into four rows of eight.  What the tables say of them is gathered.
 *
 * Worked, two places in …剃头发现…头发人…: the lanes 0 and 1 of the rows have 剃, 头, 发, 现 and what is there the second
 * time.
 */
#include "convert/plain/pairs_avx2.h"

#if VECTOR_X86
#include "convert/plain/lanes_avx2.h"

/* What is read before a place, and behind its start. */
enum { LANES = 8, BEFORE = 3, BEHIND = 16 };

/* Characters in rows: those before the places, at them, and the two behind.  `third` is right where `second` has three
 * bytes. */
struct rows {
    __m256i before, at, second, third;
};

AVX2 __m128i load_bytes(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/* The characters around two places.  Before the very first there may be nothing to read: then zeros are. */
AVX2 __m256i load_two(const char *from, uint32_t low, uint32_t high)
{
    const __m256i spread = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1));
    const __m128i first = low < BEFORE ? _mm_slli_si128(load_bytes(from + low), BEFORE)
                                       : load_bytes(from + low - BEFORE);
    const __m256i both = _mm256_inserti128_si256(_mm256_castsi128_si256(first), load_bytes(from + high - BEFORE), 1);
    return _mm256_shuffle_epi8(both, spread);
}

AVX2 struct rows load_rows(const char *from, const uint32_t *offsets)
{
    const __m256i a = load_two(from, offsets[0], offsets[4]), b = load_two(from, offsets[1], offsets[5]),
                  c = load_two(from, offsets[2], offsets[6]), d = load_two(from, offsets[3], offsets[7]);
    const __m256i ab = _mm256_unpacklo_epi32(a, b), cd = _mm256_unpacklo_epi32(c, d),
                  more_ab = _mm256_unpackhi_epi32(a, b), more_cd = _mm256_unpackhi_epi32(c, d);
    return (struct rows){ _mm256_unpacklo_epi64(ab, cd), _mm256_unpackhi_epi64(ab, cd),
                          _mm256_unpacklo_epi64(more_ab, more_cd), _mm256_unpackhi_epi64(more_ab, more_cd) };
}

/* The length of the characters whose first byte is the lowest of each number. */
AVX2 __m256i lengths(__m256i x)
{
    const __m256i by_lead = _mm256_broadcastsi128_si256(_mm_setr_epi8(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4));
    const __m256i lead = _mm256_and_si256(_mm256_srli_epi32(x, 4), conv_eight_of(15));
    return _mm256_and_si256(_mm256_shuffle_epi8(by_lead, lead), conv_eight_of(15));
}

/* conv_bitmap_joins() of the characters before the places and those at them; true as well where a character of two or
 * four bytes, or none that was read, is before. */
AVX2 __m256i find_joints(const conv_table *t, const struct rows *r)
{
    const __m256i last = _mm256_srli_epi32(r->before, 16), three = conv_eight_threes(r->before);
    __m256i unknown = _mm256_or_si256(_mm256_slli_epi32(last, 24), _mm256_cmpeq_epi32(last, conv_eight_of(0)));
    unknown = _mm256_andnot_si256(three, unknown);
    const __m256i hash = conv_eight_pair_hash(_mm256_blendv_epi8(last, r->before, three), r->at);
    const __m256i places = _mm256_srl_epi32(hash, _mm_cvtsi32_si128((int)t->pair_shift)),
                  words = conv_eight_words(t->pairs, places), first = _mm256_andnot_si256(places, conv_eight_of(30)),
                  beside = _mm256_or_si256(first, conv_eight_of(1));
    const __m256i bits = _mm256_or_si256(_mm256_sllv_epi32(words, first), _mm256_sllv_epi32(words, beside));
    return _mm256_or_si256(unknown, bits);
}

/* The bit in lanes with a sign. */
AVX2 __m256i where_true(__m256i signs, uint32_t bit)
{
    return _mm256_and_si256(_mm256_srai_epi32(signs, 31), conv_eight_of(bit));
}

/* Sorts out the places at eight offsets; returns how many are kept. */
AVX2 size_t sort_eight(const conv_table *t, const char *from, const uint32_t *offsets, bool around, uint32_t *kept)
{
    struct rows r = load_rows(from, offsets);
    __m256i known = conv_eight_threes(r.second), all = conv_eight_load(offsets);
    if (conv_eight_signs(known) != 0xFF)
        r.third = conv_eight_at(from + 3, _mm256_add_epi32(all, lengths(r.second)));
    const __m256i second = conv_eight_second(r.second), third = conv_eight_second(r.third),
                  pair = conv_eight_pair_hash(r.at, second);
    const __m256i more = conv_eight_bits(t->pairs, t->pair_shift, conv_eight_triple_hash(pair, third)),
                  alone = conv_eight_bits(t->pairs, t->pair_shift, conv_eight_triple_hash(pair, conv_eight_of(0)));
    const unsigned keep = conv_eight_signs(_mm256_or_si256(more, alone));
    __m256i facts = conv_eight_of(CONV_PAIR_JOINED | CONV_PAIR_BREAKS);
    if (around) {
        const __m256i behind = conv_eight_bits(t->pairs, t->pair_shift, conv_eight_pair_hash(second, third)),
                      breaks = _mm256_or_si256(behind, _mm256_xor_si256(known, conv_eight_of(UINT32_MAX)));
        facts = _mm256_or_si256(where_true(find_joints(t, &r), CONV_PAIR_JOINED), where_true(breaks, CONV_PAIR_BREAKS));
    }
    facts = _mm256_or_si256(_mm256_or_si256(all, facts), where_true(more, CONV_PAIR_LONG));
    /* The numbers of the lanes to keep, a byte each. */
    const uint64_t lanes = _pext_u64(0x0706050403020100u, _pdep_u64(keep, 0x0101010101010101u) * 0xFF);
    const __m256i order = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)lanes));
    conv_eight_store(kept, _mm256_permutevar8x32_epi32(facts, order));
    return (size_t)_mm_popcnt_u32(keep);
}

__attribute__((target(CONV_AVX2_SETS))) size_t conv_sort_places_avx2(const conv_table *table, const conv_places *places,
                                                                     const char *end, conv_pair_asks asks,
                                                                     uint32_t *kept, size_t *count)
{
    const size_t room = (size_t)(end - places->from);
    size_t done = 0, near = places->count, n = *count;
    while (near > 0 && room - places->offsets[near - 1] < BEHIND)
        near--;
    for (; near - done >= LANES; done += LANES) {
        const uint32_t *offsets = places->offsets + done;
        n += asks == CONV_PAIR_ASKS_AROUND ? sort_eight(table, places->from, offsets, true, kept + n)
                                           : sort_eight(table, places->from, offsets, false, kept + n);
    }
    *count = n;
    return done;
}

#endif
