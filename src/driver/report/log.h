/* log.h - the edit log, one tab-separated row for each edit. */
#ifndef DRIVER_LOG_H
#define DRIVER_LOG_H

#include "pipeline/pipeline.h"

/* How the first row of a log or report starts; what kind of rows follow, and the number of their form, end it. */
#define DRIVER_ROWS_START "# hanpipe "

/* And how a line of --rejects does, all of which are objects of JSON. */
#define DRIVER_REJECT_START "{\"reason\":"

/* Appends the name of a stage: the filter's word, with #2 and so on behind it where `occurrence` says that the filter
 * stands in the pipeline more than once. */
void driver_log_stage(hp_buf *out, const char *word, unsigned occurrence);

/* Appends the row for `edit` to *out: file, stage, offset, length, before, after, rule.  `base` is the number of
 * bytes that the edit's stage was given before this run; a name or text has \t, \n, \\ and \xHH (for what is not
 * printable) escaped, so that a row is one line and can be replayed to the byte. */
void driver_log_row(hp_buf *out, const char *file, unsigned occurrence, uint64_t base, const hp_edit *edit);

#endif
