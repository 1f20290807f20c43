/* driver.h - how bytes move: from files, through a pipeline, to where they go. */
#ifndef DRIVER_H
#define DRIVER_H

#include "driver/options.h"
#include "pipeline/pipeline.h"

/* Opens the pipeline and runs all of the input through it as `settings` say.  `data` is the caller's and may be NULL
 * where no filter needs it.  Reports what goes wrong on standard error and returns the exit status. */
int driver_run(const driver_settings *settings, const pipeline_stage *stages, size_t count, const hp_data *data);

#endif
