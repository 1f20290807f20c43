/* decide.c - filters decide by a document's head, before the document goes through them.
 *
 * A head is the first FILTER_HEAD bytes that the stage is given, or all when there are no more: for a pipeline's first
 * stage those of the document, for a later one what the stages before make of the document, as far as that has to be
 * worked through to get so much.  So the stage decides by the same bytes as a process of its own would, in a shell pipe
 * of the filters.  What was worked through for a head is worked through again for the output.
 */
#include "pipeline/pipeline_parts.h"
#include "text/error.h"

/* What the stages before stage `i` make of `text`, as far as it is ready; *by tells whether that is all there will be:
 * when one of them fails, the document ends there. */
static hp_span make_head(hp_worker *worker, pipeline_decisions *decisions, size_t i, hp_span text, decide_by *by)
{
    *by = DECIDE_BY_START;
    if (i == 0)
        return text;
    bool keeps_edits = worker->keeps_edits;
    size_t taken;
    hp_span head;
    text.len = pipeline_ready_length(worker->pipeline, decisions, text);
    worker->keeps_edits = false;
    if (worker_run_good(worker, i, decisions, NULL, text, &head, &taken, NULL) != HP_OK)
        *by = DECIDE_BY_ALL;
    worker->keeps_edits = keeps_edits;
    return head;
}

hp_status pipeline_decide(hp_worker *worker, pipeline_decisions *decisions, hp_span text, bool *decided, hp_error *err)
{
    hp_status st = HP_OK;
    *decided = false;
    if (text.len < decisions->next_try)
        return HP_OK;
    for (size_t i = 0; st == HP_OK && i < worker->pipeline->count; i++) {
        decide_by by;
        if (!worker->pipeline->stages[i].needs.head || decisions->of[i].made)
            continue;
        hp_span head = make_head(worker, decisions, i, text, &by);
        if (by == DECIDE_BY_START && head.len < FILTER_HEAD) {
            decisions->next_try = 2 * text.len;
            return HP_OK;
        }
        st = decisions_make(decisions, i, head, by, err);
    }
    *decided = st == HP_OK;
    return st;
}

typedef void say(const void *self, const void *decision, const uint64_t *counts, hp_buf *text);

static bool say_of_document(const hp_pipeline *pipeline, size_t stage, const pipeline_decisions *decisions,
                            const uint64_t *counts, say *what, hp_buf *text)
{
    const pipeline_opened_stage *opened = &pipeline->stages[stage];
    size_t before = text->len;
    if (!what || (opened->needs.head && !decisions->of[stage].made))
        return false;
    what(opened->self, decisions ? decisions->of[stage].decision : NULL, counts, text);
    return text->len > before;
}

bool pipeline_report_document(const hp_pipeline *pipeline, size_t stage, const pipeline_decisions *decisions,
                              const uint64_t *counts, hp_buf *text)
{
    return say_of_document(pipeline, stage, decisions, counts, pipeline->stages[stage].filter->report_document, text);
}

bool pipeline_warn_document(const hp_pipeline *pipeline, size_t stage, const pipeline_decisions *decisions,
                            const uint64_t *counts, hp_buf *text)
{
    return say_of_document(pipeline, stage, decisions, counts, pipeline->stages[stage].filter->warn_document, text);
}
