/* sink.h - a program that takes the pipeline's result itself and writes something else, such as counts.
 *
 * The driver gives it the results in their order, one at a time, whatever the number of threads, and writes what it
 * appends to its `out` where the results would have gone.
 */
#ifndef HP_SINK_H
#define HP_SINK_H

#include "driver/output.h"

typedef struct hp_sink {
    const char *program; /* for messages */
    void *to;            /* the sink's own; given to each call */

    /* Takes whole lines of one file; `place` is that of the lines which the pipeline made them of. */
    hp_status (*take)(void *to, const hp_place *place, hp_span text, hp_buf *out, hp_error *err);
    /* Told when a file has ended; `name` as given on the command line. */
    hp_status (*end_file)(void *to, const char *name, hp_buf *out, hp_error *err);
    /* Told when all have. */
    hp_status (*finish)(void *to, hp_buf *out, hp_error *err);

    hp_buf out; /* the driver's; freed by the owner of the sink */
} hp_sink;

/* Call the sink and write what it gives.  Each returns 0, an errno of the writing, or -1 when the sink failed, which
 * has been reported. */
int hp_sink_take(hp_sink *sink, const hp_place *place, hp_span text, hp_output *output);
int hp_sink_end_file(hp_sink *sink, const char *name, hp_output *output);
int hp_sink_finish(hp_sink *sink, hp_output *output);

#endif
