/* pairs.c - see pairs.h.  With AVX-512 and with AVX2, pairs_avx512.c and pairs_avx2.c do the same for sixteen and for
 * eight places at a time, up to the last bytes of the text. */
#include "convert/plain/pairs.h"

#include "convert/plain/pairs_avx2.h"
#include "convert/plain/pairs_avx512.h"

/* CONV_PAIR_LONG where a key of three characters or more may start at `at`, 0 where one of two may, -1 for none. */
static inline int32_t find_length(const conv_table *t, const char *at, const char *end)
{
    const char *second = at + 3;
    if (second == end)
        return -1;
    size_t n = utf8_char_length(second, end);
    uint32_t pair = conv_pair_hash_at(at, 3, end);
    bool alone = conv_bitmap_has(t->pairs, t->pair_shift, conv_triple_hash(pair, 0)), more = false;
    if ((size_t)(end - second) > n) {
        size_t m = utf8_char_length(second + n, end);
        uint32_t third = utf8_char_bytes(second + n, m < 3 ? m : 3);
        more = conv_bitmap_has(t->pairs, t->pair_shift, conv_triple_hash(pair, third));
    }
    return more ? CONV_PAIR_LONG : alone ? 0 : -1;
}

size_t conv_deciding_length(const conv_table *table, const char *at, const char *end)
{
    int32_t length = find_length(table, at, end);
    if (length < 0)
        return 0;
    return length == CONV_PAIR_LONG ? (size_t)(end - at) : 3 + utf8_char_length(at + 3, end);
}

size_t conv_sort_places(const conv_table *table, const conv_places *places, size_t i, const char *end, uint32_t *kept,
                        size_t count)
{
    for (; i < places->count; i++) {
        const char *at = places->from + places->offsets[i];
        int32_t length = find_length(table, at, end);
        if (length >= 0)
            kept[count++] = places->offsets[i] | (uint32_t)length | CONV_PAIR_JOINED | CONV_PAIR_BREAKS;
    }
    return count;
}

/* Looks up the codes of a place that was kept. */
static void look_up(const conv_table *table, const char *from, uint32_t kept, const char *end, conv_pair *pair)
{
    const char *at = from + (kept & CONV_PAIR_OFFSET), *next = at + 3;
    size_t n = next < end ? utf8_char_length(next, end) : 0;
    pair->at = at;
    pair->length = 3 + n;
    pair->goes_on = kept & CONV_PAIR_LONG;
    pair->joined = kept & CONV_PAIR_JOINED;
    pair->breaks = kept & CONV_PAIR_BREAKS;
    pair->first = conv_table_first(table, at, 3);
    pair->code = n > 0 ? conv_table_code(table, next, n) : 0;
}

/* Looks up the second nodes, and has what they say fetched. */
static void look_up_nodes(const conv_table *table, conv_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        conv_pair *pair = &pairs[i];
        pair->second = pair->first ? conv_table_step(table, pair->first, pair->code) : 0;
        __builtin_prefetch(table->values + conv_table_value(table, pair->second));
    }
}

size_t conv_find_pairs(const conv_table *table, const conv_places *places, const char *end, conv_pair_asks asks,
                       conv_pair *pairs)
{
    uint32_t kept[CONV_PLACES + CONV_PLACES_MORE + CONV_PLACES_MORE];
    size_t done = 0, count = 0;
#if VECTOR_X86
    if (places->count > 1 && conv_has_avx512())
        done = conv_sort_places_avx512(table, places, end, kept, &count);
    else if (conv_has_avx2())
        done = conv_sort_places_avx2(table, places, end, asks, kept, &count);
#endif
    (void)asks;
    count = conv_sort_places(table, places, done, end, kept, count);
    for (size_t i = 0; i < count; i++)
        look_up(table, places->from, kept[i], end, &pairs[i]);
    look_up_nodes(table, pairs, count);
    return count;
}

size_t conv_list_pairs(const conv_table *table, const conv_places *places, const char *end, conv_pair *pairs)
{
    for (size_t i = 0; i < places->count; i++)
        look_up(table, places->from, places->offsets[i] | CONV_PAIR_LONG | CONV_PAIR_JOINED | CONV_PAIR_BREAKS, end,
                &pairs[i]);
    look_up_nodes(table, pairs, places->count);
    return places->count;
}
