/* driver.c - moves bytes from files through a pipeline to the output: opens everything, runs the workers (workers.c),
 * closes everything, and says with what exit status.
 */
#include "driver/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver/give_up.h"
#include "driver/records/members.h"
#include "driver/records/run_chunk.h"
#include "driver/records/write.h"
#include "driver/job.h"
#include "driver/files/named_files.h"
#include "driver/report/message.h"
#include "driver/report/report_file.h"
#include "driver/report/rows.h"
#include "driver/sink.h"
#include "driver/files/temporary.h"
#include "driver/tree/place.h"
#include "driver/tree/plan_make.h"
#include "driver/view/show.h"
#include "text/buffer.h"
#include "text/map/checksum.h"

/* Refuses to show changes where there are none to show, or no place for them. */
static bool can_be_shown(const driver_settings *s, const pipeline_stage *stages, size_t count)
{
    const char *option = s->diff ? "diff" : "html";
    if (!s->diff && !s->html)
        return true;
    if (count > 0 && stages[count - 1].filter->traits & FILTER_ONLY_NOTES)
        driver_complain(s->program,
                        "--%s: %s makes another text, of which no changes can be shown (--log has its notes)", option,
                        stages[count - 1].filter->word);
    else if (s->diff && driver_reports_only(stages, count))
        driver_complain(s->program,
                        "a report in place of the text cannot be used with --diff (give the report a FILE)");
    else
        return true;
    return false;
}

/* Refuses to write to a file that is something else too, and a report in the place of text that must be elsewhere;
 * otherwise signals may come from here on. */
static bool is_safe(const driver_settings *s, const pipeline_stage *stages, size_t count)
{
    bool reads_standard = s->file_count == 0 && !s->tree.files_from;
    for (size_t i = 0; i < s->file_count; i++)
        reads_standard = reads_standard || strcmp(s->files[i], "-") == 0;
    if (s->in_place && reads_standard) {
        driver_complain(s->program, "--in-place needs FILEs: standard input cannot be rewritten");
        return false;
    }
    if (driver_reports_only(stages, count) && (s->in_place || s->check || s->sink || s->tree.output)) {
        driver_complain(s->program, "a report in place of the text cannot be used with %s (give the report a FILE)",
                        s->in_place      ? "--in-place"
                        : s->tree.output ? "-O"
                        : s->check       ? "--check"
                                         : "this program");
        return false;
    }
    if (s->tree.output && reads_standard) {
        driver_complain(s->program, "-O needs FILEs or folders: standard input has no name");
        return false;
    }
    if (!can_be_shown(s, stages, count))
        return false;
    driver_named_files files = { 0 };
    driver_named_collect(&files, s, stages, count);
    bool good = driver_named_are_safe(&files, s->program, s->force);
    if (good && (s->tree.output || driver_named_has_written(&files)))
        driver_temporary_guard();
    driver_named_free(&files);
    return good;
}

static bool open_outputs(driver_job *job)
{
    const driver_settings *s = job->settings;
    int error = 0;
    if (!s->tree.output)
        driver_output_standard(&job->out);
    if (s->log && !driver_rows_open(job, &job->log, s->log, "log"))
        return false;
    if (!record_rejects_open(job))
        return false;
    if (s->output && (error = driver_output_open(&job->out, s->output)) != 0) {
        driver_complain(s->program, "%s: %s", s->output, strerror(error));
        return false;
    }
    if (job->out.loses)
        driver_complain(s->program, DRIVER_LOSES, s->output);
    job->out.sync = s->sync && s->output;
    if (s->tree.output)
        return true;
    if (!record_members_are_made(job, s->compress))
        error = driver_output_compress(&job->out, s->compress, s->threads);
    if (error)
        driver_complain(s->program, "%s: %s", job->out.name, strerror(error));
    return error == 0;
}

static void close_outputs(driver_job *job)
{
    const driver_settings *s = job->settings;
    driver_reports_close(job);
    driver_rows_close(job, &job->log);
    driver_rows_close(job, &job->rejects);
    driver_file_report_close(job);
    if (s->in_place || s->tree.output)
        return;
    if (s->output && (job->truncated || job->input.failed)) { /* it appears whole or not at all */
        if (job->out.temporary)
            driver_complain(s->program, "%s: not written, because an input failed", s->output);
        driver_output_discard(&job->out);
    } else {
        driver_end_output(job, &job->out);
    }
}

