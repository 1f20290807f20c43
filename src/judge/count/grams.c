/* grams.c - see grams.h.
 *
 * Worked, units a b a b a.  n = 2: the ab at 3 has another before it at 1, the ba at 4 one at 2, and all four go on.
 * n = 3: before the ab at 3 is the one at 1, which has an a behind it, as 3 has, so 1 and 3 go on.  Reading pairs on,
 * ab is new, ba is new, ab counts, and the a behind it is left.
 */
#include "judge/count/grams.h"

#include <string.h>

#include "text/memory.h"

enum { FIRST = 2 };

/* Bits of a table's size: it starts with a slot for each n-gram that may come, of which seven of eight may be taken;
 * but where there are many n-grams most will be the same, so it starts smaller. */
enum { LEAST_BITS = 8, START_BITS = 16, MOST_BITS = 31 };

/* So many steps back a place may take in the middle, and for all together so many more. */
enum { STEPS = 4, STEPS_LEAST = 256 };

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
    if (g->longest && room <= g->room)
        return true;
    if (!resize(&g->units, room + 1) || !resize(&g->starts, room + 1) || !resize(&g->places, room + 1) ||
        !resize(&g->next, room + 1) || !resize(&g->before, room + 1) || !resize(&g->first, room + 1) ||
        !resize(&g->times, room + 1))
        return false;
    uint16_t *longest = memory_resize_array(g->longest, room + 2, sizeof *longest);
    g->longest = longest ? longest : g->longest;
    g->room = longest ? room : g->room;
    return longest != NULL;
}

