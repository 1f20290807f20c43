/* driver.c - moves bytes from files through a pipeline to the output, on one thread or several.
 *
 * Every worker runs the same loop; the main thread is the first of them, and with one thread the only one:
 *
 *     take   under `reading`: the next chunk of whole lines, with a ticket (0, 1, 2 …)
 *     work   alone: the pipeline, with the worker's own scratch
 *     write  when `turn` reaches the ticket: the result, the log rows, the end of a file; then turn + 1
 *
 * A chunk's bytes and its result belong to its worker throughout, so nothing is queued and nothing is copied for
 * another thread: memory is one chunk and one scratch a worker, and order holds because only the worker whose turn
 * it is writes.  A worker that is ahead waits for its turn; a worker that waits for input holds `reading` and nobody
 * else needs it.  More workers start only after a chunk was taken and input is left.
 *
 * Who may touch what: the input's fields under `reading`; a file's written half, the output, the log and the totals
 * by the worker whose turn it is; `turn` under `order`.
 */
#include "driver/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver/input.h"
#include "driver/log.h"
#include "driver/output.h"
#include "driver/progress.h"
#include "driver/sink.h"
#include "driver/sniff.h"
#include "driver/totals.h"
#include "text/bytes.h"
#include "text/error.h"

struct worker {
    struct job *job;
    pthread_t thread;
    hp_scratch *scratch;
    driver_chunk chunk;
};

struct job {
    const driver_settings *settings;
    hp_pipeline *pipeline;
    struct worker *workers; /* settings->threads of them */
    size_t started;         /* workers running; the first worker's alone */

    pthread_mutex_t reading;
    driver_input input;

    pthread_mutex_t order;
    pthread_cond_t turned;
    uint64_t turn;

    /* The turn's. */
    driver_output out;
    driver_output log;
    driver_output *reports; /* one a stage; fd -1 where the stage has none */
    hp_buf rows;
    run_totals totals; /* of what was written: a run whose result is not does not count */
    driver_progress progress;
    driver_file *current; /* the file whose chunks are being written */
    bool failed;          /* some output was not made */
    bool cut;             /* a file was not worked through to its end */
};

/* The driver's verdict on a chunk. */
struct outcome {
    hp_span result;
    hp_status status;
    hp_error error;
    size_t invalid;
    const char *encoding;
};

static void fail_file(struct job *job, driver_file *file)
{
    file->failed = true;
    job->failed = job->cut = true;
}

/* Ends the process: nothing more can be written, and another worker may be waiting for input that never comes.
 * A negative error has been reported. */
static _Noreturn void break_output(struct job *job, const driver_output *out, int error)
{
    driver_progress_end(&job->progress);
    if (error > 0)
        driver_complain(job->settings->program, "%s: %s", out->name, strerror(error));
    driver_output_discard(&job->out);
    _exit(job->settings->check ? 2 : 1);
}

/* The bytes of the chunk's lines before `line`. */
static hp_span lines_before(const driver_chunk *chunk, uint64_t line)
{
    hp_span bytes = { chunk->bytes.ptr, chunk->bytes.len };
    size_t at = 0;
    for (uint64_t n = chunk->place.line; n < line && at < bytes.len; n++) {
        const char *lf = memchr(bytes.ptr + at, '\n', bytes.len - at);
        at = lf ? (size_t)(lf + 1 - bytes.ptr) : bytes.len;
    }
    return (hp_span){ bytes.ptr, at };
}

/* Runs the pipeline over the worker's chunk.  When a line fails, the result is that of the lines before it and the
 * error that of the first line that fails, however the input was cut into chunks: stages run one after the other, so
 * a later stage may fail at an earlier line. */
static void work(struct worker *worker, struct outcome *outcome)
{
    driver_chunk *chunk = &worker->chunk;
    hp_span bytes = { chunk->bytes.ptr, chunk->bytes.len };
    *outcome = (struct outcome){ .result = { NULL, 0 } };
    if (!worker->job->settings->quiet) {
        outcome->invalid = driver_sniff_count(bytes);
        if (outcome->invalid)
            outcome->encoding = driver_sniff_encoding(bytes);
    }
    for (;;) {
        hp_error err;
        hp_status st = pipeline_view(worker->job->pipeline, &chunk->place, (hp_span){ bytes.ptr, chunk->bytes.len },
                                     worker->scratch, &outcome->result, &err);
        if (st == HP_OK)
            return;
        outcome->status = st;
        outcome->error = err;
        chunk->bytes.len = err.line ? lines_before(chunk, err.line).len : 0;
        outcome->result.len = 0;
        if (chunk->bytes.len == 0)
            return;
    }
}

