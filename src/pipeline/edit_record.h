/* edit_record.h - the edits of one run, as recorded. */
#ifndef PIPELINE_EDIT_RECORD_H
#define PIPELINE_EDIT_RECORD_H

#include "hanpipe.h"

/* While a run goes on, spans in `rows` hold offsets into `bytes` in place of pointers, because `bytes` may still
 * move; hp_journal_finish() makes pointers of them. */
typedef struct hp_journal {
    hp_edit *rows;
    size_t count;
    size_t cap;
    hp_buf bytes; /* copies of every before and after */
    bool failed;  /* out of memory: rows are missing */
} hp_journal;

/* Forgets all rows. */
void hp_journal_clear(hp_journal *journal);

/* Adds a row; the spans of `edit` are copied. */
void hp_journal_add(hp_journal *journal, const hp_edit *edit);

/* Ends a run: the rows' spans are now pointers. */
void hp_journal_finish(hp_journal *journal);

void hp_journal_free(hp_journal *journal);

#endif
