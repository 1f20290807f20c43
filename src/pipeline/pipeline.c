/* pipeline.c - runs whole lines through a chain of filters.
 *
 * Given any bytes, ending at a line's end, it hands each filter the lines that the filter may change (its `next` says
 * which), split into runs of valid UTF-8, and carries everything else over unchanged.  Guarantees that the result does
 * not depend on how many lines come in one call, and that text which no filter changes is not copied at all.
 *
 *     text ──stage 0──▶ bufs[0] ──stage 1──▶ bufs[1] ──stage 2──▶ bufs[0] …      a stage that changes nothing hands
 *                                                                                its input on and uses no buffer
 * Worked: "a\n國(guó)\n" with strip: line 1 is passed over by `next`, line 2 goes to apply, result "a\n國\n".
 */
#include "pipeline/pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "pipeline/edit_record.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/hint.h"
#include "text/utf8.h"

struct stage {
    const filter_descriptor *filter;
    void *self;
};

struct hp_pipeline {
    size_t count;
    struct stage stages[];
};

struct stage_state {
    void *scratch;
    /* Of the last run: */
    uint64_t *counts; /* one for each of the filter's counters */
    uint64_t edits;
    size_t taken; /* bytes given */
    hp_buf report;
};

struct hp_scratch {
    const hp_pipeline *pipeline;
    hp_buf bufs[2];
    edit_record journal;
    hp_buf dropped; /* by earlier stages of this run: the input's numbers of those lines, rising, as uint64_t */
    hp_buf drops;   /* by the stage at work */
    bool record, count;
    struct stage_state states[];
};

static bool looks_ahead(const struct stage *stage)
{
    return stage->filter->looks_ahead && stage->filter->looks_ahead(stage->self);
}

hp_status pipeline_open_stages(hp_pipeline **out, const pipeline_stage *stages, size_t count, const hp_data *data,
                               hp_error *err)
{
    hp_status st = HP_OK;
    *out = NULL;
    hp_pipeline *p = calloc(1, sizeof *p + count * sizeof p->stages[0]);
    if (!p)
        return error_set_memory(err);
    for (size_t i = 0; st == HP_OK && i < count; i++) {
        const filter_descriptor *filter = stages[i].filter;
        p->stages[i].filter = filter;
        st = filter->open(&p->stages[i].self, stages[i].given, stages[i].count, data, err);
        if (st == HP_OK)
            p->count++;
        /* The stage before decides where lines are only when it is no filter of bytes (--invalid). */
        if (st == HP_OK && i > 0 && stages[i - 1].filter != &filter_invalid && looks_ahead(&p->stages[i]))
            st = error_set(err, HP_EUSAGE, 0, "%s looks at more than one line, so it must be the first filter",
                           filter->word);
        if (st != HP_OK && err)
            err->offset = stages[i].offset;
    }
    if (st == HP_OK)
        *out = p;
    else
        hp_pipeline_free(p);
    return st;
}

void hp_pipeline_free(hp_pipeline *pipeline)
{
    if (!pipeline)
        return;
    for (size_t i = 0; i < pipeline->count; i++)
        pipeline->stages[i].filter->free(pipeline->stages[i].self);
    free(pipeline);
}

size_t pipeline_length(const hp_pipeline *pipeline)
{
    return pipeline->count;
}

const filter_descriptor *pipeline_filter(const hp_pipeline *pipeline, size_t stage)
{
    return pipeline->stages[stage].filter;
}

hp_status hp_scratch_open(hp_scratch **out, const hp_pipeline *pipeline, hp_error *err)
{
    if (!out || !pipeline)
        return error_set(err, HP_EARG, 0, "hp_scratch_open: NULL argument");
    hp_status st = HP_OK;
    *out = NULL;
    hp_scratch *s = calloc(1, sizeof *s + pipeline->count * sizeof s->states[0]);
    if (!s)
        return error_set_memory(err);
    s->pipeline = pipeline;
    for (size_t i = 0; st == HP_OK && i < pipeline->count; i++) {
        const struct stage *stage = &pipeline->stages[i];
        s->states[i].counts = calloc(filter_count_counters(stage->filter) + 1, sizeof(uint64_t));
        if (!s->states[i].counts)
            st = error_set_memory(err);
        else if (stage->filter->scratch_open)
            st = stage->filter->scratch_open(&s->states[i].scratch, stage->self, err);
    }
    if (st == HP_OK)
        *out = s;
    else
        hp_scratch_free(s);
    return st;
}

