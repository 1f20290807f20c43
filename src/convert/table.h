/* table.h - one dictionary stage as a mapped table: characters by direct look-up, phrases by a double
 * array.
 *
 *     entry of a character (32 bits, little-endian)
 *     31        24 23                              0
 *     [  flags    ][ UTF-8 of the character XOR UTF-8 of its output ]
 *
 * Flags 0: the input's three bytes XOR the entry, and done.
 *
 * Characters lie in pages of 64 (one page holds the last UTF-8 byte's values), so that the first two bytes of
 * a three-byte character choose the page and the third the entry; pages without anything are all the zero
 * page, whose entries mean "as it is".  Two bitmaps of hashed character pairs rule out nearly every place
 * where no phrase starts, before the double array is touched: one for all phrases, one for the deciding ones,
 * whose output is not that of their characters one by one (or at which a later stage's phrase may start).
 * CONV_TABLE_STARTS_PHRASE marks characters that start a deciding pair.
 *
 * The first bitmap holds three things more.  Beside the bit of each pair is one for pairs further inside of a key, so
 * that one look says whether a key may lie across the place between two characters.  Deciding keys of two characters
 * have a bit by the hash of the pair and nothing; longer ones, and all longer keys that start with such a pair, one by
 * the hash of the pair and the third character.  In tables of the best path, words that cost more than their parts have
 * two bits by the hash of their first pair and CONV_TABLE_WEAK and the number behind it.
 *
 * Layout (32-bit little-endian numbers): magic, pages, nodes, value bytes, log2 of the bits of the two bitmaps, and,
 * where the values are costs of words, their scale and the cost of a character that has none, then the number of
 * blocks of the index, what the table shares, for how many codes it has its own, which shared trie it has, how many
 * values it lists, and zeros up to CONV_TABLE_HEADER; the index (16 bits each: pages of the basic plane, blocks above
 * it, the pages of each block), entries (pages × 64 × 32), codes (pages × 64 × 16), own codes and zeros up to a
 * multiple of 64 bytes, the bitmaps of all pairs and of deciding pairs, nodes (a wide double array,
 * data/double_array.h), listed values (24 bits, and 8 behind the last), values.
 * Where the values are costs, the first bitmap has what stands side by side in a key (look/crossings.h), and a key's
 * first code is double_array_first().  A node's value is 0, or 1 + the offset of its output in the values: the key's
 * priority (8 bits), length (16 bits), bytes.  CONV_TABLE_UNCHANGED in place of a length says that the output is that
 * of the characters one by one: four phrases of five, there to keep others from matching, which share one such value
 * for each priority.
 *
 * Codes are the same in all tables of a data file, so that rows of a small table would be as wide as the codes of all
 * of them lie apart.  So one with few keys has codes of its own: it numbers those that it has, from 1, and says for
 * each code which number that is (16 bits), or 0.  A table of costs has there the list of its costs (16 bits), of which
 * a node has the number.
 *
 * The tables of a data file have much in common, so they have their entries, codes and values in one section together
 * (table_parts.h), whose number stands in the header, and many have a trie there in place of nodes and own codes; those
 * of a user's own configuration have everything themselves, and 0 there.
 *
 * Opening checks the sizes and the page index; each step in the double array and each value is checked when
 * used.
 *
 * Worked: 头发 with the Simplified phrases: 头 is flagged, the pair 头发 is in the bitmap, the walk gives
 * 頭髮.
 */
#ifndef CONVERT_TABLE_H
#define CONVERT_TABLE_H

#include <string.h>

#include "data/double_array.h"

