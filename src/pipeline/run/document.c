/* document.c - the library's calls that run text: a document at once, in pieces, or lines by themselves.
 *
 * What has come of a document lies in `carry` until it is final: a line when its end has come, a head when it is full,
 * a whole document when it has ended.  What is final goes through the pipeline in steps of some 256 KiB, so that memory
 * does not depend on how much came at once.  Worked, with strip: feed "國(gu", feed "ó)家\n國" writes 國家 and the line's
 * end; end writes 國.
 */
#include <string.h>

#include "pipeline/pipeline_parts.h"
#include "text/bytes.h"
#include "text/error.h"

enum { STEP = 1 << 18 };

/* Where a call's output goes. */
struct output {
    hp_write *write;
    void *to;
    hp_error *err;
};

static hp_status put(const struct output *output, hp_span text)
{
    hp_status st = text.len ? output->write(output->to, text) : HP_OK;
    error_set_refused(output->err, st);
    return st;
}

/* Runs `text`, which is final, in one go, as far as its lines are good. */
static hp_status run_step(hp_worker *worker, hp_span text, const struct output *output)
{
    worker_document *d = &worker->document;
    hp_pipeline *pipeline = worker->pipeline;
    hp_span result;
    size_t taken;
    hp_status st = worker_run_good(worker, pipeline->count, d->decisions, &d->place, text, &result, &taken,
                                   output->err);
    d->place.offset += taken;
    d->place.line += pipeline_count_lines(pipeline, d->decisions, (hp_span){ text.ptr, taken });
    for (size_t i = 0; i < pipeline->count; i++)
        worker->stages[i].before += worker->stages[i].taken;
    if (taken > 0 || st == HP_OK) {
        hp_status refused = put(output, result);
        st = st != HP_OK ? st : refused;
    }
    if (st == HP_OK && !pipeline_keep_lines(pipeline, d->decisions, &d->before, text))
        st = error_set_memory(output->err);
    d->place.before = (hp_span){ d->before.ptr, d->before.len };
    return st;
}

/* The length of the first step of `text`, which is final. */
static size_t step_length(const hp_worker *worker, hp_span text)
{
    for (size_t window = STEP; window < text.len; window *= 2) {
        size_t ready = pipeline_ready_length(worker->pipeline, worker->document.decisions,
                                             (hp_span){ text.ptr, window });
        if (ready > 0)
            return ready;
    }
    return text.len;
}

static hp_status run_steps(hp_worker *worker, hp_span text, const struct output *output)
{
    hp_status st = HP_OK;
    while (st == HP_OK && text.len > 0) {
        hp_span step = { NULL, 0 };
        span_take(&text, step_length(worker, text), &step);
        st = run_step(worker, step, output);
    }
    return st;
}

/* Runs as much of `text`, what has come so far, as is final; *done gets its length. */
static hp_status run_ready(hp_worker *worker, hp_span text, size_t *done, const struct output *output)
{
    worker_document *d = &worker->document;
    const hp_pipeline *pipeline = worker->pipeline;
    *done = 0;
    if (pipeline->needs.document)
        return HP_OK;
    if (pipeline->needs.head && !d->is_decided) {
        hp_status st = pipeline_decide(worker, d->decisions, text, &d->is_decided, output->err);
        if (st != HP_OK || !d->is_decided)
            return st;
    }
    if (!pipeline_move_cut(pipeline, d->decisions, text, &d->cut))
        return HP_OK;
    *done = pipeline_ready_length(pipeline, d->decisions, (hp_span){ text.ptr, d->cut.whole });
    return run_steps(worker, (hp_span){ text.ptr, *done }, output);
}

/* Runs `text`, what is left of a document that has ended. */
static hp_status run_rest(hp_worker *worker, hp_span text, const struct output *output)
{
    const hp_pipeline *pipeline = worker->pipeline;
    if (pipeline->needs.document || (pipeline->needs.head && !worker->document.is_decided))
        return run_step(worker, text, output);
    return run_steps(worker, text, output);
}

/* Keeps what is not final; `carry` may hold it already. */
static hp_status keep(hp_worker *worker, hp_span rest, hp_error *err)
{
    worker_document *d = &worker->document;
    bool is_held = worker->pipeline->needs.document || (worker->pipeline->needs.head && !d->is_decided);
    if (is_held && rest.len > d->most)
        return error_set(err, HP_LIMIT, 0, "a document of more than %llu bytes", (unsigned long long)d->most);
    if (d->carry.len > 0 && rest.len > 0 && rest.ptr != d->carry.ptr)
        memmove(d->carry.ptr, rest.ptr, rest.len); /* its own end */
    else if (d->carry.len == 0)
        hp_buf_append(&d->carry, rest);
    d->carry.len = rest.len;
    return HP_OK;
}