void hp_scratch_free(hp_scratch *scratch)
{
    if (!scratch)
        return;
    for (size_t i = 0; i < scratch->pipeline->count; i++) {
        if (scratch->states[i].scratch)
            scratch->pipeline->stages[i].filter->scratch_free(scratch->states[i].scratch);
        free(scratch->states[i].counts);
        hp_buf_free(&scratch->states[i].report);
    }
    hp_buf_free(&scratch->bufs[0]);
    hp_buf_free(&scratch->bufs[1]);
    edit_record_free(&scratch->journal);
    hp_buf_free(&scratch->dropped);
    hp_buf_free(&scratch->drops);
    free(scratch);
}

void hp_scratch_record(hp_scratch *scratch, bool on)
{
    scratch->record = on;
}

void worker_count_edits(hp_scratch *scratch, bool on)
{
    scratch->count = on;
}

const hp_edit *hp_scratch_edits(const hp_scratch *scratch, size_t *count)
{
    *count = scratch->journal.count;
    return scratch->journal.rows;
}

stage_counts worker_stage_counts(const hp_scratch *scratch, size_t stage)
{
    const struct stage_state *state = &scratch->states[stage];
    return (stage_counts){ .edits = state->edits, .counts = state->counts };
}

hp_span worker_stage_report(const hp_scratch *scratch, size_t stage)
{
    return (hp_span){ scratch->states[stage].report.ptr, scratch->states[stage].report.len };
}

size_t worker_stage_bytes(const hp_scratch *scratch, size_t stage)
{
    return scratch->states[stage].taken;
}

size_t pipeline_ready_length(const hp_pipeline *pipeline, hp_span text)
{
    for (size_t i = 0; i < pipeline->count; i++)
        if (looks_ahead(&pipeline->stages[i]))
            return pipeline->stages[i].filter->hold(pipeline->stages[i].self, text);
    return text.len;
}

/* One line on its way through one stage. */
struct passage {
    const struct stage *stage;
    void *scratch;
    hp_place place; /* file and line; offset is set for each run */
    answer out;
    hp_buf *drops;         /* where the lines that this stage takes away are noted */
    const hp_buf *dropped; /* those that earlier stages took away */
    hp_error *err;
};

/* The number that line `number` of a stage's text has in the input, where dropped lines count as well. */
static uint64_t input_line(const hp_buf *dropped, uint64_t number)
{
    const uint64_t *lines = (const uint64_t *)(const void *)dropped->ptr;
    size_t low = 0, high = dropped->len / sizeof *lines;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines[middle] - middle <= number)
            low = middle + 1;
        else
            high = middle;
    }
    return number + low;
}

static hp_status apply_run(struct passage *pass, hp_span line, hp_span run)
{
    pass->place.offset = (uint64_t)(run.ptr - line.ptr);
    hp_status st = pass->stage->filter->apply(pass->stage->self, pass->scratch, &pass->place, run, &pass->out,
                                              pass->err);
    if (st != HP_OK && pass->err)
        pass->err->offset += pass->place.offset;
    return st;
}

/* The length of the run at the start of `rest`, whose first `valid` bytes are valid UTF-8. */
static size_t run_length(unsigned traits, hp_span rest, size_t valid)
{
    hp_span run = { rest.ptr, valid };
    const char *nul = traits & FILTER_STOPS_AT_NUL && run.len ? memchr(run.ptr, 0, run.len) : NULL;
    if (nul)
        run.len = (size_t)(nul - run.ptr);
    return traits & FILTER_READS_HINTS ? run.len : hint_find(run);
}

/* The length of what separates runs at the start of `rest`: a hint, a NUL, or a broken sequence. */
static size_t gap_length(hp_span rest, size_t valid)
{
    if (valid == 0)
        return utf8_broken(rest);
    size_t hint = hint_length((hp_span){ rest.ptr, valid });
    return hint ? hint : 1;
}