enum {
    CONV_TABLE_STARTS_PHRASE = 0x80, /* starts a deciding pair; the engine relies on its being the top bit */
    CONV_TABLE_NOT_3_TO_3 = 0x40,    /* its output is not three bytes for three: it stands in the double array */
    CONV_TABLE_IDS = 0x20,           /* an ideographic description character */
    CONV_TABLE_LATER_STAGE = 0x10,   /* may start a phrase of a later stage */
    CONV_TABLE_NORMALIZED = 0x08,    /* is changed by normalization */
    CONV_TABLE_HAS_CHOICE = 0x04,    /* has a choice that depends on its surroundings */
    CONV_TABLE_IN_KEY = 0x02,        /* stands in a key of the table */
    /* In tables of the best path, two bits for characters of three bytes that can be in its windows: */
    CONV_TABLE_TELLS_NOTHING = 0x01,
    CONV_TABLE_SIMPLIFIED = 0x10, /* stands in Simplified text only */
    CONV_TABLE_MARKED = 0x11      /* its marks, in the table of words, say more */
};

/* The index: the pages of the basic plane, and blocks of 64 pages above it, of which most tables have few. */
enum { CONV_TABLE_INDEX = 0x110000 / 64, CONV_TABLE_BASIC = 0x10000 / 64, CONV_TABLE_TOPS = 0x100000 / 64 / 64 };
enum { CONV_TABLE_HEADER = 64, CONV_TABLE_SHARES = 36 };
/* Costs are at most this; a table has at most so many that differ, with 0, which says that no word ends at a node. */
enum { CONV_COST_MOST = 4095, CONV_COSTS = 1 << DOUBLE_ARRAY_SHORT_VALUE };
enum { CONV_TABLE_WEAK = 1 }; /* no character is this, or 2 */
#define CONV_TABLE_UNCHANGED 0xFFFFu
#define CONV_TABLE_MARKS 0xFF0000u
/* From this priority on a key is no segment, but a phrase of a later stage with the output of all stages. */
#define CONV_TABLE_LATER 128u
#define CONV_TABLE_MAGIC 0x38544348u /* "HCT8" */
/* In a shared trie, what a node has with the number of a listed value. */
#define CONV_TABLE_LISTED (DOUBLE_ARRAY_WIDE_LIMIT / 2)

/* Where the page of a code point stands. */
typedef struct conv_pages {
    const char *index, *tops, *blocks;
} conv_pages;

/* An opened table.  Borrows the section, and that of the shared parts, which must outlive it. */
typedef struct conv_table {
    conv_pages pages, code_pages; /* of entries, of codes */
    const char *entries, *codes, *own, *nodes, *pairs, *deciding, *listed, *values;
    uint32_t node_count, value_bytes;
    uint32_t listed_from, listed_count; /* nodes' values from the first on are numbers of listed ones */
    uint32_t own_count;                 /* 0: the codes of all tables are the table's */
    uint32_t cost_scale, unknown_cost; /* a nat, and what a character costs that has no value; 0: values are no costs */
    unsigned pair_shift, deciding_shift; /* what leaves of a hash a place in the bitmap */
    /* ASCII that a key starts with, or that has a flag: a bit for the upper half of the byte, in the lower half's place
     */
    unsigned char busy_ascii[16];
} conv_table;

/* Finds the section called `name`; `where` is what the caller gave.  HP_BAD_DATA when there is none. */
typedef hp_status conv_find_section(const void *where, const char *name, hp_span *section, hp_error *err);

/* Checks and opens `section`; `find` is asked for what it shares, and may be NULL for one that shares nothing.
 * HP_BAD_DATA when it is damaged. */
hp_status conv_table_open(conv_table *table, hp_span section, conv_find_section *find, const void *where,
                          hp_error *err);

/* A key found at a place: its length in bytes and characters, its priority, and its output (borrowed from the
 * table), unless `plain` says that each character is to be converted by itself. */
typedef struct conv_match {
    size_t length; /* 0: none */
    size_t chars;
    unsigned priority;
    bool plain;
    hp_span value;
} conv_match;

/* The key that OpenCC's rules choose at the start of `text`, which is valid UTF-8: the best priority, then
 * the longest. */
conv_match conv_table_match(const conv_table *table, hp_span text);

