/* write_chunk.c - the turn's work: results, log rows and reports go out; files' outputs begin and end.
 *
 * Whatever output breaks, the run ends in one place, driver_stop() (stop.c); a file of --in-place that cannot be
 * written fails by itself.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver/files/line_at.h"
#include "driver/job.h"
#include "driver/report/log.h"
#include "driver/report/message.h"
#include "driver/report/report_file.h"
#include "driver/report/rows.h"
#include "driver/records/members.h"
#include "driver/records/run_chunk.h"
#include "driver/records/write.h"
#include "driver/sink.h"
#include "driver/tree/place.h"
#include "driver/view/show.h"
#include "pipeline/answer.h"
#include "text/bytes.h"

/* Says why the file fails, in words behind its name, and lets it. */
static void __attribute__((format(printf, 3, 4))) fail_file(driver_job *job, driver_file *file, const char *format, ...)
{
    char *why = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&why, format, arguments);
    va_end(arguments);
    driver_complain(job->settings->program, "%s%s", file->name, length < 0 ? ": out of memory" : why);
    if (length >= 0 && job->report.fd >= 0 && !file->trouble)
        file->trouble = strdup(why + strspn(why, ": "));
    if (length >= 0)
        free(why);
    file->failed = true;
    job->failed = job->truncated = true;
}

/* Lets the file's own output be compressed, as it is or as was asked for.  Returns 0, or an errno. */
static int compress(driver_job *job, const driver_file *file)
{
    const driver_settings *s = job->settings;
    const compressed_format *format = driver_output_format(s, file);
    return record_members_are_made(job, format) ? 0 : driver_output_compress(&job->out, format, s->threads);
}

/* Opens the output of a file in a run over folders. */
static void start_placed(driver_job *job, driver_file *file)
{
    const driver_settings *s = job->settings;
    int error = tree_place_open(&job->journal, &job->plan, file->item, &file->info, &job->out);
    job->out.sync = s->sync;
    if (!error)
        error = compress(job, file);
    if (error)
        fail_file(job, file, ": %s: %s", file->item->output, strerror(error));
}

/* Opens the output of a file that is rewritten in place. */
static void start_in_place(driver_job *job, driver_file *file)
{
    const driver_settings *s = job->settings;
    int error = 0;
    const char *why = NULL;
    job->out = (driver_output){ .fd = -1 };
    if (!S_ISREG(file->info.st_mode))
        why = "not a regular file";
    else if (file->info.st_nlink > 1)
        why = "has other hard links, which --in-place would cut off";
    else if ((error = driver_output_replace(&job->out, file->name, &file->info)) != 0)
        why = strerror(error);
    job->out.sync = s->sync;
    if (!why && (error = compress(job, file)) != 0)
        why = strerror(error);
    if (job->out.loses)
        driver_complain(s->program, DRIVER_LOSES, file->name);
    if (why)
        fail_file(job, file, ": %s", why);
}

static bool start_file(driver_job *job, driver_file *file)
{
    job->writing_file = file;
    run_totals_start_file(&job->totals);
    rule_counts_start(&job->rules);
    if (file->item)
        start_placed(job, file);
    else if (job->settings->in_place)
        start_in_place(job, file);
    if ((job->settings->log || job->tells_invalid) && !job->records && !file->failed) {
        file->stage_offsets = calloc(pipeline_length(job->pipeline), sizeof *file->stage_offsets);
        if (!file->stage_offsets)
            driver_stop(job, file->name, ENOMEM);
    }
    return !job->stopped;
}

static void warn_not_utf8(driver_job *job, const driver_file *file)
{
    if (file->invalid == 0 || 10 * file->invalid < file->bytes_in)
        return;
    const char *name = file->content ? file->content : file->encoding;
    driver_complain(job->settings->program, "%s: %" PRIu64 " of %" PRIu64 " bytes are not UTF-8 text%s%s%s", file->name,
                    file->invalid, file->bytes_in,
                    file->content ? "; it is "
                    : name        ? "; it looks like "
                                  : "",
                    name ? name : "",
                    file->content ? ", not text"
                    : name        ? ": first run handecode"
                                  : "");
}

/* Once a run: who has one such file has many. */
static void warn_escaped(driver_job *job, const driver_file *file)
{
    if (!file->is_escaped || job->told_escaped)
        return;
    job->told_escaped = true;
    driver_complain(job->settings->program,
                    "%s: JSON with its characters as \\u escapes: filters do not see them (see --jsonl)", file->name);
}

