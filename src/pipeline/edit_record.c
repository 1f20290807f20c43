/* edit_record.c - see edit_record.h.
 *
 * The texts of all rows lie one behind the other in one buffer, which moves while it grows: a row holds offsets, and
 * pointers are made when it is read.  Worked: "(guó)" → "" is row {text 0, before 6, after 0} over the bytes "(guó)".
 */
#include "pipeline/edit_record.h"

#include "text/memory.h"

void edit_record_clear(edit_record *record)
{
    edit_record_cut(record, 0);
}

void edit_record_cut(edit_record *record, size_t count)
{
    if (count < record->count)
        record->bytes.len = record->rows[count].text;
    record->count = count;
    record->failed = record->bytes.failed = false;
}

void edit_record_add(edit_record *record, const hp_edit *edit)
{
    if (record->count == record->cap) {
        edit_row *rows = memory_grow(record->rows, &record->cap, 64, sizeof *rows);
        if (!rows) {
            record->failed = true;
            return;
        }
        record->rows = rows;
    }
    record->failed = record->failed || edit->before.len > UINT32_MAX || edit->after.len > UINT32_MAX;
    record->rows[record->count++] = (edit_row){ .rule = edit->rule,
                                                .stage_index = edit->stage_index,
                                                .flags = edit->flags,
                                                .field = record->field,
                                                .offset = edit->offset,
                                                .text = record->bytes.len,
                                                .before = (uint32_t)edit->before.len,
                                                .after = (uint32_t)edit->after.len };
    hp_buf_append(&record->bytes, edit->before);
    hp_buf_append(&record->bytes, edit->after);
    record->failed = record->failed || record->bytes.failed;
}

hp_edit edit_record_get(const edit_record *record, size_t i)
{
    const edit_row *row = &record->rows[i];
    const char *text = record->bytes.ptr + row->text;
    return (hp_edit){ .rule = row->rule,
                      .stage_index = row->stage_index,
                      .flags = row->flags,
                      .field = row->field,
                      .offset = row->offset,
                      .before = { text, row->before },
                      .after = { text + row->before, row->after } };
}

void edit_record_free(edit_record *record)
{
    memory_free(record->rows);
    hp_buf_free(&record->bytes);
    *record = (edit_record){ 0 };
}
