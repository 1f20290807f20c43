/* run_stages.c - runs texts through the chain of filters.
 *
 *     text ──stage 0──▶ bufs[0] ──stage 1──▶ bufs[1] ──stage 2──▶ bufs[0] …      a stage that changes nothing hands
 *                                                                                its input on and uses no buffer
 * Where edits are kept the lines go through the chain one by one, unless a stage must see the document whole.  The
 * lines before a text go through it first, as far as a filter that looks back at them, so that it sees what the filters
 * before it have left of them.  Guarantees that neither the result nor the order of edits depends on how a document is
 * cut into texts, as long as they are cut where pipeline_ready_length() allows and come with the lines before them.
 * Worked: "a\n國(guó)\n" with strip: line 1 is passed over by find_line, line 2 goes to apply, result "a\n國\n".
 */
#include <string.h>

#include "pipeline/pipeline_parts.h"
#include "text/bytes.h"
#include "text/error.h"

/* Whether memory was out in a run; what failed was that run, not the next. */
static bool take_failure(hp_worker *worker)
{
    bool failed = worker->dropped.failed || worker->drops.failed || worker->edits.failed ||
                  findings_have_failed(&worker->found);
    worker->bufs[0].failed = worker->bufs[1].failed = worker->joined.failed = false;
    worker->dropped.failed = worker->drops.failed = false;
    for (size_t i = 0; i < worker->pipeline->count; i++)
        failed = failed || worker->stages[i].report.failed || worker->stages[i].earlier.failed;
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

/* Runs *text through stage `i` into *bufs[0]; where the result is in that, the buffers change places. */
static hp_status run_next(hp_worker *worker, size_t i, pipeline_decisions *decisions, const hp_place *place,
                          hp_buf *bufs[2], hp_span *text, hp_error *err)
{
    const char *before = text->ptr;
    const void *decision;
    hp_status st = find_decision(worker, i, decisions, *text, &decision, err);
    if (st == HP_OK)
        st = worker_run_stage(worker, i, decision, place, bufs[0], text, err);
    if (text->ptr != before) {
        hp_buf *used = bufs[0];
        bufs[0] = bufs[1];
        bufs[1] = used;
    }
    return st;
}

/* The number of the first `count` stages that the lines before a text go to. */
static size_t count_looking_back(const hp_worker *worker, size_t count)
{
    while (count > 0 && worker->pipeline->stages[count - 1].needs.lines_before == 0)
        count--;
    return count;
}

/* Gives each stage that looks back what the stages before it make of the lines before the text at `from`. */
static hp_status run_before(hp_worker *worker, size_t count, pipeline_decisions *decisions, const hp_place *from,
                            hp_error *err)
{
    hp_status st = HP_OK;
    hp_span text = from->before;
    hp_place place = { .file = from->file, .line = 1 };
    hp_buf *bufs[2] = { &worker->bufs[0], &worker->bufs[1] };
    bool keeps_edits = worker->keeps_edits;
    place.offset = from->offset > text.len ? from->offset - text.len : 0;
    for (size_t i = 0; i < count; i++) {
        worker->stages[i].earlier.len = 0;
        worker->stages[i].earlier.failed = false;
    }
    count = text.len > 0 ? count_looking_back(worker, count) : 0;
    worker->keeps_edits = false;
    for (size_t i = 0; st == HP_OK && i < count; i++) {
        hp_span given = text;
        if (i + 1 < count)
            st = run_next(worker, i, decisions, &place, bufs, &text, err);
        if (worker->pipeline->stages[i].needs.lines_before > 0)
            hp_buf_append(&worker->stages[i].earlier, given);
    }
    worker->keeps_edits = keeps_edits;
    if (st != HP_OK && err)
        err->line = from->line; /* nothing of the text itself was run */
    return st;
}

/* Runs the text through the stages, one after the other.  With `is_line` a stage that looks back remembers it. */
static hp_status run_chain(hp_worker *worker, size_t count, pipeline_decisions *decisions, hp_place place, hp_span text,
                           bool is_line, hp_span *result, hp_error *err)
{
    hp_status st = HP_OK;
    hp_buf *bufs[2] = { &worker->bufs[0], &worker->bufs[1] };
    bool other_lines = false; /* than the input's: they have no number there */
    worker->dropped.count = worker->drops.count = 0;
    for (size_t i = 0; st == HP_OK && i < count && !worker->found.rejected; i++) {
        const hp_span given = text;
        const filter_needs *needs = &worker->pipeline->stages[i].needs;
        st = run_next(worker, i, decisions, &place, bufs, &text, err);
        if (st != HP_OK && other_lines && err)
            err->line = 0;
        if (is_line && needs->lines_before > 0)
            hp_buf_append(&worker->stages[i].earlier, given);
        if (needs->unit == FILTER_DOCUMENT) {
            other_lines = true;
            worker->dropped.count = 0;
            place = (hp_place){ .file = place.file, .line = 1, .offset = 0 };
        }
    }
    *result = text;
    return st;
}

/* The length of the first line of `text`, with those behind it that a filter must see together with it. */
static size_t unit_length(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text)
{
    pipeline_cut cut = { 0 };
    for (size_t end = 0; end < text.len;) {
        const char *lf = memchr(text.ptr + end, '\n', text.len - end);
        end = lf ? (size_t)(lf + 1 - text.ptr) : text.len;
        if (!pipeline_move_cut(pipeline, decisions, (hp_span){ text.ptr, end }, &cut))
            continue;
        size_t ready = pipeline_ready_length(pipeline, decisions, (hp_span){ text.ptr, cut.whole });
        if (ready > 0)
            return ready;
    }
    return text.len;
}

/* Runs the text line by line, so that the edits of a line stand together, in the order of the stages. */
static hp_status run_by_lines(hp_worker *worker, size_t count, pipeline_decisions *decisions, hp_place place,
                              hp_span text, hp_span *result, hp_error *err)
{
    hp_status st = HP_OK;
    hp_span whole = text;
    hp_buf *joined = &worker->joined;
    joined->len = 0;
    while (st == HP_OK && text.len > 0) {
        hp_span unit = { NULL, 0 }, made;
        span_take(&text, unit_length(worker->pipeline, decisions, text), &unit);
        st = run_chain(worker, count, decisions, place, unit, true, &made, err);
        if (st != HP_OK)
            break;
        if (text.len == 0 && unit.ptr == whole.ptr) { /* there is one line */
            *result = made;
            return HP_OK;
        }
        hp_buf_append(joined, made);
        place.offset += unit.len;
        place.line += pipeline_count_lines(worker->pipeline, decisions, unit);
    }
    *result = (hp_span){ joined->ptr, joined->len };
    return st == HP_OK && joined->failed ? error_set_memory(err) : st;
}

/* Decides what is not decided yet by `text`, the whole document, without leaving edits. */
static hp_status decide_all(hp_worker *worker, size_t count, pipeline_decisions *decisions, hp_place place,
                            hp_span text, hp_error *err)
{
    hp_span unused;
    bool is_decided = true;
    for (size_t i = 0; i < count; i++)
        is_decided = is_decided && (!worker->pipeline->stages[i].needs.head || decisions->of[i].made);
    if (is_decided)
        return HP_OK;
    worker->keeps_edits = false;
    hp_status st = run_chain(worker, count, decisions, place, text, false, &unused, err);
    worker->keeps_edits = true;
    worker_clear_counts(worker);
    return st;
}

hp_status worker_run_stages(hp_worker *worker, size_t count, pipeline_decisions *decisions, const hp_place *from,
                            hp_span text, hp_span *result, hp_error *err)
{
    hp_place place = from ? *from : (hp_place){ .file = NULL, .line = 1, .offset = 0 };
    bool by_lines = worker->keeps_edits && count > 1 && text.len > 0 && !worker->pipeline->needs.document;
    size_t edits = worker->edits.count;
    hp_status st = HP_OK;
    if (!text.ptr)
        text.ptr = ""; /* pointers into the text are counted from here */
    *result = text;
    st = run_before(worker, count, decisions, &place, err);
    worker_clear_counts(worker);
    findings_clear(&worker->found);
    if (st == HP_OK && by_lines)
        st = decide_all(worker, count, decisions, place, text, err);
    if (st == HP_OK && by_lines)
        st = run_by_lines(worker, count, decisions, place, text, result, err);
    else if (st == HP_OK)
        st = run_chain(worker, count, decisions, place, text, false, result, err);
    if (take_failure(worker) && st == HP_OK)
        st = error_set_memory(err);
    if (st != HP_OK)
        edit_record_cut(&worker->edits, edits);
    if (st != HP_OK)
        findings_clear(&worker->found);
    return st;
}

hp_status worker_run_last(hp_worker *worker, const hp_place *place, hp_span text, word_sink *words, hp_error *err)
{
    hp_buf *buf = &worker->bufs[text.ptr == worker->bufs[0].ptr];
    worker->words = words;
    hp_status st = worker_run_stage(worker, worker->pipeline->count - 1, NULL, place, buf, &text, err);
    worker->words = NULL;
    if (take_failure(worker) && st == HP_OK)
        st = error_set_memory(err);
    return st;
}

void worker_start_call(hp_worker *worker)
{
    edit_record_clear(&worker->edits);
}

void worker_start_record(hp_worker *worker)
{
    worker_end_document(worker);
    worker_start_call(worker);
    findings_clear(&worker->found);
}

hp_status pipeline_view_field(hp_worker *worker, uint32_t field, pipeline_decisions *decisions, const hp_place *place,
                              hp_span text, hp_span *result, hp_error *err)
{
    worker->edits.field = field;
    hp_status st = worker_run_stages(worker, worker->pipeline->count, decisions, place, text, result, err);
    worker->edits.field = 0;
    return st;
}

hp_status pipeline_view(hp_worker *worker, pipeline_decisions *decisions, const hp_place *place, hp_span text,
                        hp_span *result, hp_error *err)
{
    worker_start_call(worker);
    return worker_run_stages(worker, worker->pipeline->count, decisions, place, text, result, err);
}