static void end_file(driver_job *job, driver_file *file)
{
    const driver_settings *s = job->settings;
    int error;
    if (driver_has_own_output(s, file) && (file->failed || file->is_rejected || (!file->changed && !file->item)))
        driver_output_discard(&job->out);
    else if (driver_has_own_output(s, file)) {
        if ((error = driver_output_commit(&job->out, file->item ? "" : s->in_place)) != 0)
            fail_file(job, file, ": %s", strerror(error));
        else if (file->item && (error = tree_journal_add(&job->journal, file->item)) != 0)
            driver_stop(job, job->journal.path, error);
    } else if (s->sink && (error = driver_sink_end_file(s->sink, file->name, &job->out)) != 0) {
        driver_stop(job, job->out.name, error);
    }
    if (!s->quiet) {
        warn_not_utf8(job, file);
        warn_escaped(job, file);
    }
    if (s->verbose)
        driver_complain(s->program, "%s: %" PRIu64 " bytes in, %" PRIu64 " out%s", file->name, file->bytes_in,
                        file->bytes_out,
                        file->failed    ? ", not finished"
                        : file->changed ? ""
                                        : ", unchanged");
    if (job->records)
        record_end_file(job, file);
    else
        driver_reports_end_document(job, file);
    pipeline_decisions_free(file->decisions);
    file->decisions = NULL;
    driver_file_report(job, file);
    driver_input_end_file(file);
    job->totals.files++;
    job->writing_file = NULL;
}

/* With -v: where the input was no text. */
static void tell_invalid(const driver_job *job, const driver_worker *worker, const driver_file *file)
{
    hp_edit edit;
    for (size_t i = 0; hp_edit_get(worker->runner, i, &edit, sizeof edit) && edit.stage_index == 0; i++)
        if (strcmp(edit.rule, ANSWER_INVALID) == 0)
            driver_complain(job->settings->program, "%s: invalid text at byte %" PRIu64, file->name,
                            file->stage_offsets[0] + edit.offset + 1);
}

/* Writes the rows that wait; false when the run is stopped. */
static bool write_rows(driver_job *job)
{
    int error = job->rows.failed ? ENOMEM : driver_output_write(&job->log, (hp_span){ job->rows.ptr, job->rows.len });
    job->rows.len = 0;
    if (error)
        driver_stop(job, job->log.name, error);
    return error == 0;
}

static void write_log(driver_job *job, const driver_worker *worker)
{
    enum { BATCH = 1 << 16 };
    const driver_file *file = worker->chunk.file;
    hp_edit edit;
    bool good = true;
    for (size_t i = 0; good && hp_edit_get(worker->runner, i, &edit, sizeof edit); i++) {
        driver_log_row(&job->rows, file->name, pipeline_occurrence(job->pipeline, edit.stage_index),
                       file->stage_offsets[edit.stage_index], &edit);
        if (job->rows.len >= BATCH || job->rows.failed)
            good = write_rows(job);
    }
    if (good)
        write_rows(job);
}

/* Tells of the edits of the worker's last run, as far as somebody asked. */
static void write_edits(driver_job *job, const driver_worker *worker, driver_file *file)
{
    if (!file->stage_offsets)
        return;
    if (job->tells_invalid)
        tell_invalid(job, worker, file);
    if (job->settings->log)
        write_log(job, worker);
    for (size_t i = 0; i < pipeline_length(job->pipeline); i++)
        file->stage_offsets[i] += worker_stage_bytes(worker->runner, i);
}

/* Reports why a chunk was not worked through; its file ends here. */
static void report(driver_job *job, const driver_worker *worker, const driver_result *result)
{
    const driver_chunk *chunk = &worker->chunk;
    const hp_error *err = &worker->error;
    driver_file *file = chunk->file;
    uint64_t line = err->line;
    if (result->status != HP_OK && line > 0 && !file->is_counted && !job->records)
        line += driver_line_at(file->name, file->start, chunk->place.offset) - 1;
    if (result->status == HP_INVALID_TEXT && line == 0)
        fail_file(job, file, ": %s at byte %zu", hp_error_text(err), err->offset + 1);
    else if (result->status == HP_INVALID_TEXT)
        fail_file(job, file, ":%" PRIu64 ": %s at byte %zu", line, hp_error_text(err), err->offset + 1);
    else if (result->status != HP_OK && line)
        fail_file(job, file, ":%" PRIu64 ": %s", line, hp_error_text(err));
    else if (result->status != HP_OK)
        fail_file(job, file, ": %s", hp_error_text(err));
    else if (chunk->wrong)
        fail_file(job, file, ": its %s %s, at byte %" PRIu64, file->format->name, chunk->wrong, chunk->wrong_at);
    else if (chunk->error)
        fail_file(job, file, ": %s", strerror(chunk->error));
    else if (chunk->too_large)
        fail_file(job, file, ": larger than %zu bytes (see --max-document)", job->settings->max_document);
    else if (chunk->long_line)
        fail_file(job, file, ":%" PRIu64 ": line longer than %zu bytes (see --max-line)", chunk->long_line,
                  job->settings->max_line);
    else
        return;
    file->lacked_memory = result->status == HP_NO_MEMORY;
}

