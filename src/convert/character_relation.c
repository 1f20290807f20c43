/* character_relation.c - see character_relation.h.
 *
 * Worked: 发 → 發 and 发 → 髮; what leads to 髮 is one row, from 发.
 */
#include "convert/character_relation.h"

#include <stdlib.h>

#include "text/memory.h"

bool conv_relate(conv_relation *r, uint32_t from, uint32_t to)
{
    if (r->count == r->cap) {
        conv_relation_row *rows = memory_grow(r->rows, &r->cap, 4096, sizeof *rows);
        if (!rows)
            return false;
        r->rows = rows;
    }
    r->rows[r->count++] = (conv_relation_row){ from, to };
    return true;
}

static int by_to(const void *a, const void *b)
{
    const conv_relation_row *x = a, *y = b;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

void conv_relation_sort(conv_relation *r)
{
    size_t kept = 0;
    if (r->count == 0)
        return;
    qsort(r->rows, r->count, sizeof *r->rows, by_to);
    for (size_t i = 0; i < r->count; i++)
        if (kept == 0 || by_to(&r->rows[kept - 1], &r->rows[i]) != 0)
            r->rows[kept++] = r->rows[i];
    r->count = kept;
}

size_t conv_relation_to(const conv_relation *r, uint32_t to, const conv_relation_row **from)
{
    size_t low = 0, high = r->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->rows[middle].to < to)
            low = middle + 1;
        else
            high = middle;
    }
    *from = r->rows + low;
    size_t n = 0;
    while (low + n < r->count && r->rows[low + n].to == to)
        n++;
    return n;
}
