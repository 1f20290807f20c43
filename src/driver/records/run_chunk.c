/* run_chunk.c - see run_chunk.h.
 *
 * A record that is broken comes out as it went in and is counted, or ends the file with --invalid=fail.  Rows are made
 * here, by all threads at once; each names its text FILE:LINE:FIELD.  Worked, strip over t.jsonl with --jsonl=t:
 *
 *     {"t":"國(guó)"}    →    {"t":"國"}, and the row "t.jsonl:1:/t\tstrip\t3\t6\t(guó)\t\tbracket"
 */
#include "driver/records/run_chunk.h"

#include <inttypes.h>
#include <stdlib.h>

#include "driver/records/members.h"
#include "driver/report/log.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/json.h"
#include "text/utf8.h"

static void log_edits(driver_worker *worker, uint32_t field, const char *name)
{
    hp_edit edit;
    for (size_t i = 0; hp_edit_get(worker->runner, i, &edit, sizeof edit); i++)
        if (edit.field == field)
            driver_log_row(&worker->records.log, name, pipeline_occurrence(worker->job->pipeline, edit.stage_index), 0,
                           &edit);
}

/* Adds the rows of the field's document, and the one that says of it what was made of it. */
static void report(driver_worker *worker, size_t stage, const pipeline_decisions *decisions, const char *name)
{
    const hp_pipeline *pipeline = worker->job->pipeline;
    hp_buf *rows = &worker->records.reports[stage];
    hp_span own = worker_stage_report(worker->runner, stage);
    hp_buf_append(rows, own);
    size_t start = rows->len;
    buffer_put_escaped(rows, span_of_string(name));
    buffer_format(rows, "\t");
    if (pipeline_report_document(pipeline, stage, decisions, worker_stage_counts(worker->runner, stage).counts, rows))
        buffer_format(rows, "\n");
    else
        rows->len = start;
}

/* Keeps the first warning of the chunk, and counts the others. */
static void warn(driver_worker *worker, size_t stage, const pipeline_decisions *decisions)
{
    record_work *w = &worker->records;
    size_t start = w->warning.len;
    if (!pipeline_warn_document(worker->job->pipeline, stage, decisions,
                                worker_stage_counts(worker->runner, stage).counts, &w->warning))
        return;
    if (w->warnings++ > 0)
        w->warning.len = start;
    else
        w->first_warning = w->line;
}

/* Takes what the run of a field has left. */
static void watch(void *to, hp_worker *runner, uint32_t field, const pipeline_decisions *decisions, const char *name)
{
    driver_worker *worker = to;
    const driver_job *job = worker->job;
    run_totals_collect(worker->records.counts, job->pipeline, runner);
    if (job->report.fd >= 0)
        rule_counts_add(&worker->records.rules, runner, field);
    if (job->settings->log)
        log_edits(worker, field, name);
    for (size_t i = 0; i < pipeline_length(job->pipeline); i++) {
        if (job->reports[i].asked)
            report(worker, i, decisions, name);
        if (!job->settings->quiet)
            warn(worker, i, decisions);
    }
}

hp_status record_work_open(driver_worker *worker)
{
    const driver_settings *s = worker->job->settings;
    const hp_pipeline *pipeline = worker->job->pipeline;
    record_work *w = &worker->records;
    bool has_rows = s->log;
    for (size_t i = 0; i < pipeline_length(pipeline); i++)
        has_rows = has_rows || worker->job->reports[i].asked;
    w->run = (records_run){
        .worker = worker->runner,
        .max_document = pipeline_get_needs(pipeline).document ? s->max_document : 0,
        .needs_valid = s->invalid == DRIVER_INVALID_FAIL,
        .takes_invalid = s->invalid == DRIVER_INVALID_REPLACE,
        .named = has_rows,
        .watch = watch,
        .watch_to = worker,
    };
    w->counts = calloc(run_totals_length(pipeline) + 1, sizeof *w->counts);
    w->reports = calloc(pipeline_length(pipeline), sizeof *w->reports);
    return w->counts && w->reports ? HP_OK : error_set_memory(&worker->error);
}

void record_work_free(driver_worker *worker)
{
    record_work *w = &worker->records;
    for (size_t i = 0; w->reports && i < pipeline_length(worker->job->pipeline); i++)
        hp_buf_free(&w->reports[i]);
    free(w->reports);
    free(w->counts);
    rule_counts_free(&w->rules);
    records_run_free(&w->run);
    hp_buf_free(&w->out);
    hp_buf_free(&w->packed);
    hp_buf_free(&w->log);
    hp_buf_free(&w->rejects);
    hp_buf_free(&w->why);
    hp_buf_free(&w->warning);
    *w = (record_work){ 0 };
}

