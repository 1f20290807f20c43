/* run_stages.c - runs texts through the chain of filters.
 *
 *     text ──stage 0──▶ bufs[0] ──stage 1──▶ bufs[1] ──stage 2──▶ bufs[0] …      a stage that changes nothing hands
 *                                                                                its input on and uses no buffer
 * Guarantees that the result does not depend on how a document is cut into texts, as long as they are cut where
 * pipeline_ready_length() allows.
 * Worked: "a\n國(guó)\n" with strip: line 1 is passed over by find_line, line 2 goes to apply, result "a\n國\n".
 */
#include "pipeline/pipeline_parts.h"
#include "text/error.h"

/* Whether memory was out in a run; what failed was that run, not the next. */
static bool take_failure(hp_worker *worker)
{
    bool failed = worker->dropped.failed || worker->drops.failed || worker->edits.failed;
    worker->bufs[0].failed = worker->bufs[1].failed = worker->dropped.failed = worker->drops.failed = false;
    for (size_t i = 0; i < worker->pipeline->count; i++)
        failed = failed || worker->stages[i].report.failed;
    return failed;
}

/* Gives the stage its decision, after making it by `text`, all that the stage will be given, where it is not made. */
static hp_status find_decision(const hp_worker *worker, size_t i, pipeline_decisions *decisions, hp_span text,
                               const void **decision, hp_error *err)
{
    *decision = NULL;
    if (!worker->pipeline->stages[i].needs.head)
        return HP_OK;
    hp_status st = decisions->of[i].made ? HP_OK : decisions_make(decisions, i, text, DECIDE_BY_ALL, err);
    *decision = decisions->of[i].decision;
    return st;
}

hp_status worker_run_stages(hp_worker *worker, size_t count, pipeline_decisions *decisions, const hp_place *from,
                            hp_span text, hp_span *result, hp_error *err)
{
    hp_status st = HP_OK;
    hp_place place = from ? *from : (hp_place){ .file = NULL, .line = 1, .offset = 0 };
    hp_buf *buf = &worker->bufs[0], *other = &worker->bufs[1];
    bool other_lines = false; /* than the input's: they have no number there */
    if (!text.ptr)
        text.ptr = ""; /* pointers into the text are counted from here */
    size_t edits = worker->edits.count;
    worker->dropped.count = worker->drops.count = 0;
    for (size_t i = 0; st == HP_OK && i < count; i++) {
        const char *before = text.ptr;
        const void *decision;
        st = find_decision(worker, i, decisions, text, &decision, err);
        if (st == HP_OK)
            st = worker_run_stage(worker, i, decision, &place, buf, &text, err);
        if (st != HP_OK && other_lines && err)
            err->line = 0;
        if (worker->pipeline->stages[i].needs.unit == FILTER_DOCUMENT) {
            other_lines = true;
            worker->dropped.count = 0;
            place = (hp_place){ .file = place.file, .line = 1, .offset = 0 };
        }
        if (text.ptr != before) {
            hp_buf *used = buf;
            buf = other;
            other = used;
        }
    }
    if (take_failure(worker) && st == HP_OK)
        st = error_set_memory(err);
    if (st != HP_OK)
        edit_record_cut(&worker->edits, edits);
    *result = text;
    return st;
}

void worker_start_call(hp_worker *worker)
{
    edit_record_clear(&worker->edits);
}

hp_status pipeline_view(hp_worker *worker, pipeline_decisions *decisions, const hp_place *place, hp_span text,
                        hp_span *result, hp_error *err)
{
    worker_start_call(worker);
    return worker_run_stages(worker, worker->pipeline->count, decisions, place, text, result, err);
}
