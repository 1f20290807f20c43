/* id_table.c - see id_table.h. */
#include "judge/count/id_table.h"

#include <string.h>

#include "text/memory.h"

enum { LEAST = 6 }; /* bits of a new table's size */

bool id_table_clear(id_table *table)
{
    if (table->cap == 0) {
        table->slots = memory_zeroed((size_t)1 << LEAST, sizeof *table->slots);
        table->cap = table->slots ? (size_t)1 << LEAST : 0;
    } else if (table->count > 0) {
        memset(table->slots, 0, ((size_t)1 << (64 - table->shift)) * sizeof *table->slots);
    }
    table->shift = 64 - LEAST;
    table->count = 0;
    return table->cap > 0;
}

/* What was in use is put aside behind what will be, and from there where it belongs: three halves in all. */
bool id_table_grow(id_table *table)
{
    size_t before = (size_t)1 << (64 - table->shift), mask = 2 * before - 1;
    if (table->count >= UINT32_MAX / 4)
        return false;
    if (table->cap < 3 * before) {
        id_slot *slots = memory_resize_array(table->slots, 3 * before, sizeof *slots);
        if (!slots)
            return false;
        table->slots = slots;
        table->cap = 3 * before;
    }
    id_slot *slots = table->slots, *aside = slots + 2 * before;
    memcpy(aside, slots, before * sizeof *slots);
    memset(slots, 0, 2 * before * sizeof *slots);
    table->shift--;
    for (size_t i = 0; i < before; i++) {
        size_t slot = id_table_start(table, aside[i].key);
        if (aside[i].id == 0)
            continue;
        while (slots[slot].id)
            slot = (slot + 1) & mask;
        slots[slot] = aside[i];
    }
    return true;
}

void id_table_free(id_table *table)
{
    memory_free(table->slots);
    *table = (id_table){ 0 };
}
