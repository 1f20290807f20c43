/* kept_stretches.c - see kept_stretches.h.
 *
 * Worked: of a long text T, from which one reading in the middle goes, the two halves are kept, both at 0, and the
 * buffer is empty: the parts are "", the first half, "", the second half, "".
 */
#include "pipeline/kept_stretches.h"

#include "text/memory.h"

bool kept_stretches_add(kept_stretches *kept, size_t at, hp_span text)
{
    if (kept->count == kept->cap) {
        void *items = memory_grow(kept->items, &kept->cap, 64, sizeof *kept->items);
        if (!items)
            return false;
        kept->items = items;
    }
    kept->items[kept->count++] = (kept_stretch){ at, text };
    return true;
}

size_t kept_stretches_length(const kept_stretches *kept, size_t length)
{
    for (size_t i = 0; i < kept->count; i++)
        length += kept->items[i].text.len;
    return length;
}

bool kept_stretches_part(const kept_stretches *kept, hp_span bytes, size_t i, hp_span *part)
{
    size_t n = i / 2;
    if (n > kept->count || (n == kept->count && i % 2))
        return false;
    if (i % 2) {
        *part = kept->items[n].text;
        return true;
    }
    size_t from = n ? kept->items[n - 1].at : 0, to = n < kept->count ? kept->items[n].at : bytes.len;
    *part = (hp_span){ bytes.ptr + from, to - from };
    return true;
}

void kept_stretches_free(kept_stretches *kept)
{
    memory_free(kept->items);
    *kept = (kept_stretches){ 0 };
}
