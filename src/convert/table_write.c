/* table_write.c - lays out the tables of table.h.
 *
 * Given keys in any order it guarantees the same bytes for the same keys: they are sorted first.
 *
 * Worked: 头 → 頭 and 头发 → 頭髮 give 头 a flagged entry with 頭, one pair in the bitmap, and three nodes.
 */
#include <stdlib.h>

#include "convert/table_build.h"
#include "convert/table_build_parts.h"
#include "data/double_array.h"
#include "data/double_array_build.h"
#include "text/memory.h"
#include "text/utf8.h"
#include "text/buffer.h"

/* The growing parts of one table. */
struct writing {
    const conv_build *b;
    uint16_t *index;   /* CONV_TABLE_INDEX */
    uint32_t *entries; /* 64 a page */
    uint16_t *codes;   /* the same */
    uint32_t pages, code_count;
    double_array nodes;
    hp_buf own; /* where the table has codes of its own, these; in a table of costs their list */
    hp_buf values;
    uint32_t plain[256]; /* where the value "each character by itself" of a priority stands, from 1; 0: not yet */
    unsigned char *bitmap, *deciding;
    unsigned bitmap_bits, deciding_bits;
    uint32_t *deciding_hashes; /* of the deciding pairs */
    size_t deciding_count, deciding_cap;
    bool failed;
};

static const char *key_text(const conv_build *b, const struct key *k)
{
    return b->pool.ptr + k->key;
}

static int compare_keys(const void *x, const void *y, void *context)
{
    const conv_build *b = context;
    const struct key *k = x, *l = y;
    size_t n = k->key_length < l->key_length ? k->key_length : l->key_length;
    int c = memcmp(key_text(b, k), key_text(b, l), n);
    if (c == 0 && k->key_length != l->key_length)
        c = k->key_length < l->key_length ? -1 : 1;
    if (c == 0 && k->priority != l->priority)
        c = k->priority < l->priority ? -1 : 1;
    if (c == 0)
        c = k->order < l->order ? -1 : 1;
    return c;
}

/* Sorts the keys and drops all but the first of each. */
static void sort_keys(conv_build *b)
{
    if (b->key_count == 0)
        return;
    qsort_r(b->keys, b->key_count, sizeof *b->keys, compare_keys, b);
    size_t kept = 0;
    for (size_t i = 0; i < b->key_count; i++) {
        const struct key *k = &b->keys[i], *last = &b->keys[kept > 0 ? kept - 1 : 0];
        if (kept > 0 && k->key_length == last->key_length &&
            memcmp(key_text(b, k), key_text(b, last), k->key_length) == 0)
            continue;
        b->keys[kept++] = *k;
    }
    b->key_count = kept;
}

/* The slot of `cp`, in a new page if need be. */
static uint32_t character_slot(struct writing *w, uint32_t cp)
{
    uint32_t page = w->index[cp >> 6];
    if (page == 0) {
        size_t size = 64 * (size_t)(w->pages + 1);
        uint32_t *entries = memory_resize_array(w->entries, size, sizeof *entries);
        if (entries)
            w->entries = entries;
        uint16_t *codes = memory_resize_array(w->codes, size, sizeof *codes);
        if (codes)
            w->codes = codes;
        if (!entries || !codes || w->pages > 0xFFFF) {
            w->failed = true;
            return 0;
        }
        memset(entries + size - 64, 0, 64 * sizeof *entries);
        memset(codes + size - 64, 0, 64 * sizeof *codes);
        page = w->pages++;
        w->index[cp >> 6] = (uint16_t)page;
    }
    return page << 6 | (cp & 63);
}

/* The code of `cp`, a new one if need be. */
static uint16_t take_code(struct writing *w, uint32_t cp)
{
    conv_codes *codes = w->b->codes;
    uint32_t *count = codes ? &codes->count : &w->code_count;
    if (codes && codes->of[cp])
        return codes->of[cp];
    if (*count + 1 == DOUBLE_ARRAY_FREE) {
        w->failed = true;
        return 0;
    }
    ++*count;
    if (codes)
        codes->of[cp] = (uint16_t)*count;
    return (uint16_t)*count;
}

