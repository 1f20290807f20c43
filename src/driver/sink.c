/* sink.c - see sink.h.  Worked: a sink that counts lines takes "a\n", "b\n", and in finish appends "2\n", which is
 * written to -o or standard output.
 */
#include "driver/sink.h"

#include <errno.h>

#include "driver/report/message.h"
#include "text/error.h"

/* Writes what was appended to sink->out, unless the sink failed. */
static int settle(driver_sink *sink, hp_status st, hp_error *err, driver_output *output)
{
    if (st != HP_OK)
        driver_complain(sink->program, "%s", hp_error_text(err));
    error_clear(err);
    if (st != HP_OK)
        return -1;
    int error = sink->out.failed ? ENOMEM : driver_output_write(output, (hp_span){ sink->out.ptr, sink->out.len });
    sink->out.len = 0;
    return error;
}

int driver_sink_take(driver_sink *sink, const hp_place *place, hp_span text, driver_output *output)
{
    hp_error err = { 0 };
    return settle(sink, sink->take(sink->to, place, text, &sink->out, &err), &err, output);
}

int driver_sink_end_file(driver_sink *sink, const char *name, driver_output *output)
{
    hp_error err = { 0 };
    return settle(sink, sink->end_file(sink->to, name, &sink->out, &err), &err, output);
}

int driver_sink_finish(driver_sink *sink, driver_output *output)
{
    hp_error err = { 0 };
    return settle(sink, sink->finish(sink->to, &sink->out, &err), &err, output);
}
