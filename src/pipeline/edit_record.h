/* edit_record.h - the edits of one run, as recorded. */
#ifndef PIPELINE_EDIT_RECORD_H
#define PIPELINE_EDIT_RECORD_H

#include "hanpipe.h"

/* While a run goes on, spans in `rows` hold offsets into `bytes` in place of pointers, because `bytes` may still
 * move; edit_record_finish() makes pointers of them. */
typedef struct edit_record {
    hp_edit *rows;
    size_t count;
    size_t cap;
    hp_buf bytes; /* copies of every before and after */
    bool failed;  /* out of memory: rows are missing */
} edit_record;

/* Forgets all rows. */
void edit_record_clear(edit_record *journal);

/* Adds a row; the spans of `edit` are copied. */
void edit_record_add(edit_record *journal, const hp_edit *edit);

/* Ends a run: the rows' spans are now pointers. */
void edit_record_finish(edit_record *journal);

void edit_record_free(edit_record *journal);

#endif