/* The length of the n-gram at a place. */
static uint64_t length_at(const grams *g, size_t place, unsigned n)
{
    return g->has_lengths ? g->starts[place - 1 + n] - g->starts[place - 1] : n;
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

/* Notes in g->longest that the n-gram at a place is the one at the place before, or that there is none. */
static inline void note(uint16_t *longest, unsigned n, uint32_t place, uint32_t before)
{
    longest[before] = (uint16_t)n;
    longest[place] = (uint16_t)(before ? n : n - 1);
}

/* Finds n-grams at the first `count` places in the table.  False when it is full.  A slot that is free and one that is
 * its own are taken alike, without a branch between the two, which nobody could predict. */
static bool look_up(grams *g, unsigned n, size_t count)
{
    grams_slot *slots = g->slots;
    const uint32_t *places = g->places, *first = g->first, *ends = g->units + n - 2;
    uint32_t *next = g->next;
    uint16_t *longest = g->longest;
    const unsigned shift = g->shift;
    uint32_t mask = (uint32_t)(UINT64_C(1) << (64 - shift)) - 1, left = mask / 8 * 7;
    for (size_t k = 0; k < count && left > 0; k++) {
        uint32_t place = places[k];
        uint64_t key = (uint64_t)first[place] << 32 | ends[place];
        uint32_t slot = (uint32_t)((key ^ key >> 29) * UINT64_C(0x9E3779B97F4A7C15) >> shift);
        while ((slots[slot].key ^ key) & -(uint64_t)(slots[slot].last != 0))
            slot = (slot + 1) & mask;
        uint32_t before = slots[slot].last;
        slots[slot] = (grams_slot){ key, place };
        left -= before == 0;
        next[place] = before;
        note(longest, n, place, before);
    }
    return left > 0;
}

/* Finds them by going back over the places with the same (n-1)-gram.  False when that takes too long. */
static bool go_back(grams *g, unsigned n, size_t count)
{
    const uint32_t *places = g->places, *before = g->before, *ends = g->units + n - 2;
    uint32_t *next = g->next;
    uint16_t *longest = g->longest;
    size_t steps = 0, most = STEPS * count + STEPS_LEAST;
    for (size_t k = 0; k < count && steps < most; k++) {
        uint32_t place = places[k], at = before[place], end = ends[place];
        for (; at && ends[at] != end; at = before[at])
            steps++;
        next[place] = at;
        note(longest, n, place, at);
    }
    return steps < most;
}

/* Sets what tells the (n-1)-grams apart: pairs are known by what they begin with, others by where they stand first. */
static void name_beginnings(grams *g, unsigned n)
{
    if (n == FIRST)
        memcpy(g->first + 1, g->units, g->count * sizeof *g->units);
    for (uint32_t place = 1; n > FIRST && place <= g->count; place++)
        if (g->longest[place] + 1u >= n)
            g->first[place] = g->before[place] ? g->first[g->before[place]] : place;
}

/* The greatest length times occurrences of the n-grams at `count` places. */
static uint64_t find_top(grams *g, unsigned n, size_t count)
{
    const uint32_t *places = g->places, *before = g->before;
    uint32_t *times = g->times, most = 0;
    uint64_t top = 0;
    for (size_t k = 0; k < count; k++) {
        uint32_t place = places[k], met = times[before[place]] + 1;
        times[place] = met;
        most = met > most ? met : most;
    }
    for (size_t k = 0; g->has_lengths && k < count; k++) {
        uint64_t met = times[places[k]], size = met > 1 ? met * length_at(g, places[k], n) : 0;
        top = size > top ? size : top;
    }
    return g->has_lengths ? top : most > 1 ? (uint64_t)most * n : 0;
}

/* Reads the repeated n-grams at `count` places on; returns how many characters: see grams_found. */
static uint64_t read_on(grams *g, unsigned n, size_t count)
{
    uint64_t repeated = 0;
    size_t read_to = 0;
    for (size_t k = 0; k < count; k++) {
        uint32_t place = g->places[k], was_read = g->times[g->before[place]];
        if (g->longest[place] != n)
            continue;
        if (place >= read_to && was_read) {
            repeated += length_at(g, place, n);
            read_to = place + n;
        } else if (place >= read_to) {
            was_read = 1;
        }
        g->times[place] = was_read;
    }
    return repeated;
}

/* Of `count` places those stay at which a longer n-gram may occur again: where this one does, and the one that starts
 * with the next unit, too; returns how many.  Which do nobody can predict, so there is no branch on it. */
static size_t keep_repeated(grams *g, unsigned n, size_t count, uint64_t *repeated)
{
    uint32_t *places = g->places;
    const uint16_t *longest = g->longest;
    size_t kept = 0, occurrences = 0;
    for (size_t k = 0; k < count; k++) {
        uint32_t place = places[k], here = longest[place] == n, behind = longest[place + 1] == n;
        places[kept] = place;
        kept += here & behind;
        occurrences += here;
    }
    *repeated = occurrences;
    return kept;
}

/* Makes ready for pairs: all places are looked at; returns how many. */
static size_t start(grams *g)
{
    size_t pairs = g->count >= FIRST ? g->count - FIRST + 1 : 0;
    uint32_t *places = g->places;
    uint16_t *longest = g->longest;
    for (size_t i = 0; i < g->count + 2; i++)
        longest[i] = FIRST - 1;
    for (size_t i = 0; i < pairs; i++)
        places[i] = (uint32_t)i + 1;
    g->times[0] = 0;
    return pairs;
}

/* The bits of the table for so many n-grams. */
static unsigned start_bits(size_t count)
{
    unsigned bits = LEAST_BITS;
    while (bits < START_BITS && (size_t)1 << bits <= count)
        bits++;
    return bits;
}

/* Finds n-grams in a table that is large enough.  False when memory is out. */
static bool look_up_in_table(grams *g, unsigned n, size_t count)
{
    name_beginnings(g, n);
    for (unsigned bits = start_bits(count); bits <= MOST_BITS; bits += 2) {
        if (!clear_table(g, bits))
            return false;
        if (look_up(g, n, count))
            return true;
    }
    return false;
}

bool grams_count(grams *g, unsigned most, grams_found *found)
{
    size_t count = start(g);
    *found = (grams_found){ 0 };
    for (unsigned n = FIRST; n <= most && count > 0; n++) {
        if (!(n > FIRST && go_back(g, n, count)) && !look_up_in_table(g, n, count))
            return false;
        uint32_t *made = g->next;
        g->next = g->before;
        g->before = made;
        if (n <= GRAMS_TOP_MOST)
            found->top[n] = find_top(g, n, count);
        else
            found->repeated[n] = read_on(g, n, count);
        count = keep_repeated(g, n, count, &found->occurrences[n]);
    }
    return true;
}

void grams_free(grams *g)
{
    memory_free(g->units);
    memory_free(g->starts);
    memory_free(g->places);
    memory_free(g->next);
    memory_free(g->before);
    memory_free(g->first);
    memory_free(g->times);
    memory_free(g->longest);
    memory_free(g->slots);
    *g = (grams){ 0 };
}
