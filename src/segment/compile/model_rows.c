/* model_rows.c - see model_rows.h.  Worked: of rows with the blocks a, b, a the numbers are 1, 2, 1.
 *
 * Rows are sorted by their blocks; of equal ones the first of all is what the others are numbered by.
 */
#include "segment/compile/model_rows.h"

#include <stdlib.h>
#include <string.h>

#include "text/memory.h"

static int by_blocks(const void *a, const void *b)
{
    const seg_model_row *x = *(seg_model_row *const *)a, *y = *(seg_model_row *const *)b;
    int order = memcmp(x->blocks, y->blocks, sizeof x->blocks);
    return order ? order : (x > y) - (x < y);
}

bool seg_number_rows(seg_model_row *rows, size_t count, size_t *different)
{
    seg_model_row **sorted = memory_zeroed(count + 1, sizeof *sorted);
    *different = 0;
    if (!sorted)
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &rows[i];
    qsort(sorted, count, sizeof *sorted, by_blocks);
    /* Each gets the place of the first that is equal, then, in order, its number. */
    for (size_t i = 0, first = 0; i < count; i++) {
        if (memcmp(sorted[i]->blocks, sorted[first]->blocks, sizeof sorted[i]->blocks) != 0)
            first = i;
        sorted[i]->number = (uint32_t)(sorted[first] - rows);
    }
    for (size_t i = 0; i < count; i++)
        rows[i].number = rows[i].number == i ? (uint32_t)++(*different) : rows[rows[i].number].number;
    memory_free(sorted);
    return true;
}
