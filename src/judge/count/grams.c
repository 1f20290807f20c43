/* grams.c - see grams.h.
 *
 * Worked, units a b a b a, n = 2: ab, ba, ab, ba are 1, 2, 1, 2, and all four places go on; n = 3: aba, bab, aba are 1,
 * 2, 1, so places 0 and 2 go on.  Reading on, ab is new, ba is new, ab counts, and the a behind it is left.
 */
#include "judge/count/grams.h"

#include <string.h>

#include "text/memory.h"

enum { FIRST = 2, REPEATED_FIRST = 5 };

/* Bits of a table's size: it starts with a slot for each n-gram that may come, of which seven of eight may be taken;
 * but where there are many n-grams most will be the same, so it starts smaller. */
enum { LEAST_BITS = 8, START_BITS = 16, MOST_BITS = 31 };

static bool resize(uint32_t **list, size_t count)
{
    uint32_t *made = memory_resize_array(*list, count, sizeof **list);
    *list = made ? made : *list;
    return made != NULL;
}

bool grams_reserve(grams *g, size_t room, bool has_lengths)
{
    if (room >= UINT32_MAX / 4)
        return false;
    g->has_lengths = has_lengths;
    if (!g->units || room > g->room) {
        if (!resize(&g->units, room + 1) || !resize(&g->ids, room + 1) || !resize(&g->places, room + 1) ||
            !resize(&g->starts, room + 1) || !resize(&g->next, room + 1))
            return false;
        g->room = room;
    }
    return true;
}

static uint64_t length_at(const grams *g, size_t at, unsigned n)
{
    return g->has_lengths ? g->starts[at + n] - g->starts[at] : n;
}

/* Makes an empty table of 2^bits slots.  False when memory is out. */
static bool clear_table(grams *g, unsigned bits)
{
    size_t size = (size_t)1 << bits;
    if (size > g->slot_room) {
        memory_free(g->slots);
        g->slots = memory_new(size * sizeof *g->slots);
        g->slot_room = g->slots ? size : 0;
    }
    if (g->slots)
        memset(g->slots, 0, size * sizeof *g->slots);
    g->shift = 64 - bits;
    return g->slots != NULL;
}

/* The table as its loops see it. */
struct view {
    grams_slot *slots;
    unsigned shift;
    uint32_t mask, free; /* free: how many may still be taken */
};

static struct view view_table(const grams *g)
{
    uint32_t size = (uint32_t)(UINT64_C(1) << (64 - g->shift));
    return (struct view){ .slots = g->slots, .shift = g->shift, .mask = size - 1, .free = size / 8 * 7 };
}

/* Counts the n-gram that begins with what `beginning` tells and ends with `last`; returns its number.  A slot that is
 * free and one that is its own are taken alike, without a branch between the two, which nobody could predict. */
static inline uint32_t count_gram(struct view *table, uint64_t beginning, uint32_t last)
{
    uint64_t key = beginning << 32 | last;
    uint32_t slot = (uint32_t)((key ^ key >> 29) * UINT64_C(0x9E3779B97F4A7C15) >> table->shift);
    grams_slot *at = &table->slots[slot];
    while ((at->key ^ key) & -(uint64_t)(at->times != 0)) {
        slot = (slot + 1) & table->mask;
        at = &table->slots[slot];
    }
    table->free -= at->times == 0;
    at->key = key;
    at->times++;
    return slot + 1;
}

/* Counts all pairs of units; false when the table is full. */
static bool count_pairs(grams *g)
{
    struct view table = view_table(g);
    const uint32_t *units = g->units;
    uint32_t *ids = g->ids;
    for (size_t i = 0, pairs = g->count - 1; i < pairs && table.free > 0; i++)
        ids[i] = count_gram(&table, units[i], units[i + 1]);
    return table.free > 0;
}

/* Counts the n-grams at the first `count` places, where (n-1)-grams start that occur again; their ids go to g->next.
 * False when the table is full. */
