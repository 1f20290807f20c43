/* pipeline.c - opens a chain of filters, and runs texts through it.
 *
 *     text ──stage 0──▶ bufs[0] ──stage 1──▶ bufs[1] ──stage 2──▶ bufs[0] …      a stage that changes nothing hands
 *                                                                                its input on and uses no buffer
 * Guarantees that the result does not depend on how a document is cut into texts, as long as they are cut where
 * pipeline_ready_length() allows.
 * Worked: "a\n國(guó)\n" with strip: line 1 is passed over by find_line, line 2 goes to apply, result "a\n國\n".
 */
#include "pipeline/pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "data/data_file.h"
#include "pipeline/pipeline_parts.h"
#include "text/bytes.h"
#include "text/error.h"

enum { DOCUMENT_MOST = 1 << 28 };

/* Whether the stage that was just opened may stand where it does; adds its needs to the pipeline's. */
static hp_status place_stage(hp_pipeline *p, hp_error *err)
{
    size_t i = p->count - 1;
    const pipeline_opened_stage *stage = &p->stages[i];
    /* --invalid decides nothing about lines, so what looks at the next may stand behind it. */
    bool is_first = i == 0 || (i == 1 && p->stages[0].filter == &filter_invalid);
    if (stage->needs.next_line && !is_first && !p->needs.document)
        return error_set(err, HP_USAGE, 0, "%s looks at more than one line, so it must be the first filter",
                         stage->filter->word);
    if (stage->needs.unit == FILTER_PIECES && i > 0)
        return error_set(err, HP_USAGE, 0, "%s reads bytes in any encoding, so %s", stage->filter->word,
                         is_first ? "--invalid cannot come before it" : "it must be the first filter");
    p->needs.document = p->needs.document || stage->needs.unit == FILTER_DOCUMENT;
    p->needs.head = p->needs.head || stage->needs.head;
    if (i == 0)
        p->needs.any_encoding = stage->filter->traits & FILTER_ANY_ENCODING;
    return HP_OK;
}

hp_status pipeline_open_stages(hp_pipeline **out, const pipeline_stage *stages, size_t count, const hp_data *data,
                               hp_error *err)
{
    hp_status st = HP_OK;
    *out = NULL;
    hp_pipeline *p = calloc(1, sizeof *p + count * sizeof p->stages[0]);
    if (!p)
        return error_set_memory(err);
    atomic_init(&p->references, 1);
    p->data = data_share(data);
    for (size_t i = 0; st == HP_OK && i < count; i++) {
        const filter_descriptor *filter = stages[i].filter;
        pipeline_opened_stage *stage = &p->stages[i];
        stage->filter = filter;
        st = filter->open(&stage->self, stages[i].given, stages[i].count, data, err);
        if (st == HP_OK) {
            p->count++;
            stage->needs = filter->needs ? filter->needs(stage->self) : (filter_needs){ .unit = FILTER_LINES };
            st = place_stage(p, err);
            if (i > 0)
                hp_buf_append(&p->stages_json, span_of_string(","));
            pipeline_describe_stage(&stages[i], &p->stages_json);
        }
        if (st != HP_OK && err)
            err->offset = stages[i].offset;
    }
    if (st == HP_OK && p->stages_json.failed)
        st = error_set_memory(err);
    if (st == HP_OK)
        *out = p;
    else
        hp_pipeline_free(p);
    return st;
}

/* One more owner. */
static hp_pipeline *share(const hp_pipeline *pipeline)
{
    hp_pipeline *shared = (hp_pipeline *)pipeline; /* counting is the one thing that changes in it */
    atomic_fetch_add(&shared->references, 1);
    return shared;
}

void hp_pipeline_free(hp_pipeline *pipeline)
{
    if (!pipeline || atomic_fetch_sub(&pipeline->references, 1) > 1)
        return;
    for (size_t i = 0; i < pipeline->count; i++)
        pipeline->stages[i].filter->free(pipeline->stages[i].self);
    hp_buf_free(&pipeline->stages_json);
    hp_data_free(pipeline->data);
    free(pipeline);
}

size_t pipeline_length(const hp_pipeline *pipeline)
{
    return pipeline->count;
}