/* Gives `cp` a code if it has none, and these flags; returns its slot. */
static uint32_t code_slot(struct writing *w, uint32_t cp, uint32_t flags)
{
    uint32_t slot = character_slot(w, cp);
    if (!w->failed && w->codes[slot] == 0)
        w->codes[slot] = take_code(w, cp);
    if (!w->failed)
        w->entries[slot] |= flags << 24;
    return slot;
}

/* Writes the entry of a single-character key. */
static void set_single(struct writing *w, const struct key *k, uint32_t slot)
{
    const char *from = key_text(w->b, k), *to = w->b->pool.ptr + k->value;
    if (k->key_length == 3 && k->value_length == 3)
        w->entries[slot] |= utf8_char_bytes(from, 3) ^ utf8_char_bytes(to, 3);
    else if (k->number == 0 && (k->key_length != k->value_length || memcmp(from, to, k->key_length) != 0))
        w->entries[slot] |= (uint32_t)CONV_TABLE_NOT_3_TO_3 << 24;
}

static void set_place(unsigned char *bitmap, uint32_t place)
{
    bitmap[place >> 3] |= (unsigned char)(1u << (place & 7));
}

static void set_bit(unsigned char *bitmap, unsigned bits, uint32_t hash)
{
    set_place(bitmap, hash >> (32 - bits));
}

static void set_pair(const struct writing *w, uint32_t first, uint32_t second)
{
    set_bit(w->bitmap, w->bitmap_bits, conv_pair_hash(first, second));
}

/* Sets the bit beside that of the pair: it stands further inside of a key. */
static void set_inner_pair(const struct writing *w, uint32_t first, uint32_t second)
{
    set_bit(w->bitmap, w->bitmap_bits, conv_pair_hash(first, second) ^ 1u << (32 - w->bitmap_bits));
}

/* Deciding pairs are collected first, so that their bitmap can be made to measure. */
static void add_deciding_pair(struct writing *w, uint32_t first, uint32_t second)
{
    if (w->deciding_count == w->deciding_cap) {
        uint32_t *hashes = memory_grow(w->deciding_hashes, &w->deciding_cap, 1024, sizeof *hashes);
        if (!hashes) {
            w->failed = true;
            return;
        }
        w->deciding_hashes = hashes;
    }
    w->deciding_hashes[w->deciding_count++] = conv_pair_hash(first, second);
}

/* Lists what a word with a cost has side by side: pairs and threes, and what it is if it is a pair. */
static void add_neighbours(const struct writing *w, const struct key *k)
{
    const char *at = key_text(w->b, k), *end = at + k->key_length;
    uint32_t before = 0, pair = 0, count = 0;
    for (size_t n; at < end; at += n) {
        n = utf8_char_length(at, end);
        uint32_t character = utf8_char_bytes(at, n);
        if (count >= 2)
            set_place(w->bitmap, conv_cost_place(pair, character, 32 - w->bitmap_bits));
        if (count++ >= 1) {
            set_pair(w, before, character);
            pair = conv_pair_hash(before, character);
        }
        before = character;
    }
    if (count == 2)
        set_place(w->bitmap, conv_cost_place(pair, 0, 32 - w->bitmap_bits));
}

/* Lists the pairs of characters of a key. */
static void add_key_pairs(const struct writing *w, const struct key *k)
{
    const char *at = key_text(w->b, k), *end = at + k->key_length;
    uint32_t before = 0;
    for (size_t n, i = 0; at < end; at += n, i++) {
        n = utf8_char_length(at, end);
        uint32_t character = utf8_char_bytes(at, n);
        if (i == 1)
            set_pair(w, before, character);
        else if (i > 1)
            set_inner_pair(w, before, character);
        before = character;
    }
}

