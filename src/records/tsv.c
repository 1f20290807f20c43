/* tsv.c - records of TSV: lines whose fields are separated by tabs, without any escape.
 *
 * A row that lacks a field stays as it is.  Worked, for field 2: "7\t國(guó)\n" → "7\t國\n".
 */
#include <string.h>

#include "records/column.h"
#include "text/bytes.h"
#include "text/error.h"

static hp_status open_field(records_field *field, hp_span spec, hp_error *err)
{
    return column_open(field, spec, false, err);
}

static hp_status find(records_run *run, hp_error *err)
{
    const hp_records *records = run->records;
    hp_span row = records_row(run->record);
    hp_status st = records_check_valid(run, row, err);
    for (size_t i = 0; i < records->count; i++)
        run->parts[i].value = (hp_span){ NULL, 0 };
    for (size_t column = 0; st == HP_OK; column++) {
        const char *tab = row.len ? memchr(row.ptr, '\t', row.len) : NULL;
        hp_span value = { row.ptr, tab ? (size_t)(tab - row.ptr) : row.len };
        for (size_t i = 0; i < records->count; i++)
            if (records->fields[i].column == column)
                run->parts[i].value = value;
        if (!tab)
            break;
        row = (hp_span){ tab + 1, row.len - value.len - 1 };
    }
    return st;
}

static hp_status read(records_run *run, size_t i, hp_span *text, hp_error *err)
{
    (void)err;
    *text = run->parts[i].value;
    return HP_OK;
}

static hp_status write(records_run *run, size_t i, hp_span text, hp_error *err)
{
    size_t at = (size_t)(run->parts[i].value.ptr - run->record.ptr);
    if (memchr(text.ptr, '\t', text.len) || memchr(text.ptr, '\n', text.len))
        return error_set(err, HP_BAD_DATA, at, "field %s would have a tab or a line end in it",
                         run->records->fields[i].label);
    records_start_splice(run, run->parts[i].value);
    hp_buf_append(&run->encoded, text);
    records_end_splice(run);
    return HP_OK;
}

const records_format records_tsv = {
    .name = "tsv",
    .open_field = open_field,
    .move_cut = records_move_line_cut,
    .length = records_line_length,
    .find = find,
    .read = read,
    .write = write,
};
