/* id_table.h - numbers for keys: the first key is 1, the next new one 2; a hash table that is used again and again.
 *
 * Open addressing, at most half full; it grows by what comes, so that a short document's stays in the cache, and keeps
 * its memory for the next.  Worked: keys 7, 9, 7 → ids 1, 2, 1.
 */
#ifndef JUDGE_COUNT_ID_TABLE_H
#define JUDGE_COUNT_ID_TABLE_H

#include "hanpipe.h"

typedef struct id_slot {
    uint64_t key;
    uint32_t id; /* 0: free */
} id_slot;

/* Start with {0}, end with id_table_free(). */
typedef struct id_table {
    id_slot *slots;
    size_t cap;     /* slots there are */
    unsigned shift; /* of those the first 2^(64 - shift) are in use */
    uint32_t count; /* of keys */
} id_table;

/* Forgets all keys.  False when memory is out. */
bool id_table_clear(id_table *table);

/* Makes room for twice as many; false when memory is out. */
bool id_table_grow(id_table *table);

void id_table_free(id_table *table);

static inline size_t id_table_start(const id_table *table, uint64_t key)
{
    key ^= key >> 32; /* the two halves of a pair must both reach the high bits */
    return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> table->shift);
}

/* The number of `key`, which is added where it is new; 0 when memory is out. */
static inline uint32_t id_table_add(id_table *table, uint64_t key)
{
    size_t mask = ((size_t)1 << (64 - table->shift)) - 1, slot = id_table_start(table, key);
    while (table->slots[slot].id) {
        if (table->slots[slot].key == key)
            return table->slots[slot].id;
        slot = (slot + 1) & mask;
    }
    if (table->count >= mask / 2) {
        if (!id_table_grow(table))
            return 0;
        mask = ((size_t)1 << (64 - table->shift)) - 1;
        for (slot = id_table_start(table, key); table->slots[slot].id;)
            slot = (slot + 1) & mask;
    }
    table->slots[slot] = (id_slot){ key, ++table->count };
    return table->count;
}

#endif
