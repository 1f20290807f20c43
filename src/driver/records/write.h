/* write.h - what a chunk of records leaves beside the text goes out in its turn; files of rejects. */
#ifndef DRIVER_RECORDS_WRITE_H
#define DRIVER_RECORDS_WRITE_H

#include "driver/job.h"

/* Opens the records that the settings ask for, if any, and --rejects.  False after a message; *status is then the exit
 * status. */
bool record_job_open(driver_job *job, int *status);
bool record_rejects_open(driver_job *job);

/* Writes the worker's rows and counts.  Output that breaks stops the job. */
void record_work_write(driver_job *job, driver_worker *worker);

/* Says what the user should be told of a file of records that has ended. */
void record_end_file(driver_job *job, driver_file *file);

#endif
