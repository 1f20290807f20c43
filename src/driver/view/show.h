/* show.h - --diff and --html: what the run changed, shown as it goes. */
#ifndef DRIVER_VIEW_SHOW_H
#define DRIVER_VIEW_SHOW_H

#include "driver/job.h"

/* Opens what the settings ask for, the output being open.  False after a message. */
bool driver_show_open(driver_job *job);

/* Shows what became of the worker's chunk, of which the result is `text`; in its turn. */
void driver_show(driver_job *job, const driver_worker *worker, hp_span text);

/* End the page, as a log is; or without a trace. */
void driver_show_close(driver_job *job);
void driver_show_discard(driver_job *job);

void driver_show_free(driver_job *job);

#endif
