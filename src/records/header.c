/* header.c - a header row, which gives columns their numbers.  Worked: fields "body" and "id" with the row id,"body" →
 * columns 1 and 0.
 */
#include "records/csv.h"
#include "records/format.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

/* Gives the fields that are named their columns. */
static hp_status find_columns(hp_records *records, hp_span header, hp_error *err)
{
    hp_span row = records_row(header);
    hp_buf decoded = { 0 };
    const char *why = NULL;
    hp_status st = HP_OK;
    for (size_t column = 0; st == HP_OK; column++) {
        hp_span value = { row.ptr, csv_field_length(row, &why) }, name = csv_field_text(value, &decoded);
        if (why || decoded.failed) {
            st = why ? error_set(err, HP_BAD_DATA, 0, "the header row is no CSV: %s", why) : error_set_memory(err);
            break;
        }
        for (size_t i = 0; i < records->count; i++) {
            records_field *field = &records->fields[i];
            if (!field->is_named || !span_eq(name, span_of_string(field->label)))
                continue;
            if (field->column != RECORDS_NO_COLUMN)
                st = error_set(err, HP_BAD_DATA, 0, "the header row has '%s' twice", field->label);
            field->column = column;
        }
        if (value.len == row.len)
            break;
        row = (hp_span){ row.ptr + value.len + 1, row.len - value.len - 1 };
    }
    hp_buf_free(&decoded);
    for (size_t i = 0; st == HP_OK && i < records->count; i++)
        if (records->fields[i].column == RECORDS_NO_COLUMN)
            st = error_set(err, HP_BAD_DATA, 0, "the header row has no '%s'", records->fields[i].label);
    return st;
}

hp_status hp_records_read_header(hp_records **out, const hp_records *records, hp_span header, hp_error *err)
{
    if (!out || !records || (!header.ptr && header.len) || !records->wants_header)
        return error_set(err, HP_MISUSE, 0, "hp_records_read_header: a NULL argument, or records without a header row");
    *out = NULL;
    hp_records *made = memory_zeroed(1, sizeof *made);
    if (!made)
        return error_set_memory(err);
    made->format = records->format;
    made->fields = memory_zeroed(records->count, sizeof *made->fields);
    hp_status st = made->fields ? HP_OK : error_set_memory(err);
    for (; st == HP_OK && made->count < records->count; made->count++) {
        records_field *field = &made->fields[made->count];
        *field = (records_field){ .column = records->fields[made->count].column,
                                  .is_named = records->fields[made->count].is_named,
                                  .label = memory_copy_string(records->fields[made->count].label) };
        if (!field->label)
            st = error_set_memory(err);
    }
    if (st == HP_OK)
        st = find_columns(made, header, err);
    if (st == HP_OK)
        *out = made;
    else
        hp_records_free(made);
    return st;
}
