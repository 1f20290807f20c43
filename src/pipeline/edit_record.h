/* edit_record.h - the edits of one run, as recorded. */
#ifndef PIPELINE_EDIT_RECORD_H
#define PIPELINE_EDIT_RECORD_H

#include "hanpipe.h"

/* One edit; its texts are `before` bytes at `text` in the record's bytes, and the `after` bytes behind them. */
typedef struct edit_row {
    const char *rule;
    uint64_t offset;
    size_t text;
    uint32_t before, after, stage_index, flags, field;
} edit_row;

/* Starts as {0}. */
typedef struct edit_record {
    edit_row *rows;
    size_t count;
    size_t cap;
    hp_buf bytes;   /* copies of every before and after */
    uint32_t field; /* of the rows that are added: hp_edit.field */
    bool failed;    /* out of memory, or an edit of 4 GiB: rows are missing */
} edit_record;

/* Forgets all rows, or all but the first `count`, and that memory was out. */
void edit_record_clear(edit_record *record);
void edit_record_cut(edit_record *record, size_t count);

/* Adds a row; the texts of `edit` are copied. */
void edit_record_add(edit_record *record, const hp_edit *edit);

/* Row `i`, which there is, without the stage's name.  Its spans are borrowed until the record is changed. */
hp_edit edit_record_get(const edit_record *record, size_t i);

void edit_record_free(edit_record *record);

#endif
