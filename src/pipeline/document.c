/* document.c - the library's calls that run text. */
#include "pipeline/pipeline_parts.h"
#include "text/error.h"

hp_status hp_pipeline_run(const hp_pipeline *pipeline, const hp_place *place, hp_span text, hp_worker *worker,
                          hp_buf *out, hp_error *err)
{
    if (!pipeline || !worker || !out || (!text.ptr && text.len) || worker->pipeline != pipeline)
        return error_set(err, HP_MISUSE, 0, "hp_pipeline_run: a NULL argument, or another pipeline's worker");
    hp_span result;
    pipeline_decisions *decisions = pipeline->needs.head ? pipeline_decisions_new(pipeline) : NULL;
    if (pipeline->needs.head && !decisions)
        return error_set_memory(err);
    hp_status st = pipeline_view(worker, decisions, place, text, &result, err);
    pipeline_decisions_free(decisions);
    if (st != HP_OK)
        return st;
    hp_buf_append(out, result);
    return out->failed ? error_set_memory(err) : HP_OK;
}
