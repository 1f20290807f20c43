/* apply.c - repairs one run: what users fix is left or put in place, what is between is repaired.
 *
 * Hints, where they are to be used, are taken out first, and the repaired text then gets the forms that they ask for.
 * Worked, --keep with 曆史 in it: 曆史业态 → 曆史 kept, 业态 → 業態.
 */
#include <string.h>

#include "filters/fix/fix.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/hint.h"

/* In the order of repair_rule, which is that of the counters. */
static const char *const rules[REPAIR_RULES] = { "residue", "shared", "choice", "region" };

struct job {
    const fix_filter *fix;
    const fix_decision *decision; /* NULL: Simplified */
    fix_scratch *scratch;
    answer *out;
    hp_buf *made; /* where the text goes in place of the answer; NULL but with hints */
    hp_error *err;
};

/* Answers for `before`, or writes `after` where hints are to follow. */
static void put(const struct job *job, hp_span before, hp_span after, const char *rule)
{
    if (job->made)
        hp_buf_append(job->made, after);
    else if (before.ptr == after.ptr && before.len == after.len)
        answer_keep(job->out, before);
    else
        answer_edit(job->out, before, after, rule);
}

/* Repairs text in which nothing is fixed. */
static hp_status repair_piece(const struct job *job, hp_span text)
{
    repair_work *work = &job->scratch->work;
    const repair_policy *policy = job->decision ? job->decision->policy : NULL;
    if (!(policy ? repair_find(&job->fix->lexicon, policy, work, text)
                 : repair_simplify(&job->fix->simple, &job->scratch->conv.best, work, text)))
        return error_set_memory(job->err);
    size_t at = 0;
    for (size_t i = 0; i < work->change_count; i++) {
        const repair_change *change = &work->changes[i];
        hp_span kept = { text.ptr + at, change->offset - at };
        put(job, kept, kept, NULL);
        put(job, (hp_span){ text.ptr + change->offset, change->length }, change->after, rules[change->rule]);
        answer_count(job->out, (unsigned)change->rule, 1);
        at = change->offset + change->length;
    }
    hp_span rest = { text.ptr + at, text.len - at };
    put(job, rest, rest, NULL);
    return HP_OK;
}

/* Repairs text without hints: what users fix, and the pieces between. */
static hp_status repair_text(const struct job *job, hp_span text)
{
    const conv_fixed_words *fixed = &job->fix->words.fixed;
    if (!fixed->has_words && !job->made && job->decision && job->decision->right) {
        put(job, text, text, NULL);
        return HP_OK;
    }
    if (!fixed->has_words)
        return repair_piece(job, text);
    hp_status st = HP_OK;
    for (size_t from = 0; st == HP_OK && from < text.len;) {
        conv_fixed_span found;
        st = conv_find_fixed(fixed, &job->scratch->conv, text, from, &found, job->err);
        if (st == HP_OK && found.offset > from)
            st = repair_piece(job, (hp_span){ text.ptr + from, found.offset - from });
        if (st != HP_OK || found.length == 0)
            break;
        hp_span word = { text.ptr + found.offset, found.length };
        bool same = span_eq(word, found.value);
        put(job, word, same ? word : found.value, "dict");
        if (!same)
            answer_count(job->out, FIX_COUNT_FIXED, 1);
        from = found.offset + found.length;
    }
    return st;
}

/* Repairs a run that has hints: the text without them, then the forms that they ask for. */
static hp_status repair_hinted(struct job *job, hp_span run)
{
    fix_scratch *s = job->scratch;
    hp_status st = conv_take_hints(&job->fix->words, &s->conv, run, job->err);
    hp_span bare = { s->conv.bare.ptr, s->conv.bare.len };
    s->made.len = 0;
    job->made = &s->made;
    if (st == HP_OK && bare.len > 0)
        st = repair_text(job, bare);
    hp_span made = { s->made.ptr ? s->made.ptr : "", s->made.len };
    if (st == HP_OK && bare.len > 0)
        conv_choose_forms(&job->fix->words, &s->conv, 0, bare, &made);
    if (st == HP_OK && (s->made.failed || s->conv.chosen.failed))
        st = error_set_memory(job->err);
    s->made.failed = s->conv.chosen.failed = false;
    if (st == HP_OK)
        answer_diff(job->out, run, made, "hints");
    return st;
}

hp_status fix_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out, hp_error *err)
{
    struct job job = { .fix = self, .decision = input->decision, .scratch = scratch, .out = out, .err = err };
    hp_status st = HP_OK;
    if (input->is_unsplit)
        return repair_text(&job, run);
    if (job.fix->words.hints && hint_find(run) < run.len)
        return repair_hinted(&job, run);
    for (hp_span rest = run; st == HP_OK && rest.len > 0;) {
        hp_span text = { NULL, 0 }, hint = { NULL, 0 };
        span_take(&rest, hint_find(rest), &text);
        if (text.len > 0)
            st = repair_text(&job, text);
        span_take(&rest, hint_length(rest), &hint);
        answer_keep(out, hint);
    }
    return st;
}