/* Hands over the runs of `line`, which has no LF. */
static hp_status apply_line(struct passage *pass, hp_span line, bool plain)
{
    hp_status st = HP_OK;
    unsigned traits = pass->stage->filter->traits;
    pass->out.plain = !(traits & FILTER_WANTS_ANY_BYTES) && (plain || utf8_unsplit(line) == line.len);
    if (traits & FILTER_WANTS_ANY_BYTES || pass->out.plain)
        return line.len ? apply_run(pass, line, line) : HP_OK;
    hp_span rest = line;
    size_t valid = utf8_valid(rest); /* of `rest`; counted down, so that no byte is checked twice */
    while (st == HP_OK && rest.len > 0) {
        size_t n = run_length(traits, rest, valid);
        if (n > 0)
            st = apply_run(pass, line, (hp_span){ rest.ptr, n });
        rest = (hp_span){ rest.ptr + n, rest.len - n };
        valid -= n;
        if (st != HP_OK || rest.len == 0)
            break;
        size_t gap = gap_length(rest, valid);
        answer_keep(&pass->out, (hp_span){ rest.ptr, gap });
        rest = (hp_span){ rest.ptr + gap, rest.len - gap };
        valid = valid > gap ? valid - gap : utf8_valid(rest);
    }
    return st;
}

