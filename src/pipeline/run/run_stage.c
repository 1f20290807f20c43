/* run_stage.c - runs a text through one stage.
 *
 * A filter of lines gets those that it may change (its find_line says which), split into runs of valid UTF-8, and
 * everything else is carried over unchanged.  A filter of pieces or documents gets the text as it is, and so does one
 * of lines that takes many at once, where they are whole runs.  Guarantees that text which the filter does not change
 * is not copied.
 */
#include <string.h>

#include "pipeline/answer_parts.h"
#include "pipeline/pipeline_parts.h"
#include "pipeline/run/runs.h"
#include "text/error.h"
#include "text/utf8.h"

/* A text on its way through one stage.
 *
 * `kept` is the start of what has not been carried over yet.  Before a line goes to apply, room for the bytes between
 * `kept` and the line is left in the buffer but not filled: only when the line does change are they copied, otherwise
 * the buffer is set back and the line joins what is kept.  Where a result may be in parts they are a part of it, if
 * there are many of them. */
struct passage {
    const pipeline_opened_stage *stage;
    void *scratch;
    hp_span text;
    const char *kept;
    filter_input input;
    answer out;
    bool is_unsplit;              /* the whole text is */
    const dropped_lines *dropped; /* by earlier stages */
    dropped_lines *drops;         /* by this one */
    const char *counted;          /* a line's start in `text`, and its number there */
    uint64_t number;
    hp_error *err;
};

/* The number in the input of the line at hand. */
static uint64_t line_number(struct passage *pass)
{
    const char *line = pass->input.line.ptr;
    pass->number += text_count_lines((hp_span){ pass->counted, (size_t)(line - pass->counted) });
    pass->counted = line;
    return dropped_lines_input_number(pass->dropped, pass->number);
}

static hp_status apply_run(struct passage *pass, hp_span run)
{
    filter_input *input = &pass->input;
    input->place.offset = (uint64_t)(run.ptr - input->line.ptr);
    hp_status st = pass->stage->filter->apply(pass->stage->self, pass->scratch, input, run, &pass->out, pass->err);
    if (st != HP_OK && pass->err) {
        pass->err->offset += input->place.offset;
        pass->err->line = line_number(pass);
    }
    return st;
}

/* Hands over the runs of the line at hand. */
static hp_status apply_line(struct passage *pass)
{
    unsigned traits = pass->stage->filter->traits;
    hp_span line = pass->input.line;
    bool any_bytes = traits & FILTER_WANTS_ANY_BYTES;
    pass->input.is_unsplit = !any_bytes && (pass->is_unsplit || utf8_unsplit(line) == line.len);
    if (any_bytes || pass->input.is_unsplit)
        return line.len || traits & FILTER_WANTS_EMPTY_LINES ? apply_run(pass, line) : HP_OK;
    hp_status st = HP_OK;
    runs_reader reader;
    runs_piece piece;
    runs_start(&reader, line,
               (traits & FILTER_READS_HINTS ? RUNS_WITH_HINTS : 0) |
                   (traits & FILTER_STOPS_AT_NUL ? RUNS_WITHOUT_NUL : 0));
    while (st == HP_OK && runs_next(&reader, &piece)) {
        if (piece.is_run)
            st = apply_run(pass, piece.text);
        else
            answer_keep(&pass->out, piece.text);
    }
    return st;
}

/* Makes the line that holds offset `at` the line at hand; returns where the next one starts. */
static size_t take_line(struct passage *pass, size_t at)
{
    hp_span text = pass->text;
    const char *before = at ? memrchr(text.ptr, '\n', at) : NULL;
    const char *start = before ? before + 1 : text.ptr, *end = text.ptr + text.len;
    const char *lf = memchr(text.ptr + at, '\n', text.len - at);
    const char *next = lf ? lf + 1 : end;
    pass->input.mark = pass->stage->filter->find_line ? text.ptr + at : NULL;
    pass->input.line = (hp_span){ start, (size_t)((lf ? lf : end) - start) };
    pass->input.following = (hp_span){ next, (size_t)(end - next) };
    pass->input.preceding = (hp_span){ text.ptr, (size_t)(start - text.ptr) };
    pass->out.line = (hp_span){ start, (size_t)(next - start) };
    return (size_t)(next - text.ptr);
}

/* How far the output had come before a line, which may turn out not to change. */
struct output_mark {
    size_t length, stretches;
    bool has_gap; /* room was left for what is before the line */
};

/* Leaves room in the output for what is before the line at hand, and for the line.  *mark is where it goes back to. */
static bool make_room(struct passage *pass, struct output_mark *mark)
{
    answer *out = &pass->out;
    hp_span line = pass->input.line, before = { pass->kept, (size_t)(line.ptr - pass->kept) };
    *mark = (struct output_mark){ out->buf->len, out->kept ? out->kept->count : 0,
                                  !out->kept || before.len < KEPT_LEAST };
    size_t gap = mark->has_gap ? before.len : 0;
    if (!hp_buf_reserve(out->buf, gap + line.len + line.len / 8))
        return false;
    if (!mark->has_gap)
        answer_keep(out, before);
    out->buf->len += gap;
    return !out->buf->failed;
}

/* Keeps or forgets what apply made of the line at hand. */
static void settle_line(struct passage *pass, const struct output_mark *mark)
{
    hp_buf *buf = pass->out.buf;
    if (!pass->out.changed) {
        buf->len = mark->length;
        if (pass->out.kept)
            pass->out.kept->count = mark->stretches;
    } else if (!buf->failed) {
        hp_span line = pass->input.line;
        if (mark->has_gap)
            memcpy(buf->ptr + mark->length, pass->kept, (size_t)(line.ptr - pass->kept));
        pass->kept = pass->out.dropped ? pass->out.line.ptr + pass->out.line.len : line.ptr + line.len;
        if (pass->out.dropped)
            dropped_lines_add(pass->drops, line_number(pass));
    }
}

