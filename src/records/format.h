/* format.h - what a format of records must do: for the files of records/ alone. */
#ifndef RECORDS_FORMAT_H
#define RECORDS_FORMAT_H

#include "records/json/pointer.h"
#include "records/json/string.h"
#include "records/records.h"

/* A field as asked for. */
typedef struct records_field {
    char *label;                /* as it is called in names and messages */
    json_pointer pointer, into; /* JSONL; `into` without steps where the field itself is replaced */
    bool is_named;              /* CSV: by the header row */
    size_t column;              /* TSV and CSV, from 0; or RECORDS_NO_COLUMN */
} records_field;

typedef struct records_format {
    const char *name;
    bool takes_values; /* facts, and the text, can be put in elsewhere */
    bool is_archive;   /* see records_are_archive() */
    /* Reads one field of the list. */
    hp_status (*open_field)(records_field *field, hp_span spec, hp_error *err);
    bool (*move_cut)(hp_span text, records_cut *cut);
    size_t (*length)(hp_span text);
    /* Fills run->parts for run->record. */
    hp_status (*find)(records_run *run, hp_error *err);
    /* Gives the text of part `i`, borrowed from the record or from run->text. */
    hp_status (*read)(records_run *run, size_t i, hp_span *text, hp_error *err);
    /* Adds the splices that make `text` the text of part `i`. */
    hp_status (*write)(records_run *run, size_t i, hp_span text, hp_error *err);
} records_format;

extern const records_format records_jsonl, records_tsv, records_csv, records_warc;

struct hp_records {
    const records_format *format;
    records_field *fields;
    const json_pointer **pointers; /* the fields' */
    size_t count;
    bool wants_header;
};

#define RECORDS_NO_COLUMN SIZE_MAX /* until the header row has been read */

enum { RECORDS_FIELDS = 64 };

struct records_part {
    hp_span value; /* in the record; NULL when it is not there */
    bool has_escape;
    json_style style;
};

/* In place of `len` bytes at `at` of the record come those of run->encoded from `from` to `to`; or they are put in
 * elsewhere. */
struct records_splice {
    size_t at, len, from, to;
    const json_pointer *into; /* where, else NULL */
};

/* Starts a splice for `old`, a part of the record: what is appended to run->encoded until records_end_splice() comes in
 * its place.  Memory that is out shows at the end, in run->encoded. */
void records_start_splice(records_run *run, hp_span old);
void records_end_splice(records_run *run);

/* Where records are lines: move_cut and length of their format (lines.c). */
bool records_move_line_cut(hp_span text, records_cut *cut);
size_t records_line_length(hp_span text);

/* HP_INVALID_TEXT, when run->needs_valid, for a part of the record that is not UTF-8. */
hp_status records_check_valid(records_run *run, hp_span part, hp_error *err);

/* The row without its line end, and without a byte order mark. */
hp_span records_row(hp_span record);

#endif
