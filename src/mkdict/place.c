/* place.c - first fit, rows with most columns first; see place.h.
 *
 * Free places are a linked list in ascending order.  Rows of one size start looking where the last row of that size
 * found room, which keeps the search linear in practice and leaves little unused.
 */
#include <stdlib.h>
#include <string.h>

#include "mkdict/place.h"

typedef struct {
    uint32_t *next, *previous; /* the list of free places; 0 is its head */
    uint8_t *taken, *based;
    size_t cap;
} field;

static bool widen(field *f, size_t want)
{
    size_t cap = f->cap ? f->cap : 1 << 16, old = f->cap;
    if (want <= f->cap)
        return true;
    while (cap < want)
        cap *= 2;
    uint32_t *next = realloc(f->next, cap * sizeof *next);
    f->next = next ? next : f->next;
    uint32_t *previous = realloc(f->previous, cap * sizeof *previous);
    f->previous = previous ? previous : f->previous;
    uint8_t *taken = realloc(f->taken, cap);
    f->taken = taken ? taken : f->taken;
    uint8_t *based = realloc(f->based, cap);
    f->based = based ? based : f->based;
    if (!next || !previous || !taken || !based)
        return false;
    memset(f->taken + old, 0, cap - old);
    memset(f->based + old, 0, cap - old);
    uint32_t last = old ? f->previous[0] : 0;
    for (size_t i = old ? old : 1; i < cap; i++) {
        f->next[last] = (uint32_t)i;
        f->previous[i] = last;
        last = (uint32_t)i;
    }
    f->next[last] = 0;
    f->previous[0] = last;
    f->cap = cap;
    return true;
}

static bool fits(const field *f, const hp_mk_row *row, size_t base)
{
    if (base == 0 || f->based[base])
        return false;
    for (uint32_t i = 0; i < row->count; i++)
        if (f->taken[base + row->columns[i]])
            return false;
    return true;
}

static void take(field *f, hp_mk_row *row, size_t base)
{
    row->base = (uint32_t)base;
    f->based[base] = 1;
    for (uint32_t i = 0; i < row->count; i++) {
        size_t at = base + row->columns[i];
        f->taken[at] = 1;
        f->next[f->previous[at]] = f->next[at];
        f->previous[f->next[at]] = f->previous[at];
    }
}

static bool place_row(field *f, hp_mk_row *row, size_t *from)
{
    while (*from && f->taken[*from])
        *from = f->previous[*from];
    size_t at = *from;
    for (unsigned tries = 0;; tries++) {
        at = f->next[at];
        if (at == 0) { /* none left: more room */
            size_t end = f->cap;
            if (!widen(f, 2 * f->cap))
                return false;
            at = end;
        }
        if (at < row->columns[0] || !widen(f, at + 2 * 65536))
            continue;
        if (!fits(f, row, at - row->columns[0]))
            continue;
        take(f, row, at - row->columns[0]);
        /* Where much had to be passed over, later rows of this size need not look again. */
        if (tries > (row->count > 8 ? 50000u : 400u))
            *from = at;
        return true;
    }
}

static int by_size(const void *a, const void *b)
{
    const hp_mk_row *x = *(hp_mk_row *const *)a, *y = *(hp_mk_row *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x < y ? -1 : x > y;
}

bool hp_mk_place(hp_mk_row *rows, size_t count, size_t *size)
{
    field f = { 0 };
    hp_mk_row **order = calloc(count ? count : 1, sizeof *order);
    bool ok = order && widen(&f, 1 << 18);
    size_t from = 0;
    uint32_t last = 0;
    *size = 1;
    for (size_t i = 0; ok && i < count; i++)
        order[i] = &rows[i];
    if (ok)
        qsort(order, count, sizeof *order, by_size);
    for (size_t i = 0; ok && i < count; i++) {
        hp_mk_row *row = order[i];
        if (row->count == 0)
            continue;
        if (row->count != last && row->count < 9)
            from = 0;
        last = row->count;
        ok = place_row(&f, row, &from);
        if (ok && row->base + (size_t)row->columns[row->count - 1] >= *size)
            *size = row->base + (size_t)row->columns[row->count - 1] + 1;
    }
    free(order);
    free(f.next);
    free(f.previous);
    free(f.taken);
    free(f.based);
    return ok;
}
