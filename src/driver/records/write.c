/* write.c - see write.h.  Worked: "t.jsonl: 2 records are broken and passed unchanged, the first in line 3: no JSON at
 * byte 9: a colon is missing (see --invalid)".
 */
#include "driver/records/write.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "driver/report/message.h"
#include "text/buffer.h"

bool record_job_open(driver_job *job, int *status)
{
    const driver_settings *s = job->settings;
    hp_buf format = { 0 };
    hp_error err = { 0 };
    if (!s->records)
        return true;
    buffer_format(&format, "%s:%s", s->records, s->fields);
    hp_status st = format.failed ? error_set_memory(&err) : hp_records_open(&job->records, format.ptr, s->into, &err);
    if (st != HP_OK)
        driver_complain(s->program, "--%s=%s: %s", s->records, s->fields, hp_error_text(&err));
    if (st == HP_USAGE)
        *status = 2;
    job->totals.has_records = true;
    error_clear(&err);
    hp_buf_free(&format);
    return st == HP_OK;
}

bool record_rejects_open(driver_job *job)
{
    const driver_settings *s = job->settings;
    if (!s->rejects)
        return true;
    int error = driver_output_open_rows(&job->rejects, s->rejects, "");
    job->rejects.sync = s->sync;
    if (error)
        driver_complain(s->program, "%s: %s", s->rejects, strerror(error));
    return error == 0;
}

static void put(driver_job *job, driver_output *out, const hp_buf *rows)
{
    int error = job->stopped || rows->len == 0 ? 0 : driver_output_write(out, (hp_span){ rows->ptr, rows->len });
    if (error)
        driver_stop(job, out->name, error);
}

/* Keeps what is told at the file's end. */
static void note_bad(driver_file *file, const record_work *w)
{
    if (w->bad > 0 && file->bad_records == 0) {
        file->first_bad = w->first_bad;
        file->why_bad = strndup(w->why.ptr, w->why.len); /* without memory it is told without a reason */
    }
    file->bad_records += w->bad;
    file->rejected_records += w->rejected;
    if (w->warnings > 0 && file->warnings == 0) {
        file->first_warning = w->first_warning;
        file->warning = strndup(w->warning.ptr, w->warning.len);
    }
    file->warnings += w->warnings;
}

void record_work_write(driver_job *job, driver_worker *worker)
{
    record_work *w = &worker->records;
    put(job, &job->log, &w->log);
    put(job, &job->rejects, &w->rejects);
    for (size_t i = 0; i < pipeline_length(job->pipeline); i++)
        put(job, job->reports[i].out.fd >= 0 ? &job->reports[i].out : &job->out, &w->reports[i]);
    run_totals_take(&job->totals, w->counts);
    rule_counts_take(&job->rules, &w->rules);
    job->totals.records += w->records;
    job->totals.bad += w->bad;
    job->totals.rejected += w->rejected;
    note_bad(worker->chunk.file, w);
}

void record_end_file(driver_job *job, driver_file *file)
{
    const driver_settings *s = job->settings;
    const char *why = file->why_bad ? file->why_bad : "out of memory";
    if (file->bad_records == 1 && !s->quiet)
        driver_complain(s->program, "%s:%" PRIu64 ": a broken record passed unchanged: %s (see --invalid)", file->name,
                        file->first_bad, why);
    else if (file->bad_records > 1 && !s->quiet)
        driver_complain(s->program,
                        "%s: %" PRIu64 " broken records passed unchanged, the first in line %" PRIu64
                        ": %s (see --invalid)",
                        file->name, file->bad_records, file->first_bad, why);
    if (file->rejected_records > 0 && s->verbose)
        driver_complain(s->program, "%s: %" PRIu64 " records rejected", file->name, file->rejected_records);
    if (file->warnings > 0 && !s->quiet && !s->check && !job->only_reports)
        driver_complain(s->program, "%s:%" PRIu64 ": %s%s", file->name, file->first_warning,
                        file->warning ? file->warning : "out of memory",
                        file->warnings > 1 ? ", and others like it" : "");
    free(file->why_bad);
    free(file->warning);
    file->why_bad = file->warning = NULL;
}
