/* column.c - see column.h.  Worked: "3" → column 2; "body" → a name, and no column before the header row is read. */
#include "records/column.h"

#include <string.h>

#include "text/error.h"
#include "text/memory.h"

hp_status column_open(records_field *field, hp_span spec, bool named, hp_error *err)
{
    size_t column = 0;
    bool is_number = spec.len > 0 && spec.len <= 9;
    for (size_t i = 0; is_number && i < spec.len; i++) {
        is_number = spec.ptr[i] >= '0' && spec.ptr[i] <= '9';
        column = 10 * column + (size_t)(spec.ptr[i] - '0');
    }
    if (spec.len == 0)
        return error_set(err, HP_USAGE, 0, "a field is missing");
    if (is_number ? column == 0 : !named)
        return error_set(err, HP_USAGE, 0, "'%.*s' is no field: they are numbered from 1", (int)spec.len, spec.ptr);
    field->label = memory_new(spec.len + 1);
    if (!field->label)
        return error_set_memory(err);
    memcpy(field->label, spec.ptr, spec.len);
    field->label[spec.len] = '\0';
    field->is_named = !is_number;
    field->column = is_number ? column - 1 : RECORDS_NO_COLUMN;
    return HP_OK;
}
