/* worker.c - one thread's working memory for a pipeline, and what a run leaves in it to be asked for. */
#include <string.h>

#include "pipeline/pipeline_parts.h"
#include "text/error.h"
#include "text/memory.h"

enum { DOCUMENT_MOST = 1 << 28 };

/* One more owner. */
static hp_pipeline *share(const hp_pipeline *pipeline)
{
    hp_pipeline *shared = (hp_pipeline *)pipeline; /* counting is the one thing that changes in it */
    atomic_fetch_add(&shared->references, 1);
    return shared;
}

void worker_end_document(hp_worker *worker)
{
    worker_document *d = &worker->document;
    pipeline_decisions_free(d->decisions);
    d->decisions = NULL;
    d->is_begun = d->is_decided = false;
    d->carry.len = 0;
    d->carry.failed = false;
    d->before.len = 0;
    d->before.failed = false;
    d->cut = (pipeline_cut){ 0 };
    for (size_t i = 0; i < worker->pipeline->count; i++)
        worker->stages[i].before = 0;
}

void worker_clear_counts(hp_worker *worker)
{
    for (size_t i = 0; i < worker->pipeline->count; i++) {
        worker_stage *state = &worker->stages[i];
        memset(state->counts, 0, filter_count_counters(worker->pipeline->stages[i].filter) * sizeof *state->counts);
        state->report.failed = false;
        state->report.len = 0;
        state->edits = state->taken = 0;
    }
}

hp_status hp_worker_open(hp_worker **out, const hp_pipeline *pipeline, hp_error *err)
{
    if (!out || !pipeline)
        return error_set(err, HP_MISUSE, 0, "hp_worker_open: NULL argument");
    hp_status st = HP_OK;
    *out = NULL;
    hp_worker *w = memory_zeroed(1, sizeof *w + pipeline->count * sizeof w->stages[0]);
    if (!w)
        return error_set_memory(err);
    w->pipeline = share(pipeline);
    w->document.most = DOCUMENT_MOST;
    for (size_t i = 0; st == HP_OK && i < pipeline->count; i++) {
        const pipeline_opened_stage *stage = &pipeline->stages[i];
        w->stages[i].counts = memory_zeroed(filter_count_counters(stage->filter) + 1, sizeof(uint64_t));
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
        memory_free(worker->stages[i].counts);
        hp_buf_free(&worker->stages[i].report);
        hp_buf_free(&worker->stages[i].earlier);
    }
    hp_buf_free(&worker->bufs[0]);
    hp_buf_free(&worker->bufs[1]);
    hp_buf_free(&worker->joined);
    kept_stretches_free(&worker->kept);
    edit_record_free(&worker->edits);
    findings_free(&worker->found);
    dropped_lines_free(&worker->dropped);
    dropped_lines_free(&worker->drops);
    worker_end_document(worker);
    hp_buf_free(&worker->document.name);
    hp_buf_free(&worker->document.carry);
    hp_buf_free(&worker->document.before);
    hp_pipeline_free(worker->pipeline);
    memory_free(worker);
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

const hp_pipeline *worker_pipeline(const hp_worker *worker)
{
    return worker->pipeline;
}

uint64_t worker_most(const hp_worker *worker)
{
    return worker->document.most;
}

void worker_count_edits(hp_worker *worker, bool on)
{
    worker->counts_edits = on;
}

void worker_note_line(hp_worker *worker, const filter_line *line)
{
    worker->noted = *line;
}

void worker_leave_parts(hp_worker *worker, bool on)
{
    worker->leaves_parts = on;
}

bool worker_result_part(const hp_worker *worker, size_t i, hp_span *part)
{
    return kept_stretches_part(&worker->kept, worker->kept_bytes, i, part);
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
    row.stage = worker->pipeline->stages[row.stage_index].filter->word;
    memcpy(edit, &row, size < sizeof row ? size : sizeof row);
    return true;
}

size_t hp_fact_count(const hp_worker *worker)
{
    return worker ? worker->found.count : 0;
}

bool hp_fact_get(const hp_worker *worker, size_t i, hp_fact *fact, size_t size)
{
    if (i >= hp_fact_count(worker) || !fact)
        return false;
    hp_fact row = findings_get(&worker->found, i);
    memcpy(fact, &row, size < sizeof row ? size : sizeof row);
    return true;
}

bool hp_rejected(const hp_worker *worker, hp_span *reason)
{
    bool rejected = worker && worker->found.rejected;
    if (reason)
        *reason = rejected ? (hp_span){ worker->found.reason.ptr, worker->found.reason.len } : (hp_span){ "", 0 };
    return rejected;
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
