/* double_array.h - tries as they lie in the data file: how they are read.
 *
 * A trie is an array of nodes, each with a base and the code that leads to it.  The child that a code, never 0, leads
 * to is the node at the parent's base plus the code, if that holds the code: no two nodes share a base, so no other
 * parent's child can hold it there.  Base 0: no children.  Numbers are little-endian, in one of three forms:
 *
 *     wide, 8 bytes a node      base (24 bits), value (24), code (16); where there is no node the code is all ones
 *     short, 6 bytes a node     code (16 bits), value (11), base (21), the code below; in a gap the code is all ones;
 *                               2 bytes behind the last node, so that each can be read as 8
 *
 *     packed, 6 or 8 bytes      code, value and base, the code below, in as many bits as the owner's packing says; in a
 *                               gap the code is 0; 2 bytes behind the last node, so that each can be read as 8
 *
 * The segmenter's lexicon and jieba's words are packed, a dictionary in 8 bytes where it is too large for 6.
 * Conversion's are wide: their values say in 24 bits where an output lies; in 16 they would need a number for it, a
 * look-up more and a limit on the words of a user.  The costs of its words are short: there are many, and the costs are
 * small.  Look-ups wait for memory, so all forms are as small as that.
 *
 * Half of a dictionary's words are of a few hundred first characters, and rows of hundreds of children do not fit into
 * one another: a fourth of the array was gaps.  So a first character may have two nodes, one for what goes on with an
 * even code and one for odd codes: its keys begin with double_array_first() of it and of the second code.
 *
 * Every look-up is bounded by the count of nodes, so that a damaged file gives wrong answers but reads nothing else.
 * Worked: key "甲乙" with codes 1 and 2, root base 1: node 2 has code 1 and a base b, node b + 2 has code 2.
 */
#ifndef DATA_DOUBLE_ARRAY_H
#define DATA_DOUBLE_ARRAY_H

#include "text/bytes.h"

enum { DOUBLE_ARRAY_WIDE = 8, DOUBLE_ARRAY_SHORT = 6, DOUBLE_ARRAY_SHORT_TAIL = 2 };
#define DOUBLE_ARRAY_FREE 0xFFFFu          /* the code in a wide form's gap */
#define DOUBLE_ARRAY_WIDE_LIMIT (1u << 24) /* bases and values of the wide form are less */

enum { DOUBLE_ARRAY_SHORT_CODE = 16, DOUBLE_ARRAY_SHORT_VALUE = 11, DOUBLE_ARRAY_SHORT_BASE = 21 };

/* The code in place of a key's first, when `next` comes second; a key of one code has both.  0 or 1 for code 0, which
 * no key has then. */
static inline uint32_t double_array_first(uint32_t code, uint32_t next)
{
    return 2 * code + (next & 1);
}

/* Wide: the number of the node where the code's child of `node` is, if there is one. */
static inline uint32_t double_array_wide_next(const char *nodes, uint32_t node, uint32_t code)
{
    return (bytes_u32(nodes + DOUBLE_ARRAY_WIDE * (size_t)node) & (DOUBLE_ARRAY_WIDE_LIMIT - 1)) + code;
}

/* Wide: the number of the node that the code, which may be 0 here, leads to from node `node`; 0: none. */
static inline uint32_t double_array_wide_step(const char *nodes, uint32_t count, uint32_t node, uint32_t code)
{
    uint32_t next = double_array_wide_next(nodes, node, code);
    if (next >= count || bytes_u16(nodes + DOUBLE_ARRAY_WIDE * (size_t)next + 6) != code)
        return 0;
    return next;
}

static inline uint32_t double_array_wide_value(const char *nodes, uint32_t node)
{
    return bytes_u32(nodes + DOUBLE_ARRAY_WIDE * (size_t)node + 3) & (DOUBLE_ARRAY_WIDE_LIMIT - 1);
}

/* Short: the node's bits, and two bytes of the next one, which its base is masked from. */
static inline uint64_t double_array_short_at(const char *nodes, uint32_t node)
{
    return bytes_u64(nodes + DOUBLE_ARRAY_SHORT * (size_t)node);
}

/* Short: the number of the node where the code's child of `node` is, if there is one. */
static inline uint32_t double_array_short_next(const char *nodes, uint32_t node, uint32_t code)
{
    uint64_t bits = double_array_short_at(nodes, node) >> (DOUBLE_ARRAY_SHORT_CODE + DOUBLE_ARRAY_SHORT_VALUE);
    return ((uint32_t)bits & ((1u << DOUBLE_ARRAY_SHORT_BASE) - 1)) + code;
}

/* Short: the number of the node that the code, which may be 0 here, leads to from node `node`; 0: none. */
static inline uint32_t double_array_short_step(const char *nodes, uint32_t count, uint32_t node, uint32_t code)
{
    uint32_t next = double_array_short_next(nodes, node, code);
    if (next >= count || (double_array_short_at(nodes, next) & ((1u << DOUBLE_ARRAY_SHORT_CODE) - 1)) != code)
        return 0;
    return next;
}

static inline uint32_t double_array_short_value(const char *nodes, uint32_t node)
{
    return (uint32_t)(double_array_short_at(nodes, node) >> DOUBLE_ARRAY_SHORT_CODE) &
           ((1u << DOUBLE_ARRAY_SHORT_VALUE) - 1);
}

/* How a packed array's nodes are divided: in 6 bytes code and value have at most 32 bits, in 8 the code has 16.  Hot
 * loops are compiled for each: a shift by a number that is not known costs more. */
typedef struct double_array_packing {
    uint32_t bytes, code_bits, value_bits, base_bits;
} double_array_packing;

#define DOUBLE_ARRAY_PACKED_6 ((double_array_packing){ 6, 15, 13, 20 })       /* jieba's words */
#define DOUBLE_ARRAY_PACKED_LEXICON ((double_array_packing){ 6, 14, 15, 19 }) /* the segmenter's */
#define DOUBLE_ARRAY_PACKED_8 ((double_array_packing){ 8, 16, 20, 28 })

/* Packed: the node at `at`, or node 0, which no code leads to, where there is none.  `count` is at least 1. */
static inline const char *double_array_packed_at(const char *nodes, double_array_packing by, uint32_t count, size_t at)
{
    return nodes + by.bytes * (at < count ? at : 0);
}

static inline uint32_t double_array_packed_code(const char *node, double_array_packing by)
{
    return by.bytes == 6 ? bytes_u32(node) & ((1u << by.code_bits) - 1) : bytes_u16(node);
}

static inline uint32_t double_array_packed_value(const char *node, double_array_packing by)
{
    uint32_t bits = by.bytes == 6 ? bytes_u32(node) >> by.code_bits : bytes_u32(node + 2);
    return bits & ((1u << by.value_bits) - 1);
}

static inline uint32_t double_array_packed_base(const char *node, double_array_packing by)
{
    return bytes_u32(node + by.bytes - 4) >> (32 - by.base_bits);
}

#endif