/* The same, not counting keys of one character: `pair` is the node of the text's first two. */
conv_match conv_table_match_pair(const conv_table *table, hp_span text, uint32_t pair);

/* As conv_table_match(), and in *later the choice among the keys of priority CONV_TABLE_LATER or worse; `first` is what
 * conv_table_first() says of `text`, which is not empty. */
conv_match conv_table_match_both(const conv_table *table, hp_span text, uint32_t first, conv_match *later);

/* True when the key of two characters, whose nodes are `first` and `second`, is one of those two; no key goes on behind
 * it.  *match is it then, but for its length, and is as before else. */
bool conv_table_match_two(const conv_table *table, uint32_t first, uint32_t second, conv_match *match);

/* Sets what `match` makes of its key by the value of its node, of which the priority has been read; a damaged table's
 * may not lie in the values. */
void conv_table_read_value(const conv_table *table, uint32_t value, conv_match *match);

static inline size_t conv_table_node_bytes(const conv_table *t)
{
    return t->cost_scale ? DOUBLE_ARRAY_SHORT * (size_t)t->node_count + DOUBLE_ARRAY_SHORT_TAIL
                         : DOUBLE_ARRAY_WIDE * (size_t)t->node_count;
}

/* The bytes of so many listed values; each can be read as 32 bits. */
static inline size_t conv_table_listed_bytes(uint32_t count)
{
    return count ? 3 * (size_t)count + 1 : 0;
}

/* The listed value with this number, which a node of a shared trie has; 0 where there is none. */
static inline uint32_t conv_table_listed(const conv_table *t, uint32_t number)
{
    return number < t->listed_count ? bytes_u32(t->listed + 3 * (size_t)number) & (DOUBLE_ARRAY_WIDE_LIMIT - 1) : 0;
}

/* The value of node `node`, for tables that keep numbers there; see conv_table_step. */
static inline uint32_t conv_table_value(const conv_table *t, uint32_t node)
{
    uint32_t value = double_array_wide_value(t->nodes, node);
    return value < t->listed_from ? value : conv_table_listed(t, value - t->listed_from);
}

/* True when a node has this value, which lies in the table. */
static inline bool conv_table_has_value(const conv_table *t, uint32_t value)
{
    return value > 0 && value <= t->value_bytes;
}

/* The priority of the key that has the value. */
static inline unsigned conv_table_priority(const conv_table *t, uint32_t value)
{
    return (unsigned char)t->values[value - 1];
}

/* The node that `code` leads to from `node`, or 0. */
static inline uint32_t conv_table_step(const conv_table *t, uint32_t node, uint32_t code)
{
    return double_array_wide_step(t->nodes, t->node_count, node, code);
}

/* False for ASCII characters that are copied: no key starts with them. */
static inline bool conv_table_ascii_is_busy(const conv_table *t, unsigned char c)
{
    return t->busy_ascii[c & 15] >> (c >> 4) & 1;
}