/* Goes over all keys and marks for the entries, codes and pairs. */
static void fill_characters(struct writing *w)
{
    const conv_build *b = w->b;
    for (size_t i = 0; i < b->key_count && !w->failed; i++) {
        const struct key *k = &b->keys[i];
        hp_span rest = { key_text(b, k), k->key_length };
        uint32_t cp, slot = 0;
        size_t chars = 0;
        for (size_t n; (n = utf8_decode(rest, &cp)) > 0; chars++) {
            slot = code_slot(w, cp, k->number == CONV_BUILD_NO_NUMBER ? 0 : CONV_TABLE_IN_KEY);
            rest = (hp_span){ rest.ptr + n, rest.len - n };
        }
        if (w->failed)
            return;
        if (chars == 1)
            set_single(w, k, slot);
        else if (b->cost_scale && k->number != CONV_BUILD_NO_NUMBER)
            add_neighbours(w, k);
        else if (!b->cost_scale)
            add_key_pairs(w, k);
    }
    for (size_t i = 0; i < b->mark_count && !w->failed; i++) {
        const struct mark *m = &b->marks[i];
        uint32_t slot = m->touch ? code_slot(w, m->cp, CONV_TABLE_IN_KEY) : character_slot(w, m->cp);
        if (!w->failed) {
            w->entries[slot] |= m->flags << 24;
            w->entries[slot] |= m->marks;
        }
    }
    for (size_t i = 0; i < b->pair_count; i++) {
        char first[4], second[4];
        size_t n = utf8_encode(b->pairs[i].first, first), m = utf8_encode(b->pairs[i].second, second);
        uint32_t hash = conv_pair_hash(utf8_char_bytes(first, n), utf8_char_bytes(second, m));
        if (b->pairs[i].weak) {
            set_bit(w->bitmap, w->bitmap_bits, conv_triple_hash(hash, CONV_TABLE_WEAK));
            set_bit(w->bitmap, w->bitmap_bits, conv_triple_hash(hash, CONV_TABLE_WEAK + 1));
            continue;
        }
        set_pair(w, utf8_char_bytes(first, n), utf8_char_bytes(second, m));
        add_deciding_pair(w, utf8_char_bytes(first, n), utf8_char_bytes(second, m));
    }
}

/* The code of the character at the start of `text` and its length; 0 at the end. */
static uint16_t next_code(const struct writing *w, hp_span text, size_t *length)
{
    uint32_t cp;
    *length = utf8_decode(text, &cp);
    return *length ? w->codes[(uint32_t)w->index[cp >> 6] << 6 | (cp & 63)] : 0;
}

/* Bits for each key: a wrong "maybe" costs more at deciding pairs, which are looked up for every character.  Words with
 * costs are many; they have the most there may be. */
enum { PAIR_BITS = 12, DECIDING_BITS = 64, COST_BITS = 8 };

/* True when the key's output is that of its characters one by one, each three bytes for three. */
static bool is_plain(const struct writing *w, const struct key *k)
{
    const char *from = key_text(w->b, k), *to = w->b->pool.ptr + k->value;
    if (w->b->spell_out || k->key_length != k->value_length || k->key_length % 3 != 0 || k->key_length == 3)
        return false;
    for (size_t i = 0; i < k->key_length; i += 3) {
        if ((unsigned char)from[i] < 0xE0 || (unsigned char)from[i] >= 0xF0)
            return false;
        uint32_t cp = 0;
        utf8_decode((hp_span){ from + i, 3 }, &cp);
        uint32_t entry = w->entries[(uint32_t)w->index[cp >> 6] << 6 | (cp & 63)];
        if (entry >> 24 & CONV_TABLE_NOT_3_TO_3 ||
            (entry & 0xFFFFFF) != (utf8_char_bytes(from + i, 3) ^ utf8_char_bytes(to + i, 3)))
            return false;
    }
    return true;
}

/* The start of a key of two characters or more: the bytes of its first three, as far as it has them. */
static bool first_three(const struct writing *w, const struct key *k, uint32_t characters[3])
{
    const char *at = key_text(w->b, k), *end = at + k->key_length;
    size_t count = 0;
    for (size_t n; at < end && count < 3; at += n) {
        n = utf8_char_length(at, end);
        characters[count++] = utf8_char_bytes(at, n);
    }
    for (size_t i = count; i < 3; i++)
        characters[i] = 0;
    return count > 1;
}

/* Marks the key's first two characters as a deciding pair, and what must be behind them. */
static void set_deciding(struct writing *w, const struct key *k)
{
    uint32_t c[3], cp = 0;
    if (!first_three(w, k, c))
        return;
    utf8_decode((hp_span){ key_text(w->b, k), k->key_length }, &cp);
    w->entries[(uint32_t)w->index[cp >> 6] << 6 | (cp & 63)] |= (uint32_t)CONV_TABLE_STARTS_PHRASE << 24;
    add_deciding_pair(w, c[0], c[1]);
    set_bit(w->bitmap, w->bitmap_bits, conv_triple_hash(conv_pair_hash(c[0], c[1]), c[2]));
}

