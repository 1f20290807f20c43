/* decisions.c - what filters decide by a document's head, before the document goes through them.
 *
 * A head is the first FILTER_HEAD bytes that the stage is given, or all when there are no more: for a pipeline's first
 * stage those of the document, for a later one what the stages before make of the document, as far as that has to be
 * worked through to get so much.  So the stage decides by the same bytes as a process of its own would, in a shell pipe
 * of the filters.  What was worked through for a head is worked through again for the output.
 */
#include <stdlib.h>

#include "pipeline/pipeline_parts.h"
#include "text/error.h"

pipeline_decisions *pipeline_decisions_new(const hp_pipeline *pipeline)
{
    pipeline_decisions *decisions = calloc(1, sizeof *decisions + pipeline->count * sizeof decisions->of[0]);
    if (!decisions)
        return NULL;
    decisions->pipeline = pipeline;
    decisions->next_try = FILTER_HEAD;
    return decisions;
}

void pipeline_decisions_free(pipeline_decisions *decisions)
{
    if (!decisions)
        return;
    for (size_t i = 0; i < decisions->pipeline->count; i++)
        if (decisions->of[i].decision)
            decisions->pipeline->stages[i].filter->decision_free(decisions->of[i].decision);
    free(decisions);
}

hp_status decisions_make(pipeline_decisions *decisions, size_t i, hp_span text, decide_by by, hp_error *err)
{
    const pipeline_opened_stage *stage = &decisions->pipeline->stages[i];
    bool is_whole = by == DECIDE_BY_ALL && text.len <= FILTER_HEAD;
    if (text.len > FILTER_HEAD)
        text.len = FILTER_HEAD;
    hp_status st = stage->filter->decide(stage->self, text, is_whole, &decisions->of[i].decision, err);
    decisions->of[i].made = st == HP_OK;
    return st;
}

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
