/* string_map.c - a hash table with open addressing, at most half full; see string_map.h. */
#include "text/map/string_map.h"

#include "config.h"
#include "text/bytes.h"
#include "text/map/checksum.h"
#include "text/memory.h"

enum { SMALLEST = 1024 };

/* The slot of `text`: its own, or the free one where it would go. */
static inline size_t slot_of(const string_map *map, hp_span text)
{
    size_t slot = (size_t)text_checksum(text) & (map->slot_count - 1);
    while (map->slots[slot] && !span_eq(string_map_text(map, map->slots[slot]), text))
        slot = (slot + 1) & (map->slot_count - 1);
    return slot;
}

static bool widen(string_map *map)
{
    size_t slot_count = map->slot_count ? 2 * map->slot_count : SMALLEST;
    uint32_t *slots = memory_zeroed(slot_count, sizeof *slots);
    if (!slots)
        return false;
    memory_free(map->slots);
    map->slots = slots;
    map->slot_count = slot_count;
    for (uint32_t number = 1; number <= map->count; number++)
        map->slots[slot_of(map, string_map_text(map, number))] = number;
    return true;
}

/* Makes room for one more number. */
static bool reserve(string_map *map)
{
    if (map->count + 1 < map->room)
        return true;
    size_t room = map->room ? 2 * map->room : SMALLEST;
    uint64_t *ends = memory_resize_array(map->ends, room, sizeof *ends);
    if (!ends)
        return false;
    if (map->room == 0)
        ends[0] = 0;
    map->ends = ends;
    map->room = room;
    return true;
}

uint32_t string_map_add(string_map *map, hp_span text)
{
    if (2 * (map->count + 1) > map->slot_count && !widen(map))
        return 0;
    size_t slot = slot_of(map, text);
    if (map->slots[slot])
        return map->slots[slot];
    if (map->count == UINT32_MAX - 1 || !reserve(map))
        return 0;
    hp_buf_append(&map->texts, text);
    if (map->texts.failed)
        return 0;
    map->ends[++map->count] = map->texts.len;
    return map->slots[slot] = (uint32_t)map->count;
}

uint32_t string_map_find(const string_map *map, hp_span text)
{
    return map->slot_count ? map->slots[slot_of(map, text)] : 0;
}

void string_map_free(string_map *map)
{
    hp_buf_free(&map->texts);
    memory_free(map->ends);
    memory_free(map->slots);
    *map = (string_map){ 0 };
}
