/* open.c - records from their description.  Worked: "jsonl:text,/meta/title" → two fields, /text and /meta/title. */
#include <string.h>

#include "records/format.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

static const records_format *const formats[] = { &records_jsonl, &records_tsv, &records_csv, &records_warc };

static const records_format *find_format(hp_span name)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (span_eq(name, span_of_string(formats[i]->name)))
            return formats[i];
    return NULL;
}

static size_t count_items(hp_span list)
{
    size_t n = 1;
    for (size_t i = 0; i < list.len; i++)
        n += list.ptr[i] == ',';
    return n;
}

static hp_status open_fields(hp_records *records, hp_span list, hp_error *err)
{
    size_t count = count_items(list);
    hp_status st = HP_OK;
    if (count > RECORDS_FIELDS)
        return error_set(err, HP_USAGE, 0, "more than %d fields", RECORDS_FIELDS);
    records->fields = memory_zeroed(count, sizeof *records->fields);
    records->pointers = memory_zeroed(count, sizeof *records->pointers);
    if (!records->fields || !records->pointers)
        return error_set_memory(err);
    while (st == HP_OK && records->count < count) {
        records_field *field = &records->fields[records->count];
        records->pointers[records->count++] = &field->pointer;
        st = records->format->open_field(field, span_take_field(&list, ','), err);
        for (size_t i = 0; st == HP_OK && &records->fields[i] < field; i++)
            if (strcmp(records->fields[i].label, field->label) == 0)
                st = error_set(err, HP_USAGE, 0, "%s is there twice", field->label);
        records->wants_header = records->wants_header || field->column == RECORDS_NO_COLUMN;
    }
    return st;
}

static hp_status open_into(hp_records *records, hp_span list, hp_error *err)
{
    hp_status st = HP_OK;
    if (!records->format->takes_values)
        return error_set(err, HP_USAGE, 0, "another field for the result is for JSON alone");
    if (count_items(list) != records->count)
        return error_set(err, HP_USAGE, 0, "%zu fields are read, and results go into %zu", records->count,
                         count_items(list));
    for (size_t i = 0; st == HP_OK && i < records->count; i++) {
        json_pointer *into = &records->fields[i].into;
        st = json_pointer_read(into, span_take_field(&list, ','), err);
        for (size_t k = 0; st == HP_OK && k < i; k++)
            if (strcmp(records->fields[k].into.text, into->text) == 0)
                st = error_set(err, HP_USAGE, 0, "%s is there twice", into->text);
    }
    return st;
}

hp_status hp_records_open(hp_records **out, const char *format, const char *into, hp_error *err)
{
    if (!out || !format)
        return error_set(err, HP_MISUSE, 0, "hp_records_open: NULL argument");
    hp_span list = span_of_string(format), name = span_take_field(&list, ':');
    hp_status st = HP_OK;
    *out = NULL;
    hp_records *records = memory_zeroed(1, sizeof *records);
    if (!records)
        return error_set_memory(err);
    records->format = find_format(name);
    if (!records->format)
        st = error_set(err, HP_USAGE, 0, "there are no records '%.*s'", (int)name.len, name.ptr);
    else
        st = open_fields(records, list, err);
    if (st == HP_OK && into)
        st = open_into(records, span_of_string(into), err);
    if (st == HP_OK)
        *out = records;
    else
        hp_records_free(records);
    return st;
}

void hp_records_free(hp_records *records)
{
    if (!records)
        return;
    for (size_t i = 0; i < records->count; i++) {
        memory_free(records->fields[i].label);
        json_pointer_free(&records->fields[i].pointer);
        json_pointer_free(&records->fields[i].into);
    }
    memory_free(records->fields);
    memory_free(records->pointers);
    memory_free(records);
}

bool records_move_cut(const hp_records *records, hp_span text, records_cut *cut)
{
    return records->format->move_cut(text, cut);
}

size_t records_length(const hp_records *records, hp_span text)
{
    return records->format->length(text);
}

bool records_are_archive(const hp_records *records)
{
    return records->format->is_archive;
}

bool records_want_header(const hp_records *records)
{
    return records->wants_header;
}