/* The result, when all lines have been given to the filter. */
static void finish_lines(struct passage *pass, hp_span *result)
{
    hp_span text = pass->text;
    answer *out = &pass->out;
    *result = text;
    if (pass->kept == text.ptr && out->buf->len == 0) /* an empty line at the beginning may be all that has changed */
        return;
    answer_keep(out, (hp_span){ pass->kept, (size_t)(text.ptr + text.len - pass->kept) });
    *result = (hp_span){ out->buf->ptr, out->buf->len };
    if (out->kept && out->kept->count > 0)
        *result = (hp_span){ NULL, kept_stretches_length(out->kept, out->buf->len) };
}

/* Runs pass->text through a stage that is given lines.  *result is the text itself, or the answer: the contents of its
 * buffer, or parts. */
static hp_status run_lines(struct passage *pass, uint64_t offset, hp_span *result)
{
    hp_status st = HP_OK;
    const filter_descriptor *filter = pass->stage->filter;
    hp_span text = pass->text;
    hp_buf *buf = pass->out.buf;
    buf->len = 0;
    for (size_t from = 0; st == HP_OK && from < text.len;) {
        size_t at = filter->find_line ? filter->find_line(pass->stage->self, pass->scratch, text, from) : from;
        if (at >= text.len)
            break;
        from = take_line(pass, at);
        struct output_mark mark;
        if (!make_room(pass, &mark))
            break;
        if (pass->stage->needs.line_numbers)
            pass->input.place.line = line_number(pass);
        /* Behind another filter a line has no place in the file, and none that does not depend on chunks. */
        pass->input.line_offset = pass->out.index == 0 ? offset + (uint64_t)(pass->input.line.ptr - text.ptr) : 0;
        pass->out.dropped = pass->out.changed = false;
        st = apply_line(pass);
        settle_line(pass, &mark);
    }
    finish_lines(pass, result);
    return st == HP_OK && buf->failed ? error_set_memory(pass->err) : st;
}

/* Runs pass->text through a stage that is given all of it at once. */
static hp_status run_at_once(struct passage *pass, uint64_t offset, hp_span *result)
{
    hp_span text = pass->text;
    hp_buf *buf = pass->out.buf;
    buf->len = 0;
    pass->input.line = pass->out.line = text;
    pass->input.following = (hp_span){ text.ptr + text.len, 0 };
    pass->input.line_offset = offset;
    hp_buf_reserve(buf, text.len + text.len / 8);
    hp_status st = buf->failed ? HP_NO_MEMORY
                               : pass->stage->filter->apply(pass->stage->self, pass->scratch, &pass->input, text,
                                                            &pass->out, pass->err);
    if (buf->failed)
        return error_set_memory(pass->err);
    if (st != HP_OK && pass->err && pass->err->line == 0) /* else the offset is in that line */
        pass->err->offset += offset;
    *result = pass->out.changed ? (hp_span){ buf->ptr, buf->len } : text;
    return st;
}

hp_status worker_run_stage(hp_worker *worker, size_t i, const void *decision, const hp_place *place, hp_buf *buf,
                           hp_span *text, hp_error *err)
{
    const pipeline_opened_stage *stage = &worker->pipeline->stages[i];
    worker_stage *state = &worker->stages[i];
    size_t given = text->len;
    struct passage pass = {
        .stage = stage,
        .scratch = state->scratch,
        .text = *text,
        .kept = text->ptr,
        .input = { .place = { .file = place->file, .line = place->line },
                   .earlier = { state->earlier.ptr, state->earlier.len },
                   .noted = worker->noted,
                   .decision = decision },
        .out = { .buf = buf,
                 .given = *text,
                 .edits = worker->keeps_edits ? &worker->edits : NULL,
                 .counts = state->counts,
                 .counts_each = worker->counts_edits,
                 .only_notes = stage->filter->traits & FILTER_ONLY_NOTES,
                 .index = (unsigned)i,
                 .stage = stage->filter->word,
                 .flags = stage->filter->traits & FILTER_ONLY_NOTES ? HP_EDIT_IS_NOTE : 0,
                 .base = text->ptr,
                 .before = state->before + state->taken,
                 .found = &worker->found,
                 .words = worker->words,
                 .report = stage->filter->report ? &state->report : NULL },
        .dropped = &worker->dropped,
        .drops = &worker->drops,
        .counted = text->ptr,
        .number = place->line,
        .err = err,
    };
    bool lines = stage->needs.unit == FILTER_LINES;
    bool many = stage->needs.many_lines && !answer_counts_edits(&pass.out) && !answer_wants_words(&pass.out);
    bool looks = many || !(stage->filter->find_line || stage->filter->traits & FILTER_WANTS_ANY_BYTES);
    pass.is_unsplit = lines && (worker->noted.is_unsplit || (looks && utf8_unsplit(*text) == text->len));
    lines = lines && !(many && pass.is_unsplit);
    pass.input.is_unsplit = pass.is_unsplit;
    worker->kept.count = 0;
    if (lines && worker->leaves_parts && !worker->keeps_edits && i + 1 == worker->pipeline->count)
        pass.out.kept = &worker->kept;
    hp_status st = lines ? run_lines(&pass, place->offset, text) : run_at_once(&pass, place->offset, text);
    state->edits += pass.out.edit_count;
    state->taken += given;
    worker->kept_bytes = (hp_span){ buf->ptr, buf->len };
    dropped_lines_merge(&worker->dropped, &worker->drops);
    return st;
}
