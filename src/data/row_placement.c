/* row_placement.c - first fit, rows with most columns first; see row_placement.h.
 *
 * Places taken and bases given are bit maps, so that 64 bases are tried at once: a base is impossible where any
 * of the row's columns meets a taken place, and those columns' bits, moved to the base, are or'ed together.
 */
#include <stdlib.h>
#include <string.h>

#include "text/memory.h"

#include "data/row_placement.h"

#define COLUMNS 65536u
#define QUICK 64u /* words */

typedef struct {
    uint64_t *taken, *based;
    size_t words;    /* of each map */
    size_t start[2]; /* the words from which bases are looked for: for one column, for several */
    size_t patience; /* words: a longer search moves the start */
} field;

/* Makes the maps at least so many words long. */
static bool widen_maps(field *f, size_t words)
{
    if (words <= f->words)
        return true;
    size_t more = f->words ? f->words : 1 << 13;
    while (more < words)
        more *= 2;
    uint64_t *taken = memory_resize(f->taken, more * sizeof *taken);
    f->taken = taken ? taken : f->taken;
    uint64_t *based = memory_resize(f->based, more * sizeof *based);
    f->based = based ? based : f->based;
    if (!taken || !based)
        return false;
    memset(taken + f->words, 0, (more - f->words) * sizeof *taken);
    memset(based + f->words, 0, (more - f->words) * sizeof *based);
    f->words = more;
    return true;
}

/* The 64 bits from bit `at` on. */
static uint64_t bits_at(const uint64_t *map, size_t at)
{
    size_t word = at / 64, shift = at % 64;
    return shift ? map[word] >> shift | map[word + 1] << (64 - shift) : map[word];
}

static void set_bit(uint64_t *map, size_t at)
{
    map[at / 64] |= (uint64_t)1 << at % 64;
}

/* Finds the row's base and takes its places. */
static bool place_row(field *f, data_row *row)
{
    size_t *start = &f->start[row->count > 1];
    for (size_t word = *start;; word++) {
        if (!widen_maps(f, word + COLUMNS / 64 + 3))
            return false;
        uint64_t full = f->based[word] | (word == 0);
        for (uint32_t i = 0; i < row->count && ~full; i++)
            full |= bits_at(f->taken, 64 * word + row->columns[i]);
        if (!~full)
            continue;
        row->base = (uint32_t)(64 * word + (size_t)__builtin_ctzll(~full));
        set_bit(f->based, row->base);
        for (uint32_t i = 0; i < row->count; i++)
            set_bit(f->taken, row->base + (size_t)row->columns[i]);
        if (word - *start > f->patience)
            *start = word;
        return true;
    }
}

static int by_size(const void *a, const void *b)
{
    const data_row *x = *(data_row *const *)a, *y = *(data_row *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x < y ? -1 : x > y;
}

bool data_place_rows(data_row *rows, size_t count, data_effort effort, size_t *size)
{
    field f = { .patience = effort == DATA_PLACE_DENSE ? SIZE_MAX : QUICK };
    data_row **order = memory_zeroed(count ? count : 1, sizeof *order);
    bool good = order != NULL;
    *size = 1;
    for (size_t i = 0; good && i < count; i++)
        order[i] = &rows[i];
    if (good)
        qsort(order, count, sizeof *order, by_size);
    for (size_t i = 0; good && i < count; i++) {
        data_row *row = order[i];
        if (row->count == 0)
            continue;
        good = place_row(&f, row);
        size_t last = row->base + (size_t)row->columns[row->count - 1];
        *size = good && last >= *size ? last + 1 : *size;
    }
    memory_free(order);
    memory_free(f.taken);
    memory_free(f.based);
    return good;
}
