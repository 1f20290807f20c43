/* jsonl.c - records of JSON, one a line: fields are strings at JSON Pointers.
 *
 * A line is passed over once (json/scan.h).  A string without escapes is given to the filters where it stands.  Worked,
 * for /t: {"t":"國(gu\u00f3)\/","n":1.0} gives the document 國(guó)/; its result 國/ comes back as {"t":"國\/","n":1.0}.
 */
#include "records/format.h"
#include "records/json/scan.h"
#include "records/json/skip.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

static hp_status open_field(records_field *field, hp_span spec, hp_error *err)
{
    hp_status st = json_pointer_read(&field->pointer, spec, err);
    if (st != HP_OK)
        return st;
    field->label = memory_copy_string(field->pointer.text);
    return field->label ? HP_OK : error_set_memory(err);
}

/* The line without a byte order mark; empty when there is nothing but blanks. */
static hp_span find_body(hp_span line)
{
    const char *end = line.ptr + line.len, *start = json_skip_mark(line.ptr, end);
    return (hp_span){ start, json_skip_blanks(start, end) == end ? 0 : (size_t)(end - start) };
}

static hp_status find(records_run *run, hp_error *err)
{
    const hp_records *records = run->records;
    json_found found[RECORDS_FIELDS];
    hp_span body = find_body(run->record);
    size_t valid = run->takes_invalid ? body.len : utf8_valid(body), lead = (size_t)(body.ptr - run->record.ptr);
    for (size_t i = 0; i < records->count; i++)
        run->parts[i].value = (hp_span){ NULL, 0 };
    if (body.len == 0)
        return HP_OK;
    if (valid < body.len)
        return error_set(err, HP_INVALID_TEXT, lead + valid, "invalid UTF-8 at byte %zu", lead + valid + 1);
    hp_status st = json_scan(body, records->pointers, records->count, found, err);
    for (size_t i = 0; st == HP_OK && i < records->count; i++) {
        if (!found[i].is_string)
            continue;
        run->parts[i].value = (hp_span){ found[i].value.ptr + 1, found[i].value.len - 2 };
        run->parts[i].has_escape = found[i].has_escape;
    }
    return st;
}

static hp_status read(records_run *run, size_t i, hp_span *text, hp_error *err)
{
    records_part *part = &run->parts[i];
    *text = part->value;
    memset(&part->style, 0, sizeof part->style);
    if (!part->has_escape)
        return HP_OK;
    run->text.len = 0;
    json_string_decode(part->value, &run->text, &part->style);
    *text = (hp_span){ run->text.ptr, run->text.len };
    return run->text.failed ? error_set_memory(err) : HP_OK;
}

static hp_status write(records_run *run, size_t i, hp_span text, hp_error *err)
{
    records_part *part = &run->parts[i];
    (void)err;
    if (part->style.escaped_count == 0 && json_line_is_escaped(run->record))
        part->style.escapes_all = true;
    records_start_splice(run, part->value);
    json_string_encode(text, &part->style, &run->encoded);
    records_end_splice(run);
    return HP_OK;
}

const records_format records_jsonl = {
    .name = "jsonl",
    .takes_values = true,
    .open_field = open_field,
    .move_cut = records_move_line_cut,
    .length = records_line_length,
    .find = find,
    .read = read,
    .write = write,
};
