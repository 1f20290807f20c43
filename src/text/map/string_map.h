/* string_map.h - numbers by string: for counting, and for sets. */
#ifndef TEXT_MAP_STRING_MAP_H
#define TEXT_MAP_STRING_MAP_H

#include "hanpipe.h"

/* Start with {0}, end with string_map_free(). */
typedef struct string_map {
    struct string_entry {
        char *text; /* owned */
        size_t length;
        uint64_t value;
    } * entries; /* in order of first sight */
    size_t count, cap;
    uint32_t *slots; /* indexes of entries, plus 1 */
    size_t slot_count;
} string_map;

/* The value of `text`, made 0 where there is none; NULL when memory is out.  Valid until the next call. */
uint64_t *string_map_at(string_map *map, hp_span text);

/* The value of `text`, or NULL. */
const uint64_t *string_map_find(const string_map *map, hp_span text);

void string_map_free(string_map *map);

#endif
