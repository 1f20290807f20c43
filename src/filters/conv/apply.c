/* apply.c - converts one run: what users fix is left or put in place, what is between goes through the links.
 *
 * Hints, where they are to be used, are taken out first; each piece then gets the forms that its hints ask for.
 *
 * Worked, --keep with 里约 in it, s2t: 里约发现 → 里约 kept, 发现 → 發現.
 */
#include <string.h>

#include "filters/conv/conv.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/hint.h"
#include "text/utf8.h"

/* The text at hand. */
struct job {
    const conv_filter *self;
    conv_filter_scratch *scratch;
    const filter_input *input;
    hp_span text;   /* what is to be converted */
    hp_span source; /* what of the run that is: the same, but for hints */
    size_t start;   /* of `source` in the run */
    answer *out;
    hp_error *err;
};

/* What of the run the bytes [from, to) of the text are, hints with them. */
static inline hp_span source_of(const struct job *job, size_t from, size_t to)
{
    if (job->scratch->hint_count == 0)
        return (hp_span){ job->text.ptr + from, to - from };
    size_t begin = from ? conv_end_in_run(job->scratch, from) : 0, end = conv_end_in_run(job->scratch, to);
    return (hp_span){ job->source.ptr + begin, end - begin };
}

/* Where the pieces that the engine tells of are answered for. */
struct telling {
    answer *out;
    hp_span left; /* of the run */
};

static void answer_piece(void *context, hp_span piece, hp_span output, const char *rule)
{
    struct telling *t = context;
    hp_span before = { NULL, 0 };
    if (span_take(&t->left, piece.len, &before))
        answer_diff(t->out, before, output, rule);
}

/* Converts `text`, which stands as `before` in the run, piece by piece, so that each edit names what decided.  False,
 * with nothing done, where pieces do not stand for the text's own bytes: in a chain, with another engine, and where
 * normalization changes something. */
static bool convert_told(const struct job *job, hp_span text, hp_span before, hp_status *st)
{
    const conv_link *link = &job->self->links[0];
    conv_best_path_work *work = &job->scratch->best;
    struct telling telling = { job->out, before };
    if (job->self->count > 1 || link->engine != CONV_ENGINE_BEST)
        return false;
    if (link->best.chain.has_normal && !span_eq(conv_exact_normalize(&link->best.chain, &work->chain, text), text)) {
        bool failed = work->chain.normal.failed;
        work->chain.normal.failed = false;
        if (failed)
            *st = error_set_memory(job->err);
        return failed;
    }
    job->scratch->heard.len = 0;
    work->trace = answer_piece;
    work->context = &telling;
    conv_best_path_convert(&link->best, work, text, &job->scratch->heard);
    work->trace = NULL;
    *st = job->scratch->heard.failed ? error_set_memory(job->err) : HP_OK;
    return true;
}

/* Converts the bytes [from, to) of the text, in which nothing is fixed. */
static hp_status convert_piece(const struct job *job, size_t from, size_t to)
{
    const conv_filter *self = job->self;
    conv_filter_scratch *scratch = job->scratch;
    const hp_span text = { job->text.ptr + from, to - from }, before = source_of(job, from, to);
    const bool hinted = before.len != text.len;
    hp_status st = HP_OK;
    hp_buf *rows = self->report ? answer_report(job->out) : NULL;
    if (rows)
        st = conv_report(self, scratch, &job->input->place, &(conv_piece){ text, from, job->start }, rows, job->err);
    if (st == HP_OK && !self->inspect && !hinted && !answer_counts_edits(job->out)) {
        st = conv_convert(self, scratch, text, answer_lend(job->out), job->err);
        if (st == HP_OK)
            answer_take_back(job->out, before);
        return st;
    }
    if (st == HP_OK && !self->inspect && !hinted && convert_told(job, text, before, &st))
        return st;
    scratch->result.len = 0;
    if (st == HP_OK && self->inspect)
        st = conv_inspect(self, scratch, &(conv_piece){ text, from, job->start }, &scratch->result, job->err);
    else if (st == HP_OK)
        st = conv_convert(self, scratch, text, &scratch->result, job->err);
    hp_span made = { scratch->result.ptr, scratch->result.len };
    if (st == HP_OK && hinted && !self->inspect)
        conv_choose_forms(self, scratch, from, text, &made);
    if (st == HP_OK && scratch->chosen.failed)
        st = error_set_memory(job->err);
    if (st == HP_OK && self->inspect)
        answer_edit(job->out, before, made, "inspect");
    else if (st == HP_OK)
        answer_diff(job->out, before, made, hinted ? "hints" : "script");
    return st;
}