/* The line of `text` that holds offset `at`, without its LF. */
static hp_span line_around(hp_span text, size_t at)
{
    const char *before = at ? memrchr(text.ptr, '\n', at) : NULL;
    const char *start = before ? before + 1 : text.ptr;
    const char *end = memchr(text.ptr + at, '\n', text.len - at);
    return (hp_span){ start, (size_t)((end ? end : text.ptr + text.len) - start) };
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Puts the lines that a stage has taken away with those of the stages before it. */
static void merge_drops(hp_scratch *scratch)
{
    if (scratch->drops.len == 0)
        return;
    hp_buf_append(&scratch->dropped, (hp_span){ scratch->drops.ptr, scratch->drops.len });
    qsort(scratch->dropped.ptr, scratch->dropped.len / sizeof(uint64_t), sizeof(uint64_t), by_number);
    scratch->drops.len = 0;
}

/* Moves *counted on to `to` and adds the lines between to *number. */
static void count_on(uint64_t *number, const char **counted, const char *to)
{
    *number += text_count_lines((hp_span){ *counted, (size_t)(to - *counted) });
    *counted = to;
}

/* Runs `text` through one stage.  *result is `text` itself, or the contents of *buf.
 *
 * `kept` is the start of what has not been carried over yet.  Before a line goes to apply, room for the bytes between
 * `kept` and the line is left in the buffer but not filled: only when the line does change are they copied, otherwise
 * the buffer is set back and the line joins what is kept. */
static hp_status run_stage(struct passage *pass, hp_span text, hp_buf *buf, hp_span *result)
{
    hp_status st = HP_OK;
    const filter_descriptor *filter = pass->stage->filter;
    const char *kept = text.ptr, *end = text.ptr + text.len, *counted = text.ptr;
    bool plain = !filter->next && !(filter->traits & FILTER_WANTS_ANY_BYTES) && utf8_unsplit(text) == text.len;
    bool changed = false;
    uint64_t number = pass->place.line; /* of the line at `counted`, in `text` */
    bool places = filter->uses_lines ? filter->uses_lines(pass->stage->self)
                                     : (filter->traits & FILTER_USES_LINE_NUMBERS) != 0;
    buf->len = 0;
    for (size_t from = 0; st == HP_OK && from < text.len;) {
        size_t at = filter->next ? filter->next(pass->stage->self, pass->scratch, text, from) : from;
        if (at >= text.len)
            break;
        hp_span line = line_around(text, at);
        size_t mark = buf->len, gap = (size_t)(line.ptr - kept);
        uint64_t edits = pass->out.edit_count;
        if (!hp_buf_reserve(buf, gap + line.len + line.len / 8))
            break;
        buf->len += gap;
        if (places) {
            count_on(&number, &counted, line.ptr);
            pass->place.line = input_line(pass->dropped, number);
        }
        const char *after = line.ptr + line.len < end ? line.ptr + line.len + 1 : end;
        from = (size_t)(after - text.ptr);
        pass->out.line = line;
        pass->out.following = (hp_span){ after, (size_t)(end - after) };
        pass->out.dropped = false;
        st = apply_line(pass, line, plain);
        if (st != HP_OK && pass->err) {
            count_on(&number, &counted, line.ptr);
            pass->err->line = input_line(pass->dropped, number);
        }
        if (pass->out.edit_count == edits)
            buf->len = mark;
        else if (!buf->failed) {
            memcpy(buf->ptr + mark, kept, gap);
            kept = pass->out.dropped ? after : line.ptr + line.len;
            if (pass->out.dropped) {
                count_on(&number, &counted, line.ptr);
                uint64_t dropped = input_line(pass->dropped, number);
                hp_buf_append(pass->drops, (hp_span){ (const char *)&dropped, sizeof dropped });
            }
            changed = true;
        }
    }
    *result = text;
    if (changed) {
        hp_buf_append(buf, (hp_span){ kept, (size_t)(end - kept) });
        *result = (hp_span){ buf->ptr, buf->len };
    }
    return st == HP_OK && buf->failed ? error_set_memory(pass->err) : st;
}

hp_status pipeline_view(const hp_pipeline *pipeline, const hp_place *place, hp_span text, hp_scratch *scratch,
                        hp_span *result, hp_error *err)
{
    hp_status st = HP_OK;
    hp_place from = place ? *place : (hp_place){ .file = NULL, .line = 1, .offset = 0 };
    hp_buf *buf = &scratch->bufs[0], *other = &scratch->bufs[1];
    if (!text.ptr)
        text.ptr = ""; /* pointers into the text are counted from here */
    edit_record_clear(&scratch->journal);
    scratch->dropped.len = scratch->drops.len = 0;
    for (size_t i = 0; st == HP_OK && i < pipeline->count; i++) {
        struct stage_state *state = &scratch->states[i];
        memset(state->counts, 0, filter_count_counters(pipeline->stages[i].filter) * sizeof *state->counts);
        struct passage pass = {
            .stage = &pipeline->stages[i],
            .scratch = state->scratch,
            .place = from,
            .err = err,
            .drops = &scratch->drops,
            .dropped = &scratch->dropped,
            .out = { .buf = buf,
                     .edits = scratch->record ? &scratch->journal : NULL,
                     .counts = state->counts,
                     .counts_each = scratch->count,
                     .index = (unsigned)i,
                     .stage = pipeline->stages[i].filter->word,
                     .base = text.ptr,
                     .offset = from.offset,
                     .report = pipeline->stages[i].filter->report ? &state->report : NULL },
        };
        hp_span before = text;
        state->report.failed = false;
        state->report.len = 0;
        state->taken = text.len;
        st = run_stage(&pass, before, buf, &text);
        state->edits = pass.out.edit_count;
        merge_drops(scratch);
        if (text.ptr != before.ptr) {
            hp_buf *used = buf;
            buf = other;
            other = used;
        }
    }
    if (st == HP_OK && (scratch->dropped.failed || scratch->drops.failed))
        st = error_set_memory(err);
    /* What failed was this run, not the next. */
    buf->failed = other->failed = scratch->dropped.failed = scratch->drops.failed = false;
    for (size_t i = 0; i < pipeline->count; i++)
        if (st == HP_OK && (scratch->journal.failed || scratch->states[i].report.failed))
            st = error_set_memory(err);
    if (st != HP_OK)
        edit_record_clear(&scratch->journal);
    edit_record_finish(&scratch->journal);
    *result = text;
    return st;
}

hp_status hp_pipeline_run(const hp_pipeline *pipeline, const hp_place *place, hp_span text, hp_scratch *scratch,
                          hp_buf *out, hp_error *err)
{
    if (!pipeline || !scratch || !out || (!text.ptr && text.len))
        return error_set(err, HP_EARG, 0, "hp_pipeline_run: NULL argument");
    hp_span result;
    hp_status st = pipeline_view(pipeline, place, text, scratch, &result, err);
    if (st != HP_OK)
        return st;
    hp_buf_append(out, result);
    return out->failed ? error_set_memory(err) : HP_OK;
}
