/* rows.h - rows beside the text: the files of the log and of filters' reports, or the output in the text's place. */
#ifndef DRIVER_ROWS_H
#define DRIVER_ROWS_H

#include "driver/job.h"

/* Opens a file for rows of the kind `name`, "log" or a report's option, which its first row says.  False after a
 * message. */
bool driver_rows_open(const driver_job *job, driver_output *out, const char *path, const char *name);

/* Ends it, with a message when it cannot be written; where nothing could be read, an older one stays. */
void driver_rows_close(driver_job *job, driver_output *out);

/* Whether some stage was given the option for its report without a FILE: its rows go to the output, no text does. */
bool driver_reports_only(const pipeline_stage *stages, size_t count);

/* Opens the reports that the stages, the last `count` of the pipeline, were asked for.  False after a message. */
bool driver_reports_open(driver_job *job, const pipeline_stage *stages, size_t count);

/* End them, as the log is; or without a trace. */
void driver_reports_close(driver_job *job);
void driver_reports_discard(driver_job *job);

/* Write the rows of the worker's last run; and those that say of a document, at its end, what was made of it, with the
 * filters' warnings.  Output that breaks stops the job. */
void driver_reports_write(driver_job *job, const hp_worker *worker);
void driver_reports_end_document(driver_job *job, const driver_file *file);

#endif