static void print_stats(driver_job *job)
{
    hp_buf out = { 0 };
    run_totals_json(&job->totals, &out);
    if (out.failed) {
        driver_complain(job->settings->program, "--stats: out of memory");
        job->failed = true;
    } else {
        fwrite(out.ptr, 1, out.len, stderr);
    }
    hp_buf_free(&out);
}

/* --check: the counters in place of text, or nothing where that is a question; true when there is something. */
static bool print_check(driver_job *job)
{
    hp_buf out = { 0 };
    bool found = run_totals_check(&job->totals, &out);
    out.len = job->settings->asks ? 0 : out.len;
    int error = out.failed ? ENOMEM : driver_output_write(&job->out, (hp_span){ out.ptr, out.len });
    if (error)
        driver_stop(job, job->out.name, error);
    hp_buf_free(&out);
    return found;
}

static hp_status open_pipeline(driver_job *job, const pipeline_stage *stages, size_t count, const hp_data *data,
                               hp_error *err)
{
    static const filter_option fail = { 0, "fail", NULL, "" };
    const filter_given given = { &fail, NULL };
    pipeline_stage *all = calloc(count + 1, sizeof *all);
    if (!all)
        return error_set_memory(err);
    size_t n = 0;
    driver_invalid invalid = job->settings->invalid;
    if (invalid == DRIVER_INVALID_REPLACE || (invalid == DRIVER_INVALID_FAIL && !job->records))
        all[n++] =
            (pipeline_stage){ .filter = &filter_invalid, .given = &given, .count = invalid == DRIVER_INVALID_FAIL };
    if (count > 0)
        memcpy(all + n, stages, count * sizeof *stages);
    hp_status st = pipeline_open_stages(&job->pipeline, all, n + count, data, err);
    free(all);
    job->tells_invalid = st == HP_OK && job->settings->verbose && pipeline_get_needs(job->pipeline).any_encoding;
    return st;
}

/* A standard descriptor that is closed is filled, so that no file opened later takes its place; writing to it fails
 * as it should. */
static void fill_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Takes what broken output leaves away. */
static void discard_outputs(driver_job *job)
{
    driver_show_discard(job);
    driver_reports_discard(job);
    driver_output_discard(&job->log);
    driver_output_discard(&job->report);
    driver_output_discard(&job->rejects);
    driver_output_discard(&job->out);
}

/* Sees to it that a library that cannot go on ends the process with a message. */
static void guard_libraries(const driver_settings *settings, const pipeline_stage *stages, size_t count)
{
    driver_give_up_prepare(settings->program, settings->check ? 2 : 1);
    for (size_t i = 0; i < count; i++)
        if (stages[i].filter->guard)
            stages[i].filter->guard(stages[i].given, stages[i].count, &driver_give_up_memory);
}

/* Returns the exit status. */
static int run(driver_job *job)
{
    const driver_settings *s = job->settings;
    int failure = s->check ? 2 : 1;
    bool found = false;
    if (!driver_run_workers(job)) {
        discard_outputs(job);
        return failure;
    }
    int error = s->sink && !job->stopped ? driver_sink_finish(s->sink, &job->out) : 0;
    if (error)
        driver_stop(job, job->out.name, error);
    if (s->check && !job->stopped)
        found = print_check(job);
    if (!job->stopped)
        driver_show_close(job);
    if (job->stopped) {
        discard_outputs(job);
        return failure;
    }
    close_outputs(job);
    if (s->stats)
        print_stats(job);
    return job->failed || job->input.failed || job->plan.is_missing ? failure : found;
}

static void free_job(driver_job *job)
{
    for (size_t i = 0; job->workers && i < job->settings->threads; i++) {
        if (job->records)
            record_work_free(&job->workers[i]);
        hp_worker_free(job->workers[i].runner);
        hp_buf_free(&job->workers[i].chunk.bytes);
        hp_buf_free(&job->workers[i].chunk.before);
        error_clear(&job->workers[i].error);
    }
    free(job->workers);
    free(job->reports);
    driver_show_free(job);
    run_totals_free(&job->totals);
    rule_counts_free(&job->rules);
    driver_input_close(&job->input);
    hp_pipeline_free(job->pipeline);
    hp_records_free(job->records);
    hp_buf_free(&job->rows);
}

