/* good_lines.c - where a document may be cut, and the run that goes as far as the lines are good.
 *
 * Lines end at LF bytes, but for a first filter of pieces, which knows what its encoding has for them.
 */
#include <string.h>

#include "pipeline/pipeline_parts.h"
#include "text/error.h"
#include "text/utf8.h"

static bool is_first_of_pieces(const hp_pipeline *pipeline)
{
    return pipeline->count > 0 && pipeline->stages[0].needs.unit == FILTER_PIECES;
}

static const void *decision_of(const pipeline_decisions *decisions, size_t stage)
{
    return decisions ? decisions->of[stage].decision : NULL;
}

size_t pipeline_line_end(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text)
{
    if (is_first_of_pieces(pipeline) && pipeline->stages[0].filter->ready_length)
        return pipeline->stages[0].filter->ready_length(pipeline->stages[0].self, decision_of(decisions, 0), text);
    const char *lf = text.len ? memrchr(text.ptr, '\n', text.len) : NULL;
    return lf ? (size_t)(lf + 1 - text.ptr) : 0;
}

/* Only what is new is looked at, from a place from which units of two and four bytes can be told. */
bool pipeline_move_cut(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text,
                       pipeline_cut *cut)
{
    size_t from = cut->seen > cut->whole ? cut->whole + ((cut->seen - cut->whole) & ~(size_t)3) : cut->whole;
    size_t end = pipeline_line_end(pipeline, decisions, (hp_span){ text.ptr + from, text.len - from });
    cut->seen = text.len;
    if (end > 0)
        cut->whole = from + end;
    return end > 0;
}

size_t pipeline_ready_length(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text)
{
    text.len = pipeline_line_end(pipeline, decisions, text);
    for (size_t i = 0; i < pipeline->count && !pipeline->needs.document; i++) {
        const pipeline_opened_stage *stage = &pipeline->stages[i];
        if (stage->needs.next_line)
            return stage->filter->ready_length(stage->self, decision_of(decisions, i), text);
    }
    return text.len;
}

uint64_t pipeline_count_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text)
{
    uint64_t n = 0;
    if (!is_first_of_pieces(pipeline) || !pipeline->stages[0].filter->ready_length)
        return text_count_lines(text);
    while ((text.len = pipeline_line_end(pipeline, decisions, text)) > 0) {
        n++;
        text.len--; /* into the line's end: it no longer counts */
    }
    return n;
}

/* The length of the first `lines` lines of `text`, which has more. */
static size_t length_of_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text,
                              uint64_t lines)
{
    size_t at = 0;
    if (!is_first_of_pieces(pipeline)) {
        for (uint64_t n = 0; n < lines && at < text.len; n++) {
            const char *lf = memchr(text.ptr + at, '\n', text.len - at);
            at = lf ? (size_t)(lf + 1 - text.ptr) : text.len;
        }
        return at;
    }
    uint64_t have = pipeline_count_lines(pipeline, decisions, text);
    at = pipeline_line_end(pipeline, decisions, text);
    for (; have > lines && at > 0; have--)
        at = pipeline_line_end(pipeline, decisions, (hp_span){ text.ptr, at - 1 });
    return at;
}

/* The length of the lines of `text` that are before the one which failed. */
static size_t length_before(const hp_worker *worker, const pipeline_decisions *decisions, const hp_place *place,
                            hp_span text, const hp_error *err)
{
    const hp_pipeline *pipeline = worker->pipeline;
    uint64_t line = place ? place->line : 1, offset = place ? place->offset : 0;
    if (pipeline->needs.document)
        return 0;
    if (err->line)
        return length_of_lines(pipeline, decisions, text, err->line - line);
    if (err->status == HP_NO_MEMORY || !is_first_of_pieces(pipeline) || err->offset < offset)
        return 0;
    return pipeline_line_end(pipeline, decisions, (hp_span){ text.ptr, err->offset - offset });
}

hp_status worker_run_good(hp_worker *worker, size_t count, pipeline_decisions *decisions, const hp_place *place,
                          hp_span text, hp_span *result, size_t *taken, hp_error *err)
{
    hp_error own = { 0 };
    hp_error *why = err ? err : &own;
    hp_status st = HP_OK;
    for (;;) {
        hp_status now = worker_run_stages(worker, count, decisions, place, text, result, why);
        if (now == HP_OK)
            break;
        st = now;
        text.len = length_before(worker, decisions, place, text, why);
        *result = (hp_span){ "", 0 };
        if (text.len == 0)
            break;
    }
    *taken = text.len;
    error_clear(&own);
    return st;
}

hp_status pipeline_view_good(hp_worker *worker, pipeline_decisions *decisions, const hp_place *place, hp_span text,
                             hp_span *result, size_t *taken, hp_error *err)
{
    worker_start_call(worker);
    return worker_run_good(worker, worker->pipeline->count, decisions, place, text, result, taken, err);
}
