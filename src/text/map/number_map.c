/* number_map.c - see number_map.h. */
#include "text/map/number_map.h"

#include "config.h"
#include "text/memory.h"

enum { SMALLEST = 256 };

/* The slot of `key`: its own, or the free one where it would go. */
static struct number_slot *slot_of(const number_map *map, uint64_t key)
{
    size_t slot = number_map_hash(key) & map->mask;
    while (map->slots[slot].value && map->slots[slot].key != key)
        slot = (slot + 1) & map->mask;
    return &map->slots[slot];
}

/* Makes the slots twice as many. */
static bool widen(number_map *map)
{
    size_t old_count = map->slots ? map->mask + 1 : 0, count = old_count ? 2 * old_count : SMALLEST;
    number_map wide = { memory_zeroed(count, sizeof *wide.slots), count - 1, map->count };
    if (!wide.slots)
        return false;
    for (size_t i = 0; i < old_count; i++)
        if (map->slots[i].value)
            *slot_of(&wide, map->slots[i].key) = map->slots[i];
    memory_free(map->slots);
    *map = wide;
    return true;
}

bool number_map_add(number_map *map, uint64_t key, uint32_t value)
{
    if (2 * map->count >= map->mask && !widen(map))
        return false;
    struct number_slot *slot = slot_of(map, key);
    if (slot->value)
        return true;
    *slot = (struct number_slot){ key, value };
    map->count++;
    return true;
}

void number_map_free(number_map *map)
{
    memory_free(map->slots);
    *map = (number_map){ 0 };
}
