/* document.c - see document.h. */
#include "normalize/document/document.h"

#include <string.h>

#include "normalize/document/rows.h"
#include "normalize/line/compose.h"
#include "normalize/rules/private_use.h"
#include "normalize/scan/blank_lines.h"
#include "normalize/scan/fences.h"
#include "normalize/scan/scan.h"
#include "normalize/work.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

/* Adds the changes of one stretch of a line. */
static hp_status add_run(norm_work *work, hp_span text, hp_span run, norm_where where, norm_edits *edits, hp_error *err)
{
    const norm_edits *found;
    hp_status st = norm_run(work, run, where, &found, err);
    size_t base = (size_t)(run.ptr - text.ptr);
    for (size_t i = 0; st == HP_OK && i < found->count; i++) {
        const norm_edit *edit = &found->items[i];
        norm_edits_add(edits, base + edit->from, base + edit->to, norm_edit_made(found, edit), edit->rule);
    }
    return st;
}

/* The changes of a line, any bytes: bytes that are no text divide it. */
static hp_status add_line(norm_work *work, hp_span text, hp_span line, hp_span next, norm_edits *edits, hp_error *err)
{
    hp_status st = HP_OK;
    size_t at = (size_t)(line.ptr - text.ptr), count = edits->count, made = edits->text.len;
    norm_where where = { .kept = norm_in_fence(work, at) };
    if (!where.kept && next.ptr && norm_may_vanish(work->engine, line))
        where.next_vanishes = norm_vanishes(work, next);
    for (size_t from = 0; st == HP_OK && from <= line.len;) {
        hp_span run = { line.ptr + from, line.len - from };
        run.len = utf8_valid(run);
        where.starts_line = from == 0;
        where.starts_document = from == 0 && at == 0;
        where.ends_line = from + run.len == line.len;
        st = add_run(work, text, run, where, edits, err);
        from += run.len;
        if (from == line.len)
            break;
        from += utf8_broken((hp_span){ line.ptr + from, line.len - from });
    }
    size_t cut = 0;
    for (size_t i = count; i < edits->count; i++)
        cut += edits->items[i].length == 0 ? edits->items[i].to - edits->items[i].from : 0;
    if (st == HP_OK && where.next_vanishes && cut == line.len) { /* the line goes, LF and all */
        edits->count = count;
        edits->text.len = made;
        norm_edits_add(edits, at, at + line.len + 1, (hp_span){ "", 0 }, NORM_RULE_BLANK_LINES);
    }
    return st;
}

static hp_span line_at(hp_span text, size_t at)
{
    const char *before = at ? memrchr(text.ptr, '\n', at) : NULL, *start = before ? before + 1 : text.ptr;
    const char *lf = memchr(text.ptr + at, '\n', text.len - at);
    return (hp_span){ start, (size_t)((lf ? lf : text.ptr + text.len) - start) };
}

/* The rules of lines over all of `text`. */
static hp_status run_lines(norm_work *work, hp_span text, norm_edits *edits, hp_error *err)
{
    hp_status st = HP_OK;
    edits->count = edits->text.len = 0;
    for (size_t from = 0; st == HP_OK && from < text.len;) {
        size_t at = norm_next(work, text, from);
        if (at >= text.len)
            break;
        hp_span line = line_at(text, at), next = { NULL, 0 };
        from = (size_t)(line.ptr - text.ptr) + line.len + 1;
        if (from < text.len)
            next = line_at(text, from);
        st = add_line(work, text, line, next, edits, err);
    }
    return st;
}

/* What all private-use characters of the document show. */
static bool look_for_private_use(norm_work *work, hp_span text)
{
    const norm_engine *engine = work->engine;
    work->evidence = (norm_evidence){ .total = 0 };
    work->whole = engine->options.rules & NORM_RULE(NORM_RULE_PUA) && engine->options.pua == NORM_PUA_AUTO;
    for (size_t at = 0; work->whole && at < text.len;) {
        hp_span line = line_at(text, at);
        if (utf8_valid(line) == line.len && line.len < UINT32_MAX) {
            if (!norm_line_read(&work->line, &engine->characters, line))
                return false;
            norm_private_use_look(&engine->tables, &work->line, &work->evidence);
        }
        at += line.len + 1;
    }
    return true;
}

/* The texts and lists of a document on its way. */
struct passage {
    norm_work *work;
    hp_buf text[2]; /* as it is now, and as it will be */
    norm_edits all, step, sum;
    norm_rows rows;
    bool changed; /* in this round */
};

static hp_span current(const struct passage *p)
{
    return (hp_span){ p->text[0].ptr ? p->text[0].ptr : "", p->text[0].len };
}

/* Makes p->step's changes. */
static void take_step(struct passage *p)
{
    if (p->step.count == 0)
        return;
    hp_buf made = p->text[1], now = p->text[0];
    norm_edits_compose(&p->all, &p->step, current(p), &p->sum);
    norm_edits sum = p->sum;
    p->sum = p->all;
    p->all = sum;
    made.len = 0;
    norm_edits_apply(&p->step, current(p), &made);
    p->text[0] = made;
    p->text[1] = now;
    p->changed = true;
}

static bool runs(const struct passage *p, norm_rule_id rule)
{
    return p->work->engine->options.rules >> rule & 1;
}

/* A rule that sees all lines. */
typedef void rows_rule(const norm_engine *engine, const norm_rows *rows, const char *base, norm_edits *edits);

static bool step_over_rows(struct passage *p, rows_rule *rule)
{
    p->step.count = p->step.text.len = 0;
    norm_find_fences(p->work, current(p));
    if (!norm_rows_read(&p->rows, p->work, current(p)))
        return false;
    rule(p->work->engine, &p->rows, current(p).ptr, &p->step);
    take_step(p);
    return true;
}

static hp_status run_round(struct passage *p, hp_error *err)
{
    p->changed = false;
    if (runs(p, NORM_RULE_REPEAT) && !step_over_rows(p, norm_repeat))
        return error_set_memory(err);
    hp_status st = run_lines(p->work, current(p), &p->step, err);
    if (st != HP_OK)
        return st;
    take_step(p);
    if (runs(p, NORM_RULE_JOIN) && !step_over_rows(p, norm_join))
        return error_set_memory(err);
    bool failed = p->all.failed || p->step.failed || p->sum.failed || p->text[0].failed || p->text[1].failed;
    return failed || p->work->failed ? error_set_memory(err) : HP_OK;
}

hp_status norm_document(norm_work *work, hp_span document, const norm_edits **edits, hp_error *err)
{
    struct passage p = { .work = work };
    hp_status st = HP_OK;
    if (document.len >= UINT32_MAX)
        return error_set(err, HP_LIMIT, 0, "a document of 4 GiB or more");
    hp_buf_append(&p.text[0], document);
    if (!look_for_private_use(work, document))
        st = error_set_memory(err);
    p.changed = true;
    for (unsigned round = 0; st == HP_OK && p.changed && round < NORM_ROUNDS; round++)
        st = run_round(&p, err);
    if (p.changed) /* it does not settle */
        p.all.count = p.all.text.len = 0;
    norm_edits_free(&work->document_edits);
    work->document_edits = p.all;
    work->whole = false;
    *edits = &work->document_edits;
    hp_buf_free(&p.text[0]);
    hp_buf_free(&p.text[1]);
    norm_edits_free(&p.step);
    norm_edits_free(&p.sum);
    memory_free(p.rows.items);
    return st;
}