/* Opens the output of a file that is rewritten in place. */
static void start_in_place(struct job *job, driver_file *file)
{
    int error = 0;
    const char *why = NULL;
    job->out = (driver_output){ .fd = -1 };
    if (!S_ISREG(file->info.st_mode))
        why = "not a regular file";
    else if (file->info.st_nlink > 1)
        why = "has other hard links, which --in-place would cut off";
    else if ((error = driver_output_replace(&job->out, file->name, &file->info)) != 0)
        why = strerror(error);
    if (why) {
        driver_complain(job->settings->program, "%s: %s", file->name, why);
        fail_file(job, file);
    }
}

static void start_file(struct job *job, driver_file *file)
{
    job->current = file;
    if (job->settings->in_place)
        start_in_place(job, file);
    if (job->settings->log && !file->failed) {
        file->stage_offsets = calloc(pipeline_length(job->pipeline), sizeof *file->stage_offsets);
        if (!file->stage_offsets)
            break_output(job, &job->log, ENOMEM);
    }
}

static void warn_not_utf8(struct job *job, const driver_file *file)
{
    if (file->invalid == 0 || 10 * file->invalid < file->bytes_in)
        return;
    const char *encoding = file->encoding;
    driver_complain(job->settings->program, "%s: %" PRIu64 " of %" PRIu64 " bytes are not UTF-8 text%s%s%s%s",
                    file->name, file->invalid, file->bytes_in, encoding ? "; it looks like " : "",
                    encoding ? encoding : "", encoding ? ": first run iconv -t UTF-8 -f " : "",
                    encoding ? encoding : "");
}

static void end_file(struct job *job, driver_file *file)
{
    const driver_settings *s = job->settings;
    int error;
    if (s->in_place && (file->failed || !file->changed))
        driver_output_discard(&job->out);
    else if (s->in_place && (error = driver_output_commit(&job->out, s->in_place)) != 0) {
        driver_complain(s->program, "%s: %s", file->name, strerror(error));
        fail_file(job, file);
    } else if (s->sink && (error = driver_sink_end_file(s->sink, file->name, &job->out)) != 0) {
        break_output(job, &job->out, error);
    }
    if (!s->quiet)
        warn_not_utf8(job, file);
    if (s->verbose)
        driver_complain(s->program, "%s: %" PRIu64 " bytes in, %" PRIu64 " out%s", file->name, file->bytes_in,
                        file->bytes_out,
                        file->failed    ? ", not finished"
                        : file->changed ? ""
                                        : ", unchanged");
    job->totals.files++;
    job->current = NULL;
}

/* Which of the stages of its filter the stage is, from 1: rows name the second "conv" of a pipeline "conv#2". */
static unsigned occurrence(const hp_pipeline *pipeline, size_t stage)
{
    unsigned n = 1;
    for (size_t i = 0; i < stage; i++)
        n += pipeline_filter(pipeline, i) == pipeline_filter(pipeline, stage);
    return n;
}

static void write_log(struct job *job, const struct worker *worker, driver_file *file)
{
    size_t count;
    const hp_edit *edits = hp_scratch_edits(worker->scratch, &count);
    job->rows.len = 0;
    for (size_t i = 0; i < count; i++)
        driver_log_row(&job->rows, file->name, occurrence(job->pipeline, edits[i].index),
                       file->stage_offsets[edits[i].index], &edits[i]);
    for (size_t i = 0; i < pipeline_length(job->pipeline); i++)
        file->stage_offsets[i] += worker_stage_bytes(worker->scratch, i);
    int error = job->rows.failed ? ENOMEM : driver_output_write(&job->log, (hp_span){ job->rows.ptr, job->rows.len });
    if (error)
        break_output(job, &job->log, error);
}

static void write_reports(struct job *job, const struct worker *worker)
{
    for (size_t i = 0; i < pipeline_length(job->pipeline); i++) {
        hp_span rows = worker_stage_report(worker->scratch, i);
        int error = job->reports[i].fd < 0 ? 0 : driver_output_write(&job->reports[i], rows);
        if (error)
            break_output(job, &job->reports[i], error);
    }
}