static bool is_in_parts(hp_span text)
{
    return !text.ptr && text.len > 0;
}

/* Writes the result, or hands it to the sink; a file that is rewritten may fail alone. */
static void write_text(driver_job *job, const driver_worker *worker, hp_span text)
{
    const driver_settings *s = job->settings;
    const driver_chunk *chunk = &worker->chunk;
    int error = s->check || s->diff || job->only_reports ? 0
                : s->sink                                ? driver_sink_take(s->sink, &chunk->place, text, &job->out)
                : is_in_parts(text)                      ? driver_output_write_parts(&job->out, worker->runner)
                                                         : driver_output_write(&job->out, text);
    if (error && driver_has_own_output(s, chunk->file)) {
        fail_file(job, chunk->file, ": %s", strerror(error));
    } else if (error) {
        driver_stop(job, job->out.name, error);
    }
}

/* Whether the result is what the worker's chunk has. */
static bool is_same_text(const driver_worker *worker, hp_span text)
{
    hp_span bytes = { worker->chunk.bytes.ptr, worker->chunk.bytes.len }, part;
    if (!is_in_parts(text))
        return text.ptr == bytes.ptr || span_eq(bytes, text);
    bool is_same = text.len == bytes.len;
    for (size_t i = 0; is_same && worker_result_part(worker->runner, i, &part); i++) {
        is_same = part.ptr == bytes.ptr || span_eq(part, (hp_span){ bytes.ptr, part.len });
        bytes.ptr += part.len;
    }
    return is_same;
}

static void count_chunk(driver_job *job, const driver_worker *worker, const driver_result *result)
{
    driver_file *file = worker->chunk.file;
    hp_span bytes = { worker->chunk.bytes.ptr, worker->chunk.bytes.len };
    file->bytes_in += bytes.len;
    file->bytes_out += result->text.len;
    file->changed = file->changed || !is_same_text(worker, result->text);
    file->invalid += result->invalid;
    if (!file->encoding)
        file->encoding = result->encoding;
    if (!file->content)
        file->content = result->content;
    file->is_escaped = file->is_escaped || result->is_escaped;
    job->totals.bytes_in += bytes.len;
    job->totals.bytes_out += result->text.len;
}

/* Whether the pipeline was run over the chunk; an empty one counts where it is a document. */
static bool was_run(const driver_job *job, const driver_chunk *chunk, const driver_result *result)
{
    bool is_document = pipeline_get_needs(job->pipeline).document && result->status == HP_OK && !chunk->error;
    return chunk->bytes.len > 0 || (is_document && !chunk->too_large);
}

/* A document that a filter rejects leaves no text; in place it stays as it is, because nothing may be lost. */
static void tell_rejected(const driver_job *job, const driver_worker *worker, driver_file *file)
{
    hp_span reason;
    if (!hp_rejected(worker->runner, &reason))
        return;
    file->is_rejected = true;
    if (job->report.fd >= 0 && !file->trouble)
        file->trouble = strndup(reason.ptr, reason.len);
    if (job->settings->verbose || job->settings->in_place)
        driver_complain(job->settings->program, "%s: rejected%s: %.*s", file->name,
                        job->settings->in_place ? " and left as it is" : "", (int)reason.len, reason.ptr);
}

static void write_result(driver_job *job, driver_worker *worker, const driver_result *result)
{
    const driver_chunk *chunk = &worker->chunk;
    hp_span bytes = { chunk->bytes.ptr, chunk->bytes.len };
    if (job->records)
        record_work_write(job, worker);
    else if (was_run(job, chunk, result))
        tell_rejected(job, worker, chunk->file);
    if (bytes.len > 0 && !job->records)
        write_edits(job, worker, chunk->file);
    if (bytes.len > 0 && job->report.fd >= 0 && !job->records)
        rule_counts_add(&job->rules, worker->runner, 0);
    if (was_run(job, chunk, result) && !job->stopped && !job->records) {
        run_totals_add(&job->totals, worker->runner);
        driver_reports_write(job, worker->runner);
    }
    if (bytes.len > 0 && !job->stopped)
        driver_show(job, worker, result->text);
    if (!job->stopped)
        write_text(job, worker, record_members_text(worker, result->text));
    if (job->stopped)
        return;
    count_chunk(job, worker, result);
    driver_progress_update(&job->progress, (driver_amount){ chunk->read, job->totals.files }, chunk->file->name);
    report(job, worker, result);
}

void driver_write_chunk(driver_job *job, driver_worker *worker, const driver_result *result)
{
    driver_file *file = worker->chunk.file;
    if (job->stopped || (job->writing_file != file && !start_file(job, file)))
        return;
    if (!file->failed)
        write_result(job, worker, result);
    if (worker->chunk.last && !job->stopped)
        end_file(job, file);
}