/* Finds the files of a run over folders, where it is one.  -1 to go on, else the exit status. */
static int plan(driver_job *job)
{
    const driver_settings *s = job->settings;
    tree_plan *plan = &job->plan;
    uint64_t id = 0;
    if (!tree_settings_walks(&s->tree))
        return -1;
    *plan = (tree_plan){ .settings = &s->tree,
                         .program = s->program,
                         .is_loud = s->verbose,
                         .renames = s->compresses,
                         .format = s->compress };
    if (!tree_plan_make(plan, s->files, s->file_count))
        return plan->failed ? 1 : 2;
    if (!s->tree.output)
        return -1;
    if (pipeline_id(job->pipeline, &id, NULL) != HP_OK) {
        driver_complain(s->program, "out of memory");
        return 1;
    }
    const char *const more[] = { s->records, s->fields, s->into }; /* make another result */
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (more[i])
            id = text_checksum_more(id, (hp_span){ more[i], strlen(more[i]) + 1 });
    if (s->tree.update)
        tree_place_update(plan);
    if (!s->tree.dry_run)
        return tree_journal_open(&job->journal, plan, id) ? -1 : 1;
    hp_buf list = { 0 };
    tree_journal_look(plan, id);
    tree_place_list(plan, &list);
    if (list.failed)
        driver_complain(s->program, "out of memory");
    int status = list.failed ? 1 : driver_print(s, (hp_span){ list.ptr, list.len });
    hp_buf_free(&list);
    return status ? status : plan->is_missing;
}

/* Opens what the run needs beside the pipeline, and runs it; returns the exit status. */
static int open_and_run(driver_job *job, const pipeline_stage *stages, size_t count)
{
    const driver_settings *s = job->settings;
    const tree_plan *over = tree_settings_walks(&s->tree) ? &job->plan : NULL;
    if (!run_totals_open(&job->totals, job->pipeline) || !job->workers ||
        !driver_input_open(&job->input, s, over, job->pipeline, job->records)) {
        driver_complain(s->program, "out of memory");
    } else if (open_outputs(job) && driver_file_report_open(job) && driver_reports_open(job, stages, count) &&
               driver_show_open(job)) {
        return run(job);
    } else {
        discard_outputs(job);
    }
    return s->check ? 2 : 1;
}

int driver_run(const driver_settings *settings, const pipeline_stage *stages, size_t count, const hp_data *data)
{
    driver_job job = { .settings = settings,
                       .reading = PTHREAD_MUTEX_INITIALIZER,
                       .order = PTHREAD_MUTEX_INITIALIZER,
                       .ticket_passed = PTHREAD_COND_INITIALIZER,
                       .only_reports = driver_reports_only(stages, count),
                       .out = { .fd = -1 },
                       .log = { .fd = -1 },
                       .rejects = { .fd = -1 },
                       .report = { .fd = -1 },
                       .journal = { .out = { .fd = -1 } },
                       .view = { .page = { .fd = -1 } } };
    hp_error err = { 0 };
    int status = settings->check ? 2 : 1;
    fill_standard_descriptors();
    if (!is_safe(settings, stages, count))
        return 2;
    guard_libraries(settings, stages, count);
    job.workers = calloc(settings->threads, sizeof *job.workers);
    bool has_records = record_job_open(&job, &status);
    hp_status st = open_pipeline(&job, stages, count, data, &err);
    if (!has_records) {
        ; /* it has been said */
    } else if (st != HP_OK) {
        driver_complain_at(settings->program, settings->expression, &err);
        status = st == HP_USAGE ? 2 : status;
    } else {
        status = -1;
    }
    if (status < 0)
        status = plan(&job);
    if (status < 0)
        status = open_and_run(&job, stages, count);
    tree_journal_close(&job.journal, status == 0);
    error_clear(&err);
    free_job(&job);
    tree_plan_free(&job.plan);
    return status;
}
