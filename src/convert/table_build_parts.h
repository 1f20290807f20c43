/* table_build_parts.h - what has been collected for a table; for table_build.c and table_write.c. */
#ifndef CONVERT_TABLE_BUILD_PARTS_H
#define CONVERT_TABLE_BUILD_PARTS_H

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
    bool failed;
};

#endif
