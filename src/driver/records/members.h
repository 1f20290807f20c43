/* members.h - archives (WARC) in gzip: each record is a member of its own, so that readers can go to it by offset. */
#ifndef DRIVER_RECORDS_MEMBERS_H
#define DRIVER_RECORDS_MEMBERS_H

#include "driver/job.h"

/* Whether files compressed so are written record by record, by the workers, and not as one stream. */
bool record_members_are_made(const driver_job *job, const compressed_format *format);

/* Whether the worker's chunk is to be. */
bool record_members_wanted(const driver_worker *worker);

/* Appends the record to worker->records.packed, compressed.  False when memory is out. */
bool record_members_add(driver_worker *worker, hp_span record);

/* What is to be written of the worker's chunk, whose text is `text`. */
hp_span record_members_text(const driver_worker *worker, hp_span text);

#endif
