/* table_build_parts.h - what has been collected for a table; for table_build.c, table_write.c and table_numbers.c. */
#ifndef CONVERT_TABLE_BUILD_PARTS_H
#define CONVERT_TABLE_BUILD_PARTS_H

#include "convert/table.h"
#include "convert/table_codes.h"
#include "hanpipe.h"

struct key {
    size_t key, value; /* offsets into the pool */
    uint32_t key_length, value_length;
    uint32_t number;
    uint32_t order;
    unsigned char priority;
};

struct mark {
    uint32_t cp, flags, marks;
    bool touch; /* wants a code */
};

struct pair {
    uint32_t first, second;
    bool weak;
};

struct conv_build {
    hp_buf pool;
    struct key *keys;
    size_t key_count, key_cap;
    struct mark *marks;
    size_t mark_count, mark_cap;
    struct pair *pairs;
    size_t pair_count, pair_cap;
    uint32_t cost_scale, unknown_cost;
    bool spell_out, dense;
    conv_codes *codes; /* NULL: the table's own */
    bool failed;
};

/* The number of blocks of an index of CONV_TABLE_INDEX pages, with the empty one, number 0; and the index as table.h
 * has it. */
uint32_t conv_count_blocks(const uint16_t *index);
void conv_put_index(const uint16_t *index, hp_buf *out);

/* Puts codes of the table's own in place of `codes`, if there are so few keys that it is smaller so; *own gets for each
 * code which it is. */
bool conv_number_codes(uint16_t *codes, size_t count, size_t keys, hp_buf *own);

/* Appends them, and zeros up to a multiple of 64 bytes. */
void conv_put_own(const hp_buf *own, hp_buf *out);

/* The costs of a table's keys.  Start with all zeros and mark those that some key has. */
typedef struct conv_cost_numbers {
    bool marks[CONV_COST_MOST + 1];
    uint16_t list[CONV_COSTS], numbers[CONV_COST_MOST + 1];
} conv_cost_numbers;

/* Numbers the costs that are marked, and gives the list of them, CONV_COSTS numbers.  If they are more than that, great
 * ones that lie side by side become one, the less. */
void conv_number_costs(conv_cost_numbers *costs, hp_buf *own);

#endif
