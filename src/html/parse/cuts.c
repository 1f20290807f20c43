/* cuts.c - two lists in buffers, one of cuts and one of a copy's pieces. */
#include "html/parse/cuts.h"

#include <stdlib.h>

typedef struct piece {
    size_t copy, source;
} piece;

void html_cuts_add(html_cuts *cuts, size_t offset, size_t len, const char *rule)
{
    html_cut cut = { offset, len, rule };
    if (cuts && len > 0)
        hp_buf_append(&cuts->rows, (hp_span){ (const char *)&cut, sizeof cut });
}

size_t html_cuts_count(const html_cuts *cuts)
{
    return cuts->rows.len / sizeof(html_cut);
}

html_cut html_cuts_get(const html_cuts *cuts, size_t i)
{
    return ((const html_cut *)(const void *)cuts->rows.ptr)[i];
}

static int compare_cuts(const void *a, const void *b)
{
    const html_cut *x = a, *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->len > y->len ? -1 : x->len < y->len;
}

void html_cuts_sort(html_cuts *cuts, size_t shift)
{
    html_cut *items = (html_cut *)(void *)cuts->rows.ptr;
    size_t count = html_cuts_count(cuts), kept = 0, end = 0;
    if (count > 0)
        qsort(items, count, sizeof *items, compare_cuts);
    for (size_t i = 0; i < count; i++) {
        if (items[i].offset + items[i].len <= end)
            continue;
        end = items[i].offset + items[i].len;
        items[kept] = items[i];
        items[kept++].offset += shift;
    }
    cuts->rows.len = kept * sizeof *items;
}

void html_origin_add(html_origin *origin, size_t copy, size_t source)
{
    piece p = { copy, source };
    if (origin)
        hp_buf_append(&origin->pieces, (hp_span){ (const char *)&p, sizeof p });
}

size_t html_origin_find(const html_origin *origin, size_t copy)
{
    const piece *pieces = (const piece *)(const void *)origin->pieces.ptr;
    size_t count = origin->pieces.len / sizeof(piece), low = 0, high = count;
    while (low < high) { /* the first piece behind `copy` */
        size_t middle = low + (high - low) / 2;
        if (pieces[middle].copy <= copy)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return copy;
    size_t source = pieces[low - 1].source + (copy - pieces[low - 1].copy);
    return low < count && source > pieces[low].source ? pieces[low].source : source;
}

void html_cuts_trace(html_cuts *cuts, const html_origin *origin)
{
    html_cut *items = (html_cut *)(void *)cuts->rows.ptr;
    for (size_t i = 0; i < html_cuts_count(cuts); i++) {
        size_t begin = html_origin_find(origin, items[i].offset);
        items[i].len = html_origin_find(origin, items[i].offset + items[i].len) - begin;
        items[i].offset = begin;
    }
}