/* Lists the first three characters of all keys that are longer than a deciding one of two. */
static void add_longer_keys(struct writing *w)
{
    for (size_t i = 0; i < w->b->key_count && !w->b->cost_scale; i++) {
        uint32_t c[3];
        if (!first_three(w, &w->b->keys[i], c) || c[2] == 0)
            continue;
        uint32_t pair = conv_pair_hash(c[0], c[1]);
        if (conv_bitmap_has((const char *)w->bitmap, 32 - w->bitmap_bits, conv_triple_hash(pair, 0)))
            set_bit(w->bitmap, w->bitmap_bits, conv_triple_hash(pair, c[2]));
    }
}

static inline uint32_t cost_of(const struct key *k)
{
    return k->number < CONV_COST_MOST ? k->number : CONV_COST_MOST;
}

/* Numbers the costs of all keys. */
static void number_costs(struct writing *w, conv_cost_numbers *costs)
{
    for (size_t i = 0; i < w->b->key_count; i++)
        if (w->b->keys[i].number != CONV_BUILD_NO_NUMBER)
            costs->marks[cost_of(&w->b->keys[i])] = true;
    conv_number_costs(costs, &w->own);
}

static uint32_t put_value(struct writing *w, const conv_cost_numbers *costs, const struct key *k)
{
    if (k->number == CONV_BUILD_NO_NUMBER)
        return 0;
    if (k->number)
        return w->b->cost_scale ? costs->numbers[cost_of(k)] : k->number;
    uint32_t at = (uint32_t)w->values.len + 1;
    bool plain = is_plain(w, k);
    if (plain && w->plain[k->priority])
        return w->plain[k->priority];
    if (at >= DOUBLE_ARRAY_WIDE_LIMIT || k->value_length >= CONV_TABLE_UNCHANGED)
        w->failed = true;
    hp_buf_append(&w->values, (hp_span){ (const char *)&k->priority, 1 });
    if (plain) {
        bytes_put_u16(&w->values, CONV_TABLE_UNCHANGED);
        w->plain[k->priority] = at;
        return at;
    }
    set_deciding(w, k);
    bytes_put_u16(&w->values, (uint16_t)k->value_length);
    hp_buf_append(&w->values, (hp_span){ w->b->pool.ptr + k->value, k->value_length });
    return at;
}

/* Appends the codes of `text` at `to`; returns where they end. */
static uint16_t *put_codes(const struct writing *w, hp_span text, uint16_t *to)
{
    size_t length;
    for (uint16_t code; (code = next_code(w, text, &length)) != 0; text.ptr += length, text.len -= length)
        *to++ = code;
    return to;
}

/* Builds the double array: the keys' numbers, from 1, are its values at first, then what put_value() gives. */
static void build_nodes(struct writing *w)
{
    const conv_build *b = w->b;
    size_t total = 0;
    for (size_t i = 0; i < b->key_count; i++)
        total += b->keys[i].key_length;
    uint16_t *codes = memory_zeroed(total + 1, sizeof *codes), *to = codes;
    double_array_key *keys = memory_zeroed(2 * b->key_count + 1, sizeof *keys);
    size_t count = 0;
    w->failed = w->failed || !codes || !keys;
    for (size_t i = 0; i < b->key_count && !w->failed; i++) {
        double_array_key *key = &keys[count];
        *key = (double_array_key){ .codes = to, .value = (uint32_t)i + 1 };
        to = put_codes(w, (hp_span){ key_text(b, &b->keys[i]), b->keys[i].key_length }, to);
        key->length = (size_t)(to - key->codes);
        size_t made = key->length == 0 ? 0 : b->cost_scale ? double_array_split_first(key, to - key->length) : 1;
        to += made > 1;
        count += made;
    }
    conv_cost_numbers costs = { .list = { 0 } };
    if (!w->failed && b->codes && !b->cost_scale)
        w->failed = !conv_number_codes(codes, (size_t)(to - codes), count, &w->own);
    if (b->cost_scale)
        number_costs(w, &costs);
    if (!w->failed)
        w->failed = !double_array_build(keys, count, b->dense ? DATA_PLACE_DENSE : DATA_PLACE_QUICK, NULL, &w->nodes);
    for (size_t i = 0; i < w->nodes.count && !w->failed; i++)
        if (w->nodes.nodes[i].value)
            w->nodes.nodes[i].value = put_value(w, &costs, &b->keys[w->nodes.nodes[i].value - 1]);
    memory_free(codes);
    memory_free(keys);
}