static bool count_next(grams *g, unsigned n, size_t count)
{
    struct view table = view_table(g);
    const uint32_t *places = g->places, *ids = g->ids, *ends = g->units + n - 1;
    uint32_t *next = g->next;
    for (size_t k = 0; k < count && table.free > 0; k++)
        next[k] = count_gram(&table, ids[places[k]], ends[places[k]]);
    return table.free > 0;
}

/* Of the n-grams that were counted at `count` places, from the start on or at g->places, those stay that occur again;
 * returns how many.  Which do nobody can predict, so there is no branch on it. */
static size_t keep_repeated(grams *g, unsigned n, size_t count, grams_found *found)
{
    size_t kept = 0;
    uint64_t top = 0;
    const grams_slot *slots = g->slots;
    uint32_t *places = g->places, *ids = g->ids;
    const uint32_t *counted = n == FIRST ? ids : g->next;
    for (size_t k = 0; k < count; k++) {
        uint32_t place = n == FIRST ? (uint32_t)k : places[k], id = counted[k];
        uint32_t times = slots[id - 1].times;
        uint32_t occurs_again = times > 1;
        ids[place] = id & -occurs_again;
        places[kept] = place;
        kept += occurs_again;
        if (n > GRAMS_TOP_MOST)
            continue;
        uint64_t size = length_at(g, place, n) * times & -(uint64_t)occurs_again;
        top = size > top ? size : top;
    }
    if (n <= GRAMS_TOP_MOST)
        found->top[n] = top;
    found->occurrences[n] = kept;
    return kept;
}

/* Reads the repeated n-grams on: see grams_found. */
static void read_on(grams *g, unsigned n, size_t count, grams_found *found)
{
    size_t read_from = 0;
    for (size_t k = 0; k < count; k++) {
        size_t i = g->places[k];
        grams_slot *slot = &g->slots[g->ids[i] - 1];
        if (i < read_from)
            continue;
        if (slot->is_read) {
            found->repeated[n] += length_at(g, i, n);
            read_from = i + n;
        }
        slot->is_read = true;
    }
}

/* Of the places of n-grams that occur again those stay at which a longer one may: where the n-gram that starts with the
 * next unit does, too. */
static size_t keep_neighbours(grams *g, unsigned n, size_t count)
{
    size_t kept = 0;
    uint32_t *places = g->places, *ids = g->ids;
    size_t last = g->count - n; /* a longer one would end behind the last unit */
    count -= count > 0 && places[count - 1] == last;
    for (size_t k = 0; k < count; k++) {
        uint32_t place = places[k], is_kept = ids[place + 1] != 0;
        ids[place] &= -is_kept;
        places[kept] = place;
        kept += is_kept;
    }
    ids[last] = 0;
    return kept;
}

/* The bits of the table for so many n-grams. */
static unsigned start_bits(size_t count)
{
    unsigned bits = LEAST_BITS;
    while (bits < START_BITS && (size_t)1 << bits <= count)
        bits++;
    return bits;
}

bool grams_count(grams *g, unsigned most, grams_found *found)
{
    size_t count = g->count >= FIRST ? g->count - FIRST + 1 : 0;
    *found = (grams_found){ 0 };
    if (g->count > 0) /* nothing starts at the last unit */
        g->ids[g->count - 1] = 0;
    for (unsigned n = FIRST; n <= most && count > 0; n++) {
        bool done = false;
        for (unsigned bits = start_bits(count); !done && bits <= MOST_BITS; bits += 2) {
            if (!clear_table(g, bits))
                return false;
            done = n == FIRST ? count_pairs(g) : count_next(g, n, count);
        }
        if (!done)
            return false;
        count = keep_repeated(g, n, count, found);
        if (n >= REPEATED_FIRST)
            read_on(g, n, count, found);
        count = keep_neighbours(g, n, count);
    }
    return true;
}

void grams_free(grams *g)
{
    memory_free(g->units);
    memory_free(g->starts);
    memory_free(g->ids);
    memory_free(g->places);
    memory_free(g->next);
    memory_free(g->slots);
    *g = (grams){ 0 };
}