/* Reports why a chunk was not worked through; its file ends here. */
static void report(struct job *job, const driver_chunk *chunk, const struct outcome *outcome)
{
    const char *program = job->settings->program, *name = chunk->file->name;
    if (outcome->status == HP_EINVALID)
        driver_complain(program, "%s:%" PRIu64 ": %s at byte %zu", name, outcome->error.line, outcome->error.text,
                        outcome->error.offset + 1);
    else if (outcome->status != HP_OK && outcome->error.line)
        driver_complain(program, "%s:%" PRIu64 ": %s", name, outcome->error.line, outcome->error.text);
    else if (outcome->status != HP_OK)
        driver_complain(program, "%s: %s", name, outcome->error.text);
    else if (chunk->error)
        driver_complain(program, "%s: %s", name, strerror(chunk->error));
    else if (chunk->long_line)
        driver_complain(program, "%s:%" PRIu64 ": line longer than %zu bytes (see --max-line)", name, chunk->long_line,
                        job->settings->max_line);
    else
        return;
    fail_file(job, chunk->file);
}

static void write_chunk(struct job *job, struct worker *worker, const struct outcome *outcome)
{
    const driver_chunk *chunk = &worker->chunk;
    driver_file *file = chunk->file;
    hp_span bytes = { chunk->bytes.ptr, chunk->bytes.len };
    if (job->current != file)
        start_file(job, file);
    if (!file->failed) {
        if (job->settings->log && bytes.len > 0)
            write_log(job, worker, file);
        if (bytes.len > 0) {
            run_totals_add(&job->totals, worker->scratch);
            write_reports(job, worker);
        }
        driver_sink *sink = job->settings->sink;
        int error = job->settings->check ? 0
                    : sink               ? driver_sink_take(sink, &chunk->place, outcome->result, &job->out)
                                         : driver_output_write(&job->out, outcome->result);
        if (error && job->settings->in_place) {
            driver_complain(job->settings->program, "%s: %s", file->name, strerror(error));
            fail_file(job, file);
        } else if (error) {
            break_output(job, &job->out, error);
        }
        file->bytes_in += bytes.len;
        file->bytes_out += outcome->result.len;
        file->changed = file->changed || (bytes.ptr != outcome->result.ptr && !span_eq(bytes, outcome->result));
        file->invalid += outcome->invalid;
        if (!file->encoding)
            file->encoding = outcome->encoding;
        job->totals.bytes_in += bytes.len;
        job->totals.bytes_out += outcome->result.len;
        driver_progress_update(&job->progress, job->totals.bytes_in);
        report(job, chunk, outcome);
    }
    if (chunk->last)
        end_file(job, file);
}

/* Waits until the chunk may be written. */
static void await_turn(struct job *job, uint64_t ticket)
{
    pthread_mutex_lock(&job->order);
    while (job->turn != ticket)
        pthread_cond_wait(&job->turned, &job->order);
    pthread_mutex_unlock(&job->order);
}

/* Lets the next chunk be written. */
static void pass_turn(struct job *job)
{
    pthread_mutex_lock(&job->order);
    job->turn++;
    pthread_cond_broadcast(&job->turned);
    pthread_mutex_unlock(&job->order);
}

static void *run_worker(void *argument);

static hp_status open_scratch(struct job *job, struct worker *worker, hp_error *err)
{
    hp_status st = hp_scratch_open(&worker->scratch, job->pipeline, err);
    worker->job = job;
    if (st != HP_OK)
        return st;
    hp_scratch_record(worker->scratch, job->settings->log != NULL);
    worker_count_edits(worker->scratch, job->settings->stats);
    return HP_OK;
}

/* Starts the other workers; one that cannot start is done without. */
static void start_workers(struct job *job)
{
    while (job->started < job->settings->threads) {
        struct worker *worker = &job->workers[job->started];
        hp_error err;
        if (open_scratch(job, worker, &err) != HP_OK)
            break;
        if (pthread_create(&worker->thread, NULL, run_worker, worker) != 0) {
            hp_scratch_free(worker->scratch);
            worker->scratch = NULL;
            break;
        }
        job->started++;
    }
}

