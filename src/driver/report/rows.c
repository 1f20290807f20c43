/* rows.c - see rows.h.
 *
 * A report's first row names it only in a file of its own; in the text's place there is a row a document and nothing
 * else.  Worked: handecode --report=rows a.txt leaves "# hanpipe report 1", "a.txt\tGB18030\t1.000\t0\t…" in `rows`.
 */
#include "driver/report/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "driver/report/log.h"
#include "driver/report/message.h"
#include "text/buffer.h"
#include "text/bytes.h"

bool driver_rows_open(const driver_job *job, driver_output *out, const char *path, const char *name)
{
    hp_buf first = { 0 };
    buffer_format(&first, DRIVER_ROWS_START "%s 1\n", name);
    int error = first.failed ? ENOMEM : driver_output_open_rows(out, path, first.ptr);
    out->sync = job->settings->sync;
    hp_buf_free(&first);
    if (error)
        driver_complain(job->settings->program, "%s: %s", path, strerror(error));
    return error == 0;
}

void driver_rows_close(driver_job *job, driver_output *out)
{
    if (out->fd >= 0 && job->totals.files == 0 && job->input.failed)
        driver_output_discard(out);
    else if (out->fd >= 0)
        driver_end_output(job, out);
}

/* The stage's option for its report as given, the last one; NULL when it was not. */
static const filter_given *find_report(const pipeline_stage *stage)
{
    const filter_given *found = NULL;
    for (size_t i = 0; stage->filter->report && i < stage->count; i++)
        if (strcmp(stage->given[i].option->name, stage->filter->report) == 0)
            found = &stage->given[i];
    return found;
}

bool driver_reports_only(const pipeline_stage *stages, size_t count)
{
    bool only = false;
    for (size_t i = 0; i < count; i++) {
        const filter_given *given = find_report(&stages[i]);
        only = only || (given && !given->value);
    }
    return only;
}

bool driver_reports_open(driver_job *job, const pipeline_stage *stages, size_t count)
{
    size_t first = pipeline_length(job->pipeline) - count; /* --invalid may have put a stage in front */
    job->reports = calloc(first + count, sizeof *job->reports);
    bool good = job->reports != NULL;
    if (!good)
        driver_complain(job->settings->program, "out of memory");
    for (size_t i = 0; good && i < first + count; i++)
        job->reports[i].out.fd = -1;
    for (size_t i = 0; good && i < count; i++) {
        const filter_given *given = find_report(&stages[i]);
        job->reports[first + i].asked = given != NULL;
        if (given && given->value)
            good = driver_rows_open(job, &job->reports[first + i].out, given->value, given->option->name);
    }
    return good;
}

void driver_reports_close(driver_job *job)
{
    for (size_t i = 0; i < pipeline_length(job->pipeline); i++)
        driver_rows_close(job, &job->reports[i].out);
}

void driver_reports_discard(driver_job *job)
{
    for (size_t i = 0; job->reports && i < pipeline_length(job->pipeline); i++)
        driver_output_discard(&job->reports[i].out);
}

static void write_rows(driver_job *job, driver_report *report, hp_span rows)
{
    driver_output *out = report->out.fd >= 0 ? &report->out : &job->out;
    int error = driver_output_write(out, rows);
    if (error)
        driver_stop(job, out->name, error);
}

void driver_reports_write(driver_job *job, const hp_worker *worker)
{
    for (size_t i = 0; i < pipeline_length(job->pipeline) && !job->stopped; i++)
        if (job->reports[i].asked)
            write_rows(job, &job->reports[i], worker_stage_report(worker, i));
}

static void end_report(driver_job *job, const driver_file *file, size_t stage)
{
    hp_buf *row = &job->rows;
    row->len = 0;
    buffer_put_escaped(row, span_of_string(file->name));
    hp_buf_append(row, span_of_string("\t"));
    const uint64_t *counts = run_totals_of_file(&job->totals, stage);
    bool has_row = pipeline_report_document(job->pipeline, stage, file->decisions, counts, row);
    hp_buf_append(row, span_of_string("\n"));
    if (row->failed)
        driver_stop(job, job->out.name, ENOMEM);
    else if (has_row)
        write_rows(job, &job->reports[stage], (hp_span){ row->ptr, row->len });
}

static void warn(driver_job *job, const driver_file *file, size_t stage)
{
    hp_buf *text = &job->rows;
    text->len = 0;
    const uint64_t *counts = run_totals_of_file(&job->totals, stage);
    if (pipeline_warn_document(job->pipeline, stage, file->decisions, counts, text) && !text->failed)
        driver_complain(job->settings->program, "%s: %.*s", file->name, (int)text->len, text->ptr);
}

void driver_reports_end_document(driver_job *job, const driver_file *file)
{
    for (size_t i = 0; i < pipeline_length(job->pipeline) && !job->stopped; i++) {
        if (job->reports[i].asked && !file->lacked_memory)
            end_report(job, file, i);
        if (!job->settings->quiet && !job->settings->check && !job->only_reports)
            warn(job, file, i);
    }
}
