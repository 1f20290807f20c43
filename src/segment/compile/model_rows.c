/* model_rows.c - see model_rows.h.  Worked: of rows with the blocks a, b, a the numbers are 1, 2, 1. */
#include "segment/compile/model_rows.h"

#include "text/map/string_map.h"

bool seg_number_rows(seg_model_row *rows, size_t count, size_t *different)
{
    string_map numbers = { 0 };
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        rows[i].number = string_map_add(&numbers, (hp_span){ (const char *)rows[i].blocks, sizeof rows[i].blocks });
        good = rows[i].number != 0;
    }
    *different = numbers.count;
    string_map_free(&numbers);
    return good;
}
