/* report_file.h - the file of --report. */
#ifndef DRIVER_REPORT_FILE_H
#define DRIVER_REPORT_FILE_H

#include "driver/job.h"

/* Opens it, if there is to be one.  False after a message. */
bool driver_file_report_open(driver_job *job);

/* Writes the line of a file that has ended.  Output that breaks stops the job. */
void driver_file_report(driver_job *job, const driver_file *file);

/* Writes those of files that could not be opened, and ends it. */
void driver_file_report_close(driver_job *job);

#endif
