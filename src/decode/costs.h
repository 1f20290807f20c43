/* costs.h - how surprising a character is: what encodings, and repairs, are weighed by.
 *
 * A cost is -16 times the natural logarithm of the character's share of the characters of its kind of text; all
 * of them are in the section "decode.costs", which doc/dict-format.md describes.  Two Han characters that are
 * neighbours in common words cost less together.  Opened tables are immutable and shared by threads; no look-up can
 * leave its table. Worked: 的 costs about 3.4 * 16, 鑫 about 11 * 16; 中 behind 的 the same as ever, 国 behind 中 three
 * nats less.
 */
#ifndef DECODE_COSTS_H
#define DECODE_COSTS_H

#include "decode/encoding.h"

enum {
    DECODE_NAT = 16,             /* costs are in sixteenths of a nat */
    DECODE_COST_BROKEN = 8 * 16, /* of a place where the bytes are no character */
    DECODE_COST_NOISE = 6 * 16,  /* and of each byte there: of 256 each is as likely */
    DECODE_LEADS = 126,          /* first bytes 81..FE of a two-byte table */
    DECODE_TRAILS = 192,         /* second bytes 40..FF */
    DECODE_PAIR_SLOTS = 1 << 20,
    DECODE_MAGIC = 0x31434448 /* "HDC1", little-endian */
};

/* The two-byte tables of the section, in their order, then those of single bytes 80..FF. */
enum { DECODE_TABLE_GB, DECODE_TABLE_BIG5, DECODE_TABLE_SJIS, DECODE_TABLE_EUC_JP, DECODE_TABLE_UHC, DECODE_TWO_BYTE };
enum {
    DECODE_TABLE_1252,
    DECODE_TABLE_1250,
    DECODE_TABLE_1251,
    DECODE_TABLE_KOI8,
    DECODE_TABLE_437,
    DECODE_TABLE_850,
    DECODE_ONE_BYTE
};

/* Where the parts of the section start. */
enum {
    DECODE_AT_COSTS = 64,
    DECODE_AT_PAIRS = DECODE_AT_COSTS + 0x10000,
    DECODE_AT_TWO_BYTE = DECODE_AT_PAIRS + DECODE_PAIR_SLOTS,
    DECODE_AT_ONE_BYTE = DECODE_AT_TWO_BYTE + DECODE_TWO_BYTE * DECODE_LEADS * DECODE_TRAILS * 2,
    DECODE_AT_ASTRAL = DECODE_AT_ONE_BYTE + DECODE_ONE_BYTE * 128 * 2 /* to the end: rows of 8 bytes */
};

typedef struct decode_costs {
    const uint8_t *cost; /* of each code point of the basic plane; others by their first surrogate */
    const uint8_t *pairs;
    const char *two_byte, *one_byte;
    hp_span astral; /* what of Big5 is above the basic plane: rows of two bytes (32 bits) and code point, sorted */
} decode_costs;

/* Finds the section in `data`, which must outlive *out.  HP_BAD_DATA when it is not there or not of its size. */
hp_status decode_costs_open(decode_costs *out, const hp_data *data, hp_error *err);

/* The code point as the tables have it: itself in the basic plane, above that its first surrogate. */
static inline unsigned decode_unit(uint32_t cp)
{
    return cp < 0x10000 ? cp : 0xD7C0 + (cp >> 10);
}

static inline bool decode_is_han(unsigned unit)
{
    return (unit >= 0x3400 && unit <= 0x9FFF) || (unit >= 0xF900 && unit <= 0xFAFF) ||
           (unit >= 0xD840 && unit <= 0xD88F);
}

/* Where a pair has its slot, and what tells it from others there (1..15). */
static inline uint32_t decode_pair_hash(unsigned first, unsigned second)
{
    uint32_t hash = ((uint32_t)first << 16 | second) * 2654435761u;
    return hash ^ hash >> 15;
}

/* What is taken off the cost of Han character `second` behind `first`, both units. */
static inline unsigned decode_pair_bonus(const decode_costs *costs, unsigned first, unsigned second)
{
    uint32_t hash = decode_pair_hash(first, second);
    unsigned slot = costs->pairs[hash & (DECODE_PAIR_SLOTS - 1)];
    return slot >> 4 == hash >> 28 ? (slot & 15) * 6 : 0;
}

/* The unit of two bytes in two-byte table `table`; 0 where there is none. */
static inline unsigned decode_two_bytes(const decode_costs *costs, unsigned table, unsigned lead, unsigned trail)
{
    if (lead < 0x81 || lead > 0xFE || trail < 0x40)
        return 0;
    const char *at = costs->two_byte + 2 * ((table * DECODE_LEADS + lead - 0x81) * DECODE_TRAILS + trail - 0x40);
    return (unsigned char)at[0] | (unsigned)(unsigned char)at[1] << 8;
}

/* The unit of a byte from 80 on in single-byte table `table`; 0 where there is none. */
static inline unsigned decode_one_byte(const decode_costs *costs, unsigned table, unsigned byte)
{
    const char *at = costs->one_byte + 2 * (table * 128 + (byte & 0x7F));
    return (unsigned char)at[0] | (unsigned)(unsigned char)at[1] << 8;
}

/* The code point above the basic plane that two bytes are in Big5 (as a number); 0 when there is none. */
uint32_t decode_astral(const decode_costs *costs, unsigned bytes);

/* Text being weighed, character by character.  Start with {0}. */
typedef struct decode_weight {
    int64_t cost;
    unsigned before;           /* the last unit */
    uint8_t kind, kind_before; /* its kind, and that of the one before it */
} decode_weight;

/* Adds a character. */
void decode_weigh(const decode_costs *costs, decode_weight *weight, unsigned unit);

/* The cost of valid UTF-8 as text. */
int64_t decode_text_cost(const decode_costs *costs, hp_span text);

#endif
