/* string_map.c - a hash table with open addressing; see string_map.h. */
#include "text/map/string_map.h"

#include <stdlib.h>
#include <string.h>

#include "text/checksum.h"

/* The slot of `text`: its own, or the free one where it would go. */
static size_t slot_of_text(const string_map *map, hp_span text)
{
    size_t slot = (size_t)text_checksum(text) & (map->slot_count - 1);
    for (; map->slots[slot]; slot = (slot + 1) & (map->slot_count - 1)) {
        const struct string_entry *e = &map->entries[map->slots[slot] - 1];
        if (e->length == text.len && memcmp(e->text, text.ptr, text.len) == 0)
            break;
    }
    return slot;
}

static bool widen_slots(string_map *map)
{
    size_t slot_count = map->slot_count ? 2 * map->slot_count : 1024;
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (!slots)
        return false;
    free(map->slots);
    map->slots = slots;
    map->slot_count = slot_count;
    for (size_t i = 0; i < map->count; i++) {
        hp_span text = { map->entries[i].text, map->entries[i].length };
        map->slots[slot_of_text(map, text)] = (uint32_t)i + 1;
    }
    return true;
}

uint64_t *string_map_at(string_map *map, hp_span text)
{
    if (2 * (map->count + 1) > map->slot_count && !widen_slots(map))
        return NULL;
    size_t slot = slot_of_text(map, text);
    if (map->slots[slot])
        return &map->entries[map->slots[slot] - 1].value;
    if (map->count == map->cap) {
        size_t cap = map->cap ? 2 * map->cap : 1024;
        struct string_entry *entries = reallocarray(map->entries, cap, sizeof *entries);
        if (!entries)
            return NULL;
        map->entries = entries;
        map->cap = cap;
    }
    char *copy = malloc(text.len + 1);
    if (!copy)
        return NULL;
    memcpy(copy, text.ptr, text.len);
    map->entries[map->count] = (struct string_entry){ copy, text.len, 0 };
    map->slots[slot] = (uint32_t)++map->count;
    return &map->entries[map->count - 1].value;
}

const uint64_t *string_map_find(const string_map *map, hp_span text)
{
    if (map->slot_count == 0)
        return NULL;
    uint32_t index = map->slots[slot_of_text(map, text)];
    return index ? &map->entries[index - 1].value : NULL;
}

void string_map_free(string_map *map)
{
    for (size_t i = 0; i < map->count; i++)
        free(map->entries[i].text);
    free(map->entries);
    free(map->slots);
    *map = (string_map){ 0 };
}