static void put_all(hp_buf *out, const uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bytes_put_u32(out, numbers[i]);
}

static bool put_table(const struct writing *w, hp_buf *out)
{
    uint32_t head[CONV_TABLE_HEADER / 4] = { CONV_TABLE_MAGIC,
                                             w->pages,
                                             (uint32_t)w->nodes.count,
                                             (uint32_t)w->values.len,
                                             w->bitmap_bits,
                                             w->deciding_bits,
                                             w->b->cost_scale,
                                             w->b->unknown_cost,
                                             conv_count_blocks(w->index),
                                             0,
                                             (uint32_t)(w->own.len / 2) };
    put_all(out, head, sizeof head / sizeof *head);
    conv_put_index(w->index, out);
    put_all(out, w->entries, 64 * (size_t)w->pages);
    for (size_t i = 0; i < 64 * (size_t)w->pages; i++)
        bytes_put_u16(out, w->codes[i]);
    conv_put_own(&w->own, out);
    hp_buf_append(out, (hp_span){ (const char *)w->bitmap, (size_t)1 << (w->bitmap_bits - 3) });
    hp_buf_append(out, (hp_span){ (const char *)w->deciding, (size_t)1 << (w->deciding_bits - 3) });
    bool good = w->b->cost_scale ? double_array_put_short(&w->nodes, out) : double_array_put_wide(&w->nodes, out);
    hp_buf_append(out, (hp_span){ w->values.ptr, w->values.len });
    return good;
}

static int by_hash(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The bits of a bitmap of at least `each` bits a pair: one wrong "maybe" in so many. */
static unsigned bits_for(size_t pairs, size_t each)
{
    unsigned bits = 10;
    while (bits < 23 && (size_t)1 << bits < each * pairs)
        bits++;
    return bits;
}

/* Makes the bitmap of the deciding pairs. */
static void fill_deciding(struct writing *w)
{
    size_t distinct = 0;
    if (w->deciding_count > 0)
        qsort(w->deciding_hashes, w->deciding_count, sizeof *w->deciding_hashes, by_hash);
    for (size_t i = 0; i < w->deciding_count; i++)
        if (i == 0 || w->deciding_hashes[i] != w->deciding_hashes[i - 1])
            w->deciding_hashes[distinct++] = w->deciding_hashes[i];
    w->deciding_bits = bits_for(distinct, DECIDING_BITS);
    w->deciding = memory_zeroed((size_t)1 << (w->deciding_bits - 3), 1);
    w->failed = w->failed || !w->deciding;
    for (size_t i = 0; i < distinct && !w->failed; i++)
        set_bit(w->deciding, w->deciding_bits, w->deciding_hashes[i]);
}

bool conv_build_write(conv_build *b, hp_buf *out)
{
    if (b->failed || b->pool.failed)
        return false;
    sort_keys(b);
    struct writing w = { .b = b, .pages = 1 };
    w.bitmap_bits = bits_for(b->key_count + b->pair_count, b->cost_scale ? COST_BITS : PAIR_BITS);
    w.index = memory_zeroed(CONV_TABLE_INDEX, sizeof *w.index);
    w.entries = memory_zeroed(64, sizeof *w.entries);
    w.codes = memory_zeroed(64, sizeof *w.codes);
    w.bitmap = memory_zeroed((size_t)1 << (w.bitmap_bits - 3), 1);
    w.failed = !w.index || !w.entries || !w.codes || !w.bitmap;
    if (!w.failed)
        fill_characters(&w);
    if (!w.failed)
        build_nodes(&w);
    if (!w.failed) {
        add_longer_keys(&w);
        fill_deciding(&w);
    }
    w.failed = w.failed || w.values.failed || w.own.failed;
    w.failed = w.failed || !put_table(&w, out);
    memory_free(w.index);
    memory_free(w.entries);
    memory_free(w.codes);
    memory_free(w.bitmap);
    memory_free(w.deciding);
    memory_free(w.deciding_hashes);
    double_array_free(&w.nodes);
    hp_buf_free(&w.values);
    hp_buf_free(&w.own);
    return !w.failed && !out->failed;
}