/* Leaves the bytes [from, to) of the text as they are; a hint in them has nothing to say. */
static void keep_piece(const struct job *job, size_t from, size_t to)
{
    const hp_span text = { job->text.ptr + from, to - from }, before = source_of(job, from, to);
    if (before.len != text.len)
        answer_edit(job->out, before, text, "hints");
    else
        answer_keep(job->out, before);
}

/* Converts what of the bytes [from, to), in which nothing is fixed, is to be converted. */
static hp_status convert_runs(const struct job *job, size_t from, size_t to)
{
    const hp_span text = { job->text.ptr + from, to - from };
    hp_status st = HP_OK;
    if (!job->self->by_script)
        return convert_piece(job, from, to);
    for (size_t at = 0, end; st == HP_OK && at < text.len; at = end) {
        bool converts;
        end = conv_next_run(job->self, job->input->decision, text, at, &converts);
        if (converts)
            st = convert_piece(job, from + at, from + end);
        else
            keep_piece(job, from + at, from + end);
    }
    return st;
}

/* Leaves or puts in place what a user fixed; a hint in it has nothing to say. */
static void write_fixed(const struct job *job, const conv_fixed_span *fixed)
{
    const size_t end = fixed->offset + fixed->length;
    if (fixed->keep)
        keep_piece(job, fixed->offset, end);
    else
        answer_edit(job->out, source_of(job, fixed->offset, end), fixed->value, "dict");
}

/* Converts the text: what users fix, and the pieces between. */
static hp_status convert_text(const struct job *job)
{
    const conv_fixed_words *fixed = &job->self->fixed;
    const size_t length = job->text.len;
    if (length == 0) { /* of the hints, if there are any, nothing is left */
        answer_edit(job->out, job->source, (hp_span){ "", 0 }, "hints");
        return HP_OK;
    }
    if (!fixed->has_words && fixed->regex_count == 0)
        return convert_runs(job, 0, length);
    hp_status st = HP_OK;
    for (size_t from = 0; st == HP_OK && from < length;) {
        conv_fixed_span found;
        st = conv_find_fixed(fixed, job->scratch, job->text, from, &found, job->err);
        if (st == HP_OK && found.offset > from)
            st = convert_runs(job, from, found.offset);
        if (st != HP_OK || found.length == 0)
            break;
        write_fixed(job, &found);
        from = found.offset + found.length;
    }
    return st;
}

hp_status conv_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                     hp_error *err)
{
    struct job job = { self, scratch, input, run, run, 0, out, err };
    hp_status st = HP_OK;
    job.scratch->hint_count = 0;
    /* What is behind bytes that are no text, or behind a hint, is looked at by itself. */
    conv_line_known *known = &job.scratch->best.known;
    *known = run.ptr == input->line.ptr ? conv_known_of(&input->noted) : (conv_line_known){ 0 };
    if (input->is_unsplit)
        return convert_text(&job);
    if (job.self->hints && hint_find(run) < run.len) {
        st = conv_take_hints(job.self, scratch, run, err);
        job.text = (hp_span){ job.scratch->bare.ptr, job.scratch->bare.len };
        return st == HP_OK ? convert_text(&job) : st;
    }
    for (hp_span rest = run; st == HP_OK && rest.len > 0;) {
        hp_span hint = { NULL, 0 };
        job.start = (size_t)(rest.ptr - run.ptr);
        span_take(&rest, hint_find(rest), &job.text);
        job.source = job.text;
        st = convert_text(&job);
        *known = (conv_line_known){ 0 };
        span_take(&rest, hint_length(rest), &hint);
        answer_keep(out, hint);
    }
    return st;
}
