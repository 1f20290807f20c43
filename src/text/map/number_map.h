/* number_map.h - numbers by number: a hash table with open addressing, at most half full.
 *
 * The keys are any 64 bits, often two numbers put together: a state and the label that leads on from it.  The values
 * are not 0, which stands for "no such key".  Nothing can be taken out.
 * Worked: after number_map_add(&m, 7, 1) and number_map_add(&m, 7, 2) number 7 has the value 1, and 8 has 0.
 */
#ifndef TEXT_MAP_NUMBER_MAP_H
#define TEXT_MAP_NUMBER_MAP_H

#include "hanpipe.h"

struct number_slot {
    uint64_t key;
    uint32_t value; /* 0: free */
};

/* Start with {0}, end with number_map_free(). */
typedef struct number_map {
    struct number_slot *slots;
    size_t mask;  /* the slots, a power of two, less 1 */
    size_t count; /* of the keys */
} number_map;

/* Gives `key` the value `value`, which is not 0, unless it has one already.  False when memory is out. */
bool number_map_add(number_map *map, uint64_t key, uint32_t value);

void number_map_free(number_map *map);

/* Where the search for `key` begins, as far as there are slots.  Fibonacci hashing: the high bits are the mixed ones.
 */
static inline size_t number_map_hash(uint64_t key)
{
    return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* The value of `key`, or 0. */
static inline uint32_t number_map_get(const number_map *map, uint64_t key)
{
    if (!map->slots)
        return 0;
    size_t slot = number_map_hash(key) & map->mask;
    while (map->slots[slot].value && map->slots[slot].key != key)
        slot = (slot + 1) & map->mask;
    return map->slots[slot].value;
}

#endif