const filter_descriptor *pipeline_filter(const hp_pipeline *pipeline, size_t stage)
{
    return pipeline->stages[stage].filter;
}

hp_unit hp_pipeline_unit(const hp_pipeline *pipeline)
{
    return pipeline->needs.document || pipeline->needs.head ? HP_UNIT_DOCUMENT : HP_UNIT_LINE;
}

pipeline_needs pipeline_get_needs(const hp_pipeline *pipeline)
{
    return pipeline->needs;
}

hp_status hp_worker_open(hp_worker **out, const hp_pipeline *pipeline, hp_error *err)
{
    if (!out || !pipeline)
        return error_set(err, HP_MISUSE, 0, "hp_worker_open: NULL argument");
    hp_status st = HP_OK;
    *out = NULL;
    hp_worker *w = calloc(1, sizeof *w + pipeline->count * sizeof w->stages[0]);
    if (!w)
        return error_set_memory(err);
    w->pipeline = share(pipeline);
    w->document.most = DOCUMENT_MOST;
    for (size_t i = 0; st == HP_OK && i < pipeline->count; i++) {
        const pipeline_opened_stage *stage = &pipeline->stages[i];
        w->stages[i].counts = calloc(filter_count_counters(stage->filter) + 1, sizeof(uint64_t));
        if (!w->stages[i].counts)
            st = error_set_memory(err);
        else if (stage->filter->scratch_open)
            st = stage->filter->scratch_open(&w->stages[i].scratch, stage->self, err);
    }
    if (st == HP_OK)
        *out = w;
    else
        hp_worker_free(w);
    return st;
}

void hp_worker_free(hp_worker *worker)
{
    if (!worker)
        return;
    for (size_t i = 0; i < worker->pipeline->count; i++) {
        if (worker->stages[i].scratch)
            worker->pipeline->stages[i].filter->scratch_free(worker->stages[i].scratch);
        free(worker->stages[i].counts);
        hp_buf_free(&worker->stages[i].report);
    }
    hp_buf_free(&worker->bufs[0]);
    hp_buf_free(&worker->bufs[1]);
    edit_record_free(&worker->edits);
    dropped_lines_free(&worker->dropped);
    dropped_lines_free(&worker->drops);
    worker_end_document(worker);
    hp_buf_free(&worker->document.name);
    hp_buf_free(&worker->document.carry);
    hp_pipeline_free(worker->pipeline);
    free(worker);
}

hp_status hp_worker_keep(hp_worker *worker, unsigned what, hp_error *err)
{
    if (!worker || (what & ~(unsigned)HP_KEEP_EDITS))
        return error_set(err, HP_MISUSE, 0, "hp_worker_keep: NULL argument, or unknown bits");
    worker->keeps_edits = what & HP_KEEP_EDITS;
    return HP_OK;
}

hp_status hp_worker_hold(hp_worker *worker, uint64_t bytes, hp_error *err)
{
    if (!worker)
        return error_set(err, HP_MISUSE, 0, "hp_worker_hold: NULL argument");
    worker->document.most = bytes;
    return HP_OK;
}

void worker_count_edits(hp_worker *worker, bool on)
{
    worker->counts_edits = on;
}

size_t hp_edit_count(const hp_worker *worker)
{
    return worker ? worker->edits.count : 0;
}

bool hp_edit_get(const hp_worker *worker, size_t i, hp_edit *edit, size_t size)
{
    if (i >= hp_edit_count(worker) || !edit)
        return false;
    hp_edit row = edit_record_get(&worker->edits, i);
    memcpy(edit, &row, size < sizeof row ? size : sizeof row);
    return true;
}

stage_counts worker_stage_counts(const hp_worker *worker, size_t stage)
{
    const worker_stage *state = &worker->stages[stage];
    return (stage_counts){ .edits = state->edits, .counts = state->counts };
}

hp_span worker_stage_report(const hp_worker *worker, size_t stage)
{
    return (hp_span){ worker->stages[stage].report.ptr, worker->stages[stage].report.len };
}

size_t worker_stage_bytes(const hp_worker *worker, size_t stage)
{
    return worker->stages[stage].taken;
}

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