/* Adds the record's line of --rejects. */
static void reject(driver_worker *worker, const hp_place *place, hp_span record, hp_span reason)
{
    hp_buf *out = &worker->records.rejects;
    if (!worker->job->settings->rejects)
        return;
    if (record.len > 0 && record.ptr[record.len - 1] == '\n')
        record.len--;
    if (record.len > 0 && record.ptr[record.len - 1] == '\r')
        record.len--;
    buffer_format(out, DRIVER_REJECT_START);
    json_put_string(reason, out);
    buffer_format(out, ",\"file\":");
    json_put_text(place->file, out);
    buffer_format(out, ",\"line\":%" PRIu64 ",\"offset\":%" PRIu64 ",\"record\":", place->line, place->offset);
    json_put_string(record, out);
    buffer_format(out, "}\n");
}

/* A broken record passes. */
static void pass_bad(driver_worker *worker, const hp_place *place, hp_span record)
{
    record_work *w = &worker->records;
    hp_span why = span_of_string(hp_error_text(&worker->error));
    hp_buf_append(&w->out, record);
    reject(worker, place, record, why);
    if (w->bad++ > 0)
        return;
    w->first_bad = place->line;
    hp_buf_append(&w->why, why);
}

/* Runs a record; not HP_OK when the file ends with it. */
static hp_status run_record(driver_worker *worker, const hp_place *place, hp_span record)
{
    record_work *w = &worker->records;
    const hp_records *own = worker->chunk.file->records, *records = own ? own : worker->job->records;
    if (own && place->offset == 0) { /* the header row */
        hp_buf_append(&w->out, record);
        return HP_OK;
    }
    w->line = place->line;
    w->records++;
    hp_status st = records_run_one(&w->run, records, place, record, &w->out, &worker->error);
    if (st == HP_OK && w->run.rejected) {
        w->rejected++;
        reject(worker, place, record, w->run.reason);
    }
    if (st != HP_OK && w->run.is_bad && worker->job->settings->invalid != DRIVER_INVALID_FAIL) {
        pass_bad(worker, place, record);
        st = HP_OK;
    }
    if (st != HP_OK)
        worker->error.line = place->line;
    return st == HP_INVALID_TEXT && w->run.is_bad ? HP_BAD_DATA : st; /* its text says where */
}

/* Makes ready for a chunk. */
static void start(record_work *w, const hp_pipeline *pipeline)
{
    w->out.len = w->packed.len = w->log.len = w->rejects.len = w->why.len = w->warning.len = 0;
    w->records = w->bad = w->rejected = w->warnings = 0;
    for (size_t i = 0; i < pipeline_length(pipeline); i++)
        w->reports[i].len = 0;
}

static bool has_failed(const record_work *w, const hp_pipeline *pipeline)
{
    bool failed = w->out.failed || w->packed.failed || w->log.failed || w->rejects.failed || w->why.failed ||
                  w->warning.failed;
    for (size_t i = 0; i < pipeline_length(pipeline); i++)
        failed = failed || w->reports[i].failed;
    return failed;
}

void record_work_run(driver_worker *worker, driver_result *result)
{
    record_work *w = &worker->records;
    const driver_job *job = worker->job;
    hp_buf *bytes = &worker->chunk.bytes;
    hp_span rest = { bytes->ptr, bytes->len }, record = { NULL, 0 };
    hp_place place = { .file = worker->chunk.place.file,
                       .line = worker->chunk.place.line,
                       .offset = worker->chunk.place.offset };
    start(w, job->pipeline);
    bool packs = record_members_wanted(worker);
    while (rest.len > 0 && result->status == HP_OK) {
        size_t start_of_record = w->out.len;
        span_take(&rest, records_length(job->records, rest), &record);
        result->status = run_record(worker, &place, record);
        if (result->status != HP_OK)
            break;
        hp_span made = { w->out.ptr + start_of_record, w->out.len - start_of_record };
        if (packs && !w->out.failed && !record_members_add(worker, made))
            w->packed.failed = true;
        place.line += text_count_lines(record);
        place.offset += record.len;
    }
    if (has_failed(w, job->pipeline) && result->status == HP_OK)
        result->status = error_set_memory(&worker->error);
    bytes->len = (size_t)(place.offset - worker->chunk.place.offset);
    result->text = (hp_span){ w->out.ptr, w->out.len };
}