/* The number of bytes of the character that starts with `lead`, in valid UTF-8. */
static inline size_t utf8_lead_length(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The same for the character at `at`; 1 when it does not fit before `end`, which only a damaged table's
 * output can do. */
static inline size_t utf8_char_length(const char *at, const char *end)
{
    size_t n = utf8_lead_length((unsigned char)*at);
    return n <= (size_t)(end - at) ? n : 1;
}

/* The slot of the character at `p` (n bytes, valid) in what has these pages. */
static inline uint32_t conv_pages_slot(const conv_pages *pages, const char *p, size_t n)
{
    const unsigned char *s = (const unsigned char *)p;
    const char *index = pages->index;
    uint32_t high, low;
    if (n == 3) {
        high = (uint32_t)(s[0] & 15) << 6 | (s[1] & 63);
        low = s[2] & 63;
    } else if (n == 1) {
        high = s[0] >> 6;
        low = s[0] & 63;
    } else if (n == 2) {
        high = s[0] & 31;
        low = s[1] & 63;
    } else {
        high = (uint32_t)(s[0] & 7) << 12 | (uint32_t)(s[1] & 63) << 6 | (s[2] & 63);
        low = s[3] & 63;
        if (high >= CONV_TABLE_BASIC && high < CONV_TABLE_INDEX) {
            index = pages->blocks + 128 * (size_t)bytes_u16(pages->tops + 2 * (size_t)((high - CONV_TABLE_BASIC) >> 6));
            high &= 63;
        } else {
            high = 0; /* only where the text is not valid */
        }
    }
    return (uint32_t)bytes_u16(index + 2 * (size_t)high) << 6 | low;
}

/* Its slot in entries. */
static inline uint32_t conv_table_slot(const conv_table *t, const char *p, size_t n)
{
    return conv_pages_slot(&t->pages, p, n);
}

static inline uint32_t conv_table_entry(const conv_table *t, uint32_t slot)
{
    return bytes_u32(t->entries + 4 * (size_t)slot);
}

/* The table's own code for a code of all tables; 0 when none of its keys has it. */
static inline uint32_t conv_table_own_code(const conv_table *t, uint32_t code)
{
    return code < t->own_count ? bytes_u16(t->own + 2 * (size_t)code) : 0;
}

/* The code of the character at `p` (n bytes, valid) in a table of costs; 0 when no table has it in a key. */
static inline uint32_t conv_cost_code(const conv_table *t, const char *p, size_t n)
{
    return bytes_u16(t->codes + 2 * (size_t)conv_pages_slot(&t->code_pages, p, n));
}

/* The same in another table; 0 when no table has it, or this one has not. */
static inline uint32_t conv_table_code(const conv_table *t, const char *p, size_t n)
{
    uint32_t code = conv_cost_code(t, p, n);
    return t->own_count ? conv_table_own_code(t, code) : code;
}

/* The cost of the word that ends in node `node` of a table of costs, 0 when none does; conv_cost_step() goes on from a
 * node. */
static inline uint32_t conv_cost_at(const conv_table *t, uint32_t node)
{
    return bytes_u16(t->own + 2 * (size_t)double_array_short_value(t->nodes, node));
}

static inline uint32_t conv_cost_step(const conv_table *t, uint32_t node, uint32_t code)
{
    return double_array_short_step(t->nodes, t->node_count, node, code);
}

/* The node of a key's first character, by its code and that of the next: any where there is none. */
static inline uint32_t conv_cost_first(const conv_table *t, uint32_t code, uint32_t next)
{
    return conv_cost_step(t, 0, double_array_first(code, next));
}

/* Has the processor fetch the node that `code` leads to from `node`, if it does. */
static inline void conv_cost_fetch(const conv_table *t, uint32_t node, uint32_t code)
{
    bytes_fetch(t->nodes + DOUBLE_ARRAY_SHORT * (size_t)double_array_short_next(t->nodes, node, code));
}

/* The node of the character of `n` bytes at `at`, the first of a key; 0 when no key starts with it. */
static inline uint32_t conv_table_first(const conv_table *t, const char *at, size_t n)
{
    uint32_t code = conv_table_code(t, at, n);
    return code ? conv_table_step(t, 0, code) : 0;
}

/* What the owner of a table whose characters have no outputs says of the character: bits of CONV_TABLE_MARKS. */
static inline uint32_t conv_table_marks(const conv_table *t, uint32_t slot)
{
    return conv_table_entry(t, slot) & CONV_TABLE_MARKS;
}

/* The bytes of the character at `p`, n of them, as one number.  Reads no further. */
static inline uint32_t utf8_char_bytes(const char *p, size_t n)
{
    const unsigned char *s = (const unsigned char *)p;
    uint32_t x = s[0];
    for (size_t i = 1; i < n; i++)
        x |= (uint32_t)s[i] << (8 * i);
    return x;
}

/* A hash of the character `first` (as utf8_char_bytes gives it) and the start of the next, of which `next` has
 * at least the first byte, and three bytes when it is that long. */
static inline uint32_t conv_pair_hash(uint32_t first, uint32_t next)
{
    uint32_t second = next & ((next & 0xFF) >= 0xE0 ? 0xFFFFFFu : 0xFFu);
    return (first * 0x9E3779B1u ^ second) * 0x85EBCA6Bu;
}

static inline bool conv_bitmap_has(const char *bitmap, unsigned shift, uint32_t hash)
{
    uint32_t h = hash >> shift;
    return (unsigned char)bitmap[h >> 3] >> (h & 7) & 1;
}

/* True when a key may have the two characters side by side, at its start or further in. */
static inline bool conv_bitmap_joins(const char *pairs, unsigned shift, uint32_t hash)
{
    uint32_t h = hash >> shift;
    return (unsigned char)pairs[h >> 3] >> (h & 6) & 3;
}

/* The hash for a pair, of hash `pair`, that starts a deciding key, and the start of what is behind it, as
 * conv_pair_hash() has it; next 0: for a pair that is such a key. */
static inline uint32_t conv_triple_hash(uint32_t pair, uint32_t next)
{
    return (pair ^ (next & ((next & 0xFF) >= 0xE0 ? 0xFFFFFFu : 0xFFu))) * 0xC2B2AE35u;
}

/* In the bitmap of a table of costs, the bit for a three that starts with the pair, or next 0 for the pair as a word:
 * in the same 512 bits as the pair's own. */
static inline uint32_t conv_cost_place(uint32_t pair, uint32_t next, unsigned shift)
{
    return (pair >> shift & ~511u) | conv_triple_hash(pair, next) >> 23;
}

/* True when a key that starts with the pair may be weak (conv_build_weak()). */
static inline bool conv_table_is_weak(const conv_table *t, uint32_t pair)
{
    return conv_bitmap_has(t->pairs, t->pair_shift, conv_triple_hash(pair, CONV_TABLE_WEAK)) &&
           conv_bitmap_has(t->pairs, t->pair_shift, conv_triple_hash(pair, CONV_TABLE_WEAK + 1));
}

/* The hash for the character of `n` bytes at `at` and the one behind it, which there is. */
static inline uint32_t conv_pair_hash_at(const char *at, size_t n, const char *end)
{
    size_t m = utf8_char_length(at + n, end);
    return conv_pair_hash(utf8_char_bytes(at, n), utf8_char_bytes(at + n, m < 3 ? m : 3));
}

/* False when no key starts with the character of `n` bytes at `at` and the one behind it. */
static inline bool conv_table_pair_at(const conv_table *t, const char *at, size_t n, const char *end)
{
    return (size_t)(end - at) > n && conv_bitmap_has(t->pairs, t->pair_shift, conv_pair_hash_at(at, n, end));
}

/* False when no key can have the character of `n` bytes at `at` and the one behind it, which there is, side by side. */
static inline bool conv_table_joins(const conv_table *t, const char *at, size_t n, const char *end)
{
    return conv_bitmap_joins(t->pairs, t->pair_shift, conv_pair_hash_at(at, n, end));
}

/* False when no deciding key does. */
static inline bool conv_table_deciding_at(const conv_table *t, const char *at, size_t n, const char *end)
{
    return (size_t)(end - at) > n && conv_bitmap_has(t->deciding, t->deciding_shift, conv_pair_hash_at(at, n, end));
}

/* False for ASCII at `at`, busy or not, that is copied after all: no flag of `flags`, and no deciding pair. */
static inline bool conv_ascii_stops(const conv_table *t, uint32_t flags, const char *at, const char *end)
{
    uint32_t entry = conv_table_entry(t, conv_table_slot(t, at, 1));
    return entry >> 24 & flags || entry & 0xFFFFFF || (entry >> 31 && conv_table_deciding_at(t, at, 1, end));
}

#endif
