/* decisions.c - what the filters have decided by a document's head; decide.c says by which bytes. */

#include "pipeline/pipeline_parts.h"
#include "text/memory.h"

pipeline_decisions *pipeline_decisions_new(const hp_pipeline *pipeline)
{
    pipeline_decisions *decisions = memory_zeroed(1, sizeof *decisions + pipeline->count * sizeof decisions->of[0]);
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
    memory_free(decisions);
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
