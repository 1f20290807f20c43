/* sink.h - a program that takes the pipeline's result itself and writes something else, such as counts.
 *
 * The driver gives it the results in their order, one at a time, whatever the number of threads, and writes what it
 * appends to its `out` where the results would have gone.
 */
#ifndef DRIVER_SINK_H
#define DRIVER_SINK_H

#include "driver/output.h"

typedef struct driver_sink {
    const char *program; /* for messages */
    void *to;            /* the sink's own; given to each call */

    /* Takes whole lines of one file; `place` is that of the lines which the pipeline made them of. */
    hp_status (*take)(void *to, const hp_place *place, hp_span text, hp_buf *out, hp_error *err);
    /* Told when a file has ended; `name` as given on the command line. */
    hp_status (*end_file)(void *to, const char *name, hp_buf *out, hp_error *err);
    /* Told when all have. */
    hp_status (*finish)(void *to, hp_buf *out, hp_error *err);

    hp_buf out; /* the driver's; freed by the owner of the sink */
} driver_sink;

/* Call the sink and write what it gives.  Each returns 0, an errno of the writing, or -1 when the sink failed, which
 * has been reported. */
int driver_sink_take(driver_sink *sink, const hp_place *place, hp_span text, driver_output *output);
int driver_sink_end_file(driver_sink *sink, const char *name, driver_output *output);
int driver_sink_finish(driver_sink *sink, driver_output *output);

#endif
