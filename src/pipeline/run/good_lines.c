/* good_lines.c - a run that goes as far as the lines are good.
 *
 * When a line fails, the result is that of the lines before it, however the document is cut.
 */
#include <string.h>

#include "pipeline/pipeline_parts.h"
#include "text/error.h"

/* The length of the first `lines` lines of `text`, which has more. */
static size_t length_of_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text,
                              uint64_t lines)
{
    size_t at = 0;
    if (!pipeline_reads_pieces(pipeline)) {
        for (uint64_t n = 0; n < lines && at < text.len; n++) {
            const char *lf = memchr(text.ptr + at, '\n', text.len - at);
            at = lf ? (size_t)(lf + 1 - text.ptr) : text.len;
        }
        return at;
    }
    uint64_t have = pipeline_count_lines(pipeline, decisions, text);
    at = pipeline_line_end(pipeline, decisions, text);
    for (; have > lines && at > 0; have--)
        at = pipeline_line_end(pipeline, decisions, (hp_span){ text.ptr, at - 1 });
    return at;
}

/* The length of the lines of `text` that are before the one which failed. */
static size_t length_before(const hp_worker *worker, const pipeline_decisions *decisions, const hp_place *place,
                            hp_span text, const hp_error *err)
{
    const hp_pipeline *pipeline = worker->pipeline;
    uint64_t line = place ? place->line : 1, offset = place ? place->offset : 0;
    if (pipeline->needs.document)
        return 0;
    if (err->line)
        return length_of_lines(pipeline, decisions, text, err->line - line);
    if (err->status == HP_NO_MEMORY || !pipeline_reads_pieces(pipeline) || err->offset < offset)
        return 0;
    return pipeline_line_end(pipeline, decisions, (hp_span){ text.ptr, err->offset - offset });
}

hp_status worker_run_good(hp_worker *worker, size_t count, pipeline_decisions *decisions, const hp_place *place,
                          hp_span text, hp_span *result, size_t *taken, hp_error *err)
{
    hp_error own = { 0 };
    hp_error *why = err ? err : &own;
    hp_status st = HP_OK;
    for (;;) {
        hp_status now = worker_run_stages(worker, count, decisions, place, text, result, why);
        if (now == HP_OK)
            break;
        st = now;
        text.len = length_before(worker, decisions, place, text, why);
        *result = (hp_span){ "", 0 };
        if (text.len == 0)
            break;
    }
    *taken = text.len;
    error_clear(&own);
    return st;
}

hp_status pipeline_view_good(hp_worker *worker, pipeline_decisions *decisions, const hp_place *place, hp_span text,
                             hp_span *result, size_t *taken, hp_error *err)
{
    worker_start_call(worker);
    return worker_run_good(worker, worker->pipeline->count, decisions, place, text, result, taken, err);
}