hp_status hp_begin(hp_worker *worker, const char *name, hp_error *err)
{
    if (!worker)
        return error_set(err, HP_MISUSE, 0, "hp_begin: NULL argument");
    worker_document *d = &worker->document;
    worker_end_document(worker);
    worker_start_call(worker);
    findings_clear(&worker->found);
    d->name.len = 0;
    d->name.failed = false;
    if (name)
        hp_buf_append(&d->name, (hp_span){ name, strlen(name) + 1 });
    if (worker->pipeline->needs.head)
        d->decisions = pipeline_decisions_new(worker->pipeline);
    if (d->name.failed || (worker->pipeline->needs.head && !d->decisions))
        return error_set_memory(err);
    d->place = (hp_place){ .file = name ? d->name.ptr : NULL, .line = 1, .offset = 0 };
    d->is_begun = true;
    return HP_OK;
}

hp_status hp_feed(hp_worker *worker, hp_span piece, hp_write *write, void *to, hp_error *err)
{
    if (!worker || !write || (!piece.ptr && piece.len) || !worker->document.is_begun)
        return error_set(err, HP_MISUSE, 0, "hp_feed: a NULL argument, or no document was begun");
    worker_document *d = &worker->document;
    const struct output output = { write, to, err };
    hp_span text = piece;
    size_t done = 0;
    worker_start_call(worker);
    if (d->carry.len > 0) {
        hp_buf_append(&d->carry, piece);
        text = (hp_span){ d->carry.ptr, d->carry.len };
    }
    hp_status st = d->carry.failed ? error_set_memory(err) : run_ready(worker, text, &done, &output);
    if (st == HP_OK)
        st = keep(worker, (hp_span){ text.ptr + done, text.len - done }, err);
    if (st == HP_OK && d->carry.failed)
        st = error_set_memory(err);
    d->cut.whole -= done;
    d->cut.seen -= done;
    if (st != HP_OK)
        worker_end_document(worker);
    return st;
}

hp_status hp_end(hp_worker *worker, hp_write *write, void *to, hp_error *err)
{
    if (!worker || !write || !worker->document.is_begun)
        return error_set(err, HP_MISUSE, 0, "hp_end: a NULL argument, or no document was begun");
    const struct output output = { write, to, err };
    worker_start_call(worker);
    hp_status st = run_rest(worker, (hp_span){ worker->document.carry.ptr, worker->document.carry.len }, &output);
    worker_end_document(worker);
    return st;
}

hp_status hp_run(hp_worker *worker, hp_span document, hp_write *write, void *to, hp_error *err)
{
    if (!worker || !write || (!document.ptr && document.len))
        return error_set(err, HP_MISUSE, 0, "hp_run: NULL argument");
    const struct output output = { write, to, err };
    size_t done = 0;
    hp_status st = hp_begin(worker, NULL, err);
    if (st == HP_OK)
        st = run_ready(worker, document, &done, &output);
    if (st == HP_OK && worker->pipeline->needs.document && document.len > worker->document.most)
        st = error_set(err, HP_LIMIT, 0, "a document of more than %llu bytes",
                       (unsigned long long)worker->document.most);
    if (st == HP_OK)
        st = run_rest(worker, (hp_span){ document.ptr + done, document.len - done }, &output);
    worker_end_document(worker);
    return st;
}

hp_status hp_run_lines(hp_worker *worker, const hp_place *place, hp_span lines, hp_write *write, void *to,
                       hp_error *err)
{
    if (!worker || !write || (!lines.ptr && lines.len))
        return error_set(err, HP_MISUSE, 0, "hp_run_lines: NULL argument");
    const struct output output = { write, to, err };
    hp_span result;
    hp_place at = place ? *place : (hp_place){ .line = 1 };
    pipeline_decisions *decisions = NULL;
    worker_end_document(worker);
    at.before = pipeline_last_lines(worker->pipeline, NULL, at.before);
    if (worker->pipeline->needs.head && !(decisions = pipeline_decisions_new(worker->pipeline)))
        return error_set_memory(err);
    hp_status st = pipeline_view(worker, decisions, &at, lines, &result, err);
    pipeline_decisions_free(decisions);
    return st == HP_OK ? put(&output, result) : st;
}
