/* string_map.h - numbers strings in the order in which they come up, from 1: for sets, and for what is kept of each.
 *
 * What belongs to a string lies in the caller's own array, at its number less 1.
 * Worked: adding 猫, 狗, 猫 gives 1, 2, 1.
 */
#ifndef TEXT_MAP_STRING_MAP_H
#define TEXT_MAP_STRING_MAP_H

#include "hanpipe.h"

/* Start with {0}, end with string_map_free(). */
typedef struct string_map {
    hp_buf texts;    /* of the strings, one behind the other */
    uint64_t *ends;  /* by number: where each ends in `texts`; 0 for number 0 */
    size_t count;    /* of the strings */
    size_t room;     /* for numbers in `ends`, 0 included */
    uint32_t *slots; /* hash table of numbers; 0: free */
    size_t slot_count;
} string_map;

/* The number of `text`, which gets the next one when it has none; 0 when memory is out or 2^32 - 2 have been given. */
uint32_t string_map_add(string_map *map, hp_span text);

/* The number of `text`; 0 when it has none. */
uint32_t string_map_find(const string_map *map, hp_span text);

/* The string of a number that was given.  It is borrowed until the next is added. */
static inline hp_span string_map_text(const string_map *map, uint32_t number)
{
    size_t from = (size_t)map->ends[number - 1];
    return (hp_span){ map->texts.ptr + from, (size_t)map->ends[number] - from };
}

void string_map_free(string_map *map);

#endif