static bool take(struct job *job, struct worker *worker)
{
    pthread_mutex_lock(&job->reading);
    bool taken = driver_input_take(&job->input, &worker->chunk);
    pthread_mutex_unlock(&job->reading);
    return taken;
}

static void *run_worker(void *argument)
{
    struct worker *worker = argument;
    struct job *job = worker->job;
    while (take(job, worker)) {
        struct outcome outcome;
        if (worker == job->workers && job->started == 1 && worker->chunk.more)
            start_workers(job);
        work(worker, &outcome);
        await_turn(job, worker->chunk.ticket);
        write_chunk(job, worker, &outcome);
        pass_turn(job);
    }
    return NULL;
}

static bool is_same_file(const struct stat *a, const char *name)
{
    struct stat b;
    int error = strcmp(name, "-") == 0 ? fstat(STDIN_FILENO, &b) : stat(name, &b);
    return error == 0 && S_ISREG(b.st_mode) && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

/* Refuses to write to a file that is also read, and to rewrite standard input. */
static bool is_safe(const struct job *job)
{
    const driver_settings *s = job->settings;
    struct stat output, log;
    bool has_output = s->output && stat(s->output, &output) == 0;
    bool has_log = s->log && stat(s->log, &log) == 0;
    if (s->output && s->log && (strcmp(s->output, s->log) == 0 || (has_log && is_same_file(&log, s->output)))) {
        driver_complain(s->program, "%s is output and log", s->output);
        return false;
    }
    for (size_t i = 0; i < job->input.count; i++) {
        const char *name = job->input.files[i].name;
        if (s->in_place && strcmp(name, "-") == 0) {
            driver_complain(s->program, "--in-place needs FILEs: standard input cannot be rewritten");
            return false;
        }
        if (has_output && is_same_file(&output, name)) {
            driver_complain(s->program, "%s is input and output (use --in-place to rewrite it)", s->output);
            return false;
        }
        if (has_log && is_same_file(&log, name)) {
            driver_complain(s->program, "%s is input and log", s->log);
            return false;
        }
    }
    return true;
}

static bool open_direct(const struct job *job, driver_output *out, const char *path)
{
    int error = driver_output_direct(out, path);
    if (error)
        driver_complain(job->settings->program, "%s: %s", path, strerror(error));
    return error == 0;
}

/* Opens the report of each stage that was given the option for it. */
static bool open_reports(struct job *job, const pipeline_stage *stages, size_t count)
{
    size_t first = pipeline_length(job->pipeline) - count; /* --invalid may have put a stage in front */
    job->reports = calloc(first + count, sizeof *job->reports);
    bool good = job->reports != NULL;
    for (size_t i = 0; good && i < first + count; i++)
        job->reports[i].fd = -1;
    for (size_t i = 0; good && i < count; i++)
        for (size_t k = 0; good && stages[i].filter->report && k < stages[i].count; k++)
            if (strcmp(stages[i].given[k].option->name, stages[i].filter->report) == 0)
                good = open_direct(job, &job->reports[first + i], stages[i].given[k].value);
    return good;
}

static bool open_outputs(struct job *job)
{
    const driver_settings *s = job->settings;
    int error = 0;
    driver_output_standard(&job->out);
    job->log = (driver_output){ .fd = -1 };
    driver_output_guard_signals();
    if (s->log && !open_direct(job, &job->log, s->log))
        return false;
    if (s->output && (error = driver_output_open(&job->out, s->output)) != 0) {
        driver_complain(s->program, "%s: %s", s->output, strerror(error));
        return false;
    }
    return true;
}

static void close_outputs(struct job *job)
{
    const char *program = job->settings->program;
    int error = 0;
    for (size_t i = 0; i < pipeline_length(job->pipeline); i++) {
        driver_output *report = &job->reports[i];
        const char *name = report->name;
        if (report->fd >= 0 && (error = driver_output_commit(report, "")) != 0) {
            driver_complain(program, "%s: %s", name, strerror(error));
            job->failed = true;
        }
    }
    if (job->settings->log && (error = driver_output_commit(&job->log, "")) != 0) {
        driver_complain(program, "%s: %s", job->settings->log, strerror(error));
        job->failed = true;
    }
    if (job->settings->in_place)
        return;
    if (job->settings->output && (job->cut || job->input.failed)) /* it appears whole or not at all */
        driver_output_discard(&job->out);
    else if ((error = driver_output_commit(&job->out, "")) != 0) {
        driver_complain(program, "%s: %s", job->settings->output ? job->settings->output : "standard output",
                        strerror(error));
        job->failed = true;
    }
}

static void print_stats(const struct job *job)
{
    hp_buf out = { 0 };
    run_totals_json(&job->totals, &out);
    if (!out.failed)
        fwrite(out.ptr, 1, out.len, stderr);
    hp_buf_free(&out);
}

/* --check: the counters in place of text; true when there is something. */
static bool print_check(struct job *job)
{
    hp_buf out = { 0 };
    bool found = run_totals_check(&job->totals, &out);
    int error = out.failed ? ENOMEM : driver_output_write(&job->out, (hp_span){ out.ptr, out.len });
    if (error)
        break_output(job, &job->out, error);
    hp_buf_free(&out);
    return found;
}

static hp_status open_pipeline(struct job *job, const pipeline_stage *stages, size_t count, const hp_data *data,
                               hp_error *err)
{
    static const filter_option fail = { 0, "fail", NULL, "" };
    const filter_given given = { &fail, NULL };
    pipeline_stage *all = calloc(count + 1, sizeof *all);
    if (!all)
        return error_set_memory(err);
    size_t n = 0;
    if (job->settings->invalid != DRIVER_INVALID_KEEP)
        all[n++] = (pipeline_stage){ .filter = &filter_invalid,
                                     .given = &given,
                                     .count = job->settings->invalid == DRIVER_INVALID_FAIL };
    if (count > 0)
        memcpy(all + n, stages, count * sizeof *stages);
    hp_status st = pipeline_open_stages(&job->pipeline, all, n + count, data, err);
    free(all);
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

static int run(struct job *job)
{
    const driver_settings *s = job->settings;
    hp_error err;
    struct worker *first = &job->workers[0];
    if (open_scratch(job, first, &err) != HP_OK) {
        driver_complain(s->program, "%s", err.text);
        driver_output_discard(&job->out);
        return s->check ? 2 : 1;
    }
    job->started = 1;
    if (!s->quiet)
        driver_progress_start(&job->progress, driver_input_size(&job->input));
    run_worker(first);
    for (size_t i = 1; i < job->started; i++)
        pthread_join(job->workers[i].thread, NULL);
    driver_progress_end(&job->progress);
    int error = s->sink ? driver_sink_finish(s->sink, &job->out) : 0;
    if (error)
        break_output(job, &job->out, error);
    bool found = s->check && print_check(job);
    close_outputs(job);
    if (s->stats)
        print_stats(job);
    bool failed = job->failed || job->input.failed;
    return s->check ? (failed ? 2 : found) : failed;
}

int driver_run(const driver_settings *settings, const pipeline_stage *stages, size_t count, const hp_data *data)
{
    struct job job = { .settings = settings,
                       .reading = PTHREAD_MUTEX_INITIALIZER,
                       .order = PTHREAD_MUTEX_INITIALIZER,
                       .turned = PTHREAD_COND_INITIALIZER };
    hp_error err;
    int status = settings->check ? 2 : 1;
    fill_standard_descriptors();
    job.workers = calloc(settings->threads, sizeof *job.workers);
    hp_status st = open_pipeline(&job, stages, count, data, &err);
    if (st != HP_OK) {
        driver_complain_at(settings, &err);
        status = st == HP_EUSAGE ? 2 : status;
    } else if (!run_totals_open(&job.totals, job.pipeline) || !job.workers ||
               !driver_input_open(&job.input, settings, job.pipeline)) {
        driver_complain(settings->program, "out of memory");
    } else if (!is_safe(&job)) {
        status = 2;
    } else if (open_reports(&job, stages, count) && open_outputs(&job)) {
        status = run(&job);
    }
    for (size_t i = 0; job.workers && i < settings->threads; i++) {
        hp_scratch_free(job.workers[i].scratch);
        hp_buf_free(&job.workers[i].chunk.bytes);
    }
    free(job.workers);
    free(job.reports);
    run_totals_free(&job.totals);
    driver_input_close(&job.input);
    hp_pipeline_free(job.pipeline);
    hp_buf_free(&job.rows);
    return status;
}
