/* run_chunk.h - a chunk of records, worked on by one thread. */
#ifndef DRIVER_RECORDS_RUN_CHUNK_H
#define DRIVER_RECORDS_RUN_CHUNK_H

#include "driver/job.h"

/* Makes the worker ready for records. */
hp_status record_work_open(driver_worker *worker);
void record_work_free(driver_worker *worker);

/* Runs the worker's chunk, or the records of it before one that ends the file: result->text is what came out, and
 * worker->records has the rest. */
void record_work_run(driver_worker *worker, driver_result *result);

#endif
