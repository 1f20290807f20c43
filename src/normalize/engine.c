/* engine.c - opens the rules and runs them over a stretch of text; see engine.h and line.h.
 *
 * A stretch is cut into lines where the line-ends rule finds ends that are no LF.  Each line goes through the rules
 * in rounds until a round changes nothing.  A rule may cut a line in two, so the whole is done again until nothing
 * changes: what comes out has been through the rules, line by line, without a change.
 * Worked: "甲,乙\r丙 ,丁" → lines "甲,乙" and "丙 ,丁" → "甲，乙" LF "丙，丁".
 */
#include "normalize/engine.h"

#include <string.h>

#include "normalize/line/compose.h"
#include "normalize/line/context.h"
#include "normalize/line/language.h"
#include "normalize/own_forms.h"
#include "normalize/protect/protect.h"
#include "normalize/rules/forms.h"
#include "normalize/scan/blank_lines.h"
#include "normalize/scan/scan.h"
#include "normalize/transform.h"
#include "normalize/windows.h"
#include "normalize/work.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

#define TABLE_RULES (NORM_RULE(NORM_RULE_PUA) | NORM_RULE(NORM_RULE_RADICALS) | NORM_RULE(NORM_RULE_QUOTES))

static norm_line_rule line_rule(unsigned id)
{
    const norm_rule *row = &norm_rules[id];
    norm_line_rule rule = { .apply = row->apply, .bit = NORM_RULE(id), .needs = row->needs };
    for (const char *sign = row->signs; sign && *sign; sign++)
        rule.signs[*sign >> 6 & 1] |= UINT64_C(1) << (*sign & 63);
    return rule;
}

hp_status norm_open(norm_engine **out, const norm_options *options, const hp_data *data, hp_error *err)
{
    hp_status st = HP_OK;
    norm_engine *engine = memory_zeroed(1, sizeof *engine);
    *out = NULL;
    if (!engine)
        return error_set_memory(err);
    engine->options = *options;
    if (options->han_latin != NORM_HAN_LATIN_KEEP)
        engine->options.rules |= NORM_RULE(NORM_RULE_HAN_LATIN);
    engine->protects = (engine->options.rules & ~NORM_RULE(NORM_RULE_NFC)) != 0;
    norm_characters_fill(&engine->characters);
    for (unsigned id = 1; id < NORM_RULE_COUNT; id++)
        if (engine->options.rules >> id & 1 && norm_rules[id].apply)
            engine->line_rules[engine->line_rule_count++] = line_rule(id);
    norm_scan_prepare(engine);
    engine->options.transform = NULL; /* the caller's text */
    if (engine->options.rules & TABLE_RULES)
        st = norm_tables_open(&engine->tables, data, err);
    if (st == HP_OK && engine->options.rules & NORM_RULE(NORM_RULE_SPACES))
        st = seg_lexicon_open(&engine->lexicon, data, err);
    if (st == HP_OK)
        st = norm_forms_open(&engine->icu, engine->options.rules, err);
    if (st == HP_OK && options->transform)
        st = norm_transform_open(&engine->transform, options->transform, err);
    if (st == HP_OK)
        *out = engine;
    else
        norm_free(engine);
    return st;
}

void norm_free(norm_engine *engine)
{
    if (!engine)
        return;
    norm_transform_free(engine->transform);
    memory_free(engine->icu);
    memory_free(engine);
}

hp_status norm_work_open(norm_work **out, const norm_engine *engine, hp_error *err)
{
    hp_status st = HP_OK;
    norm_work *work = memory_zeroed(1, sizeof *work);
    *out = NULL;
    if (!work)
        return error_set_memory(err);
    work->engine = engine;
    if (engine->transform)
        st = norm_transform_clone(&work->transform, engine->transform, err);
    if (st == HP_OK)
        *out = work;
    else
        norm_work_free(work);
    return st;
}

void norm_work_free(norm_work *work)
{
    if (!work)
        return;
    norm_line_free(&work->line);
    norm_line_free(&work->piece);
    norm_edits_free(&work->edits);
    norm_edits_free(&work->document_edits);
    norm_own_forms_free(&work->own);
    seg_clause_free(&work->clause);
    hp_buf_free(&work->text);
    norm_transform_free(work->transform);
    memory_free(work->units);
    memory_free(work->made);
    memory_free(work->fences);
    memory_free(work);
}

const char *norm_rule_name(const norm_engine *engine, unsigned rule)
{
    if (rule == NORM_RULE_NFC)
        return norm_form_name(engine->options.form);
    return rule < NORM_RULE_COUNT && rule ? norm_rules[rule].name : "norm";
}

static bool runs(const norm_engine *engine, norm_rule_id rule)
{
    return engine->options.rules >> rule & 1;
}

/* Turns the ends of lines in [from, to), which holds no LF, into LF: U+0085 among them unless the text was misread, or
 * it is a byte of a damaged character.  Behind Han it may be one, 玩<U+0085>的, unless `sure`.  VT and FF at a line's
 * start or end go. */
static void cut_stretch(norm_line *line, size_t from, size_t to, bool sure)
{
    const uint32_t ends = NORM_SET(NORM_LINE_END);
    bool misread = norm_is_misread(line, from, to);
    for (size_t m = norm_next_mark(line, norm_mark_from(line, from), ends), i;
         m < line->mark_count && (i = line->marks[m].at) < to; m = norm_next_mark(line, m + 1, ends)) {
        norm_cell *cell = &line->cells[i];
        if (cell->class != NORM_LINE_END)
            continue;
        if (cell->cp == 0x85 && (misread || norm_is_remains(line, i) || (!sure && norm_is_han(cell - 1))))
            continue;
        bool page = cell->cp == '\v' || cell->cp == '\f';
        bool first = i == 0 ? line->starts : line->cells[i - 1].cp == '\n';
        if (page && (first || line->cells[i + 1].class == NORM_LINE_END))
            norm_remove(line, i, NORM_RULE_LINE_ENDS);
        else
            norm_put(line, i, '\n', NORM_OTHER, NORM_RULE_LINE_ENDS);
    }
}

/* The first sure end of a line in [from, tail), or `tail`. */
static size_t find_sure_end(const norm_line *line, size_t from, size_t tail)
{
    const uint32_t ends = NORM_SET(NORM_LINE_END) | NORM_SET(NORM_OTHER); /* LF is none of the first */
    for (size_t m = norm_mark_from(line, from); (m = norm_next_mark(line, m, ends)) < line->mark_count; m++) {
        const norm_cell *cell = &line->cells[line->marks[m].at];
        if (line->marks[m].at >= tail)
            break;
        if (cell->cp == '\n' || (cell->class == NORM_LINE_END && cell->cp != 0x85))
            return line->marks[m].at;
    }
    return tail;
}

/* Cuts the line where it has ends that are no LF; those right before its own end go.  Between two sure ends U+0085 is
 * judged by what stands there. */
static void cut_lines(norm_line *line, bool sure)
{
    size_t tail = line->count;
    if (!(line->has & NORM_SET(NORM_LINE_END)))
        return;
    while (line->ends && tail > 0 && line->cells[tail - 1].class == NORM_LINE_END && line->cells[tail - 1].cp != 0x85)
        norm_remove(line, --tail, NORM_RULE_LINE_ENDS);
    for (size_t from = 0, to; from < tail; from = to + 1) {
        to = find_sure_end(line, from, tail);
        cut_stretch(line, from, to, sure);
        if (to < tail && line->cells[to].cp != '\n')
            cut_stretch(line, to, to + 1, sure);
    }
    norm_sweep(line);
}

/* One round of all rules over the current line. */
static void run_rules(norm_work *work)
{
    const norm_engine *engine = work->engine;
    norm_line *line = work->current;
    uint64_t rules = engine->options.rules;
    if (engine->protects && norm_is_other_language(line))
        rules &= NORM_RULE(NORM_RULE_NFC);
    norm_protect(line, !engine->protects);
    if (line->lively)
        line->has |= NORM_SET(NORM_COMPAT);
    for (size_t i = 0; i < engine->line_rule_count; i++) {
        const norm_line_rule *rule = &engine->line_rules[i];
        bool there = rule->needs & line->has || (rule->signs[0] & line->signs[0]) | (rule->signs[1] & line->signs[1]);
        if (there && rules & rule->bit)
            rule->apply(work);
    }
}

/* Bytes of a line from which on another round is cheaper than to put the line together for a look at it. */
enum { LONG = 1 << 20 };

/* True when the current line, as it is now, would be passed over by norm_next(): another round changes nothing. */
static bool tells_nothing(norm_work *work)
{
    if (work->engine->every_line || work->window || work->current != &work->line || work->line.text.len >= LONG)
        return false;
    work->edits.count = work->edits.text.len = 0;
    work->text.len = 0;
    norm_line_edits(work->current, 0, &work->edits);
    norm_edits_apply(&work->edits, work->line.text, &work->text);
    hp_span text = { work->text.ptr, work->text.len };
    work->told = !work->text.failed && norm_find_telling(work->engine, text, 0) == text.len;
    return work->told;
}

/* Runs the rules over the current line until nothing changes; *altered tells whether anything did.  False when that
 * does not come. */
static bool settle(norm_work *work, bool *altered)
{
    norm_line *line = work->current;
    for (unsigned round = 0; round < NORM_ROUNDS; round++) {
        line->changed = false;
        run_rules(work);
        work->failed |= line->failed;
        if (!line->changed || work->failed)
            return true;
        *altered = work->altered = true;
        if (tells_nothing(work))
            return true;
        norm_line_survey(line, &work->engine->characters);
    }
    return false;
}

static size_t find_lf(const norm_line *line, size_t from)
{
    if (!norm_has_sign(line, "\n"))
        return line->count;
    while (from < line->count && line->cells[from].cp != '\n')
        from++;
    return from;
}

/* Runs the rules over each line of the whole, as a line of its own.  False when one does not settle. */
static bool settle_pieces(norm_work *work, bool *altered)
{
    norm_line *line = &work->line, *piece = &work->piece;
    norm_writer writer;
    bool settled = true;
    if (!norm_rewrite(&writer, line, 0)) {
        work->failed = true;
        return true;
    }
    work->current = piece;
    for (size_t from = 0, to; settled && !line->failed && from <= line->count; from = to + 1) {
        to = find_lf(line, from);
        if (!norm_line_copy(piece, line, from, to, &work->engine->characters))
            break;
        settled = settle(work, altered);
        norm_write_line(&writer, piece, line->count - to);
        if (!line->failed && to < line->count)
            norm_write(&writer, &line->cells[to]);
    }
    work->current = line;
    work->failed |= piece->failed || line->failed;
    norm_rewritten(&writer, &work->engine->characters);
    return settled;
}

/* Works on what norm_line_read() has left in work->line.  False when it does not settle. */
static bool work_through(norm_work *work, bool next_vanishes)
{
    norm_line *line = work->current = &work->line;
    bool settled = true, altered = true;
    for (unsigned round = 0; settled && altered && !work->failed; round++) {
        altered = false;
        line->changed = false;
        if (runs(work->engine, NORM_RULE_LINE_ENDS))
            cut_lines(line, runs(work->engine, NORM_RULE_CONTROLS));
        if (line->changed) {
            norm_line_survey(line, &work->engine->characters);
            work->told = false;
        }
        altered = line->changed;
        bool pieces = find_lf(line, 0) < line->count;
        if (round > 0 && !altered && !pieces) /* what the last round of the rules left is as it was */
            break;
        settled = round < NORM_ROUNDS && (pieces ? settle_pieces(work, &altered) : settle(work, &altered));
        work->altered |= altered;
        /* One line that went through a round without a change, or would be passed over, is done. */
        if (!pieces && find_lf(line, 0) == line->count && !(line->has & NORM_SET(NORM_LINE_END)))
            break;
    }
    if (settled && runs(work->engine, NORM_RULE_BLANK_LINES) && !work->told)
        norm_drop_blank_pieces(line, next_vanishes);
    return settled;
}

/* Nothing is left between two stretches of bytes that are no text, E2 U+0015 BA 91: they might become text. */
static bool joins_bytes(const norm_line *line)
{
    return line->count == 0 && line->text.len > 0 && !line->starts && !line->ends;
}

/* The next character of the run that a piece goes on over that needs a window. */
static size_t next_piece(norm_work *work, hp_span run, size_t *from)
{
    if (work->engine->options.form == NORM_FORM_C)
        return norm_find_telling(work->engine, run, *from);
    return norm_own_forms_pass(work, run, from, &work->edits);
}

/* Works through the windows of a run in which the rules see nothing else; see windows.h. */
static hp_status run_windows(norm_work *work, hp_span run, norm_where where, hp_error *err)
{
    norm_line *line = &work->line;
    for (size_t from = 0, at; (at = next_piece(work, run, &from)) < run.len && !work->failed;) {
        hp_span window = norm_window(work->engine, run, from, at);
        size_t start = (size_t)(window.ptr - run.ptr);
        from = start + window.len;
        line->starts = where.starts_line || start > 0;
        line->ends = where.ends_line || from < run.len;
        line->opens = where.starts_document && start == 0;
        work->altered = false;
        if (!norm_line_read(line, &work->engine->characters, window))
            return error_set_memory(err);
        bool settled = work_through(work, false);
        if (settled && !work->failed && work->altered)
            norm_line_edits(line, start, &work->edits);
        if (work->failed || work->edits.failed)
            return error_set_memory(err);
    }
    return work->failed || work->edits.failed ? error_set_memory(err) : HP_OK;
}

hp_status norm_run(norm_work *work, hp_span run, norm_where where, const norm_edits **edits, hp_error *err)
{
    const norm_characters *characters = &work->engine->characters;
    norm_line *line = &work->line;
    work->edits.count = 0;
    work->edits.text.len = 0;
    work->edits.whole = (hp_span){ NULL, 0 };
    work->failed = work->told = work->altered = false;
    *edits = &work->edits;
    if (run.len >= UINT32_MAX)
        return error_set(err, HP_LIMIT, 0, "a line of 4 GiB or more");
    work->window = where.has_no_hints && !where.kept && norm_has_windows(work->engine);
    if (work->window)
        return run_windows(work, run, where, err);
    line->starts = where.starts_line;
    line->ends = where.ends_line;
    line->opens = where.starts_document;
    if (!norm_line_read(line, characters, run))
        return error_set_memory(err);
    if (where.kept) {
        if (runs(work->engine, NORM_RULE_LINE_ENDS))
            cut_lines(line, runs(work->engine, NORM_RULE_CONTROLS));
        work->altered = line->changed;
    } else if ((!work_through(work, where.next_vanishes) || joins_bytes(line)) && !work->failed) {
        norm_line_reset(line, characters);
        work->altered = work->told = false;
    }
    if (!where.kept && work->transform && !work->failed) {
        work->told = false;
        work->altered = true;
        norm_transform_line(work);
    }
    work->edits.whole = work->told ? (hp_span){ work->text.ptr, work->text.len } : (hp_span){ NULL, 0 };
    if (!work->told)
        work->edits.count = work->edits.text.len = 0;
    if (!work->failed && !work->told && work->altered)
        norm_line_edits(line, 0, &work->edits);
    return work->failed || work->edits.failed ? error_set_memory(err) : HP_OK;
}

bool norm_vanishes(norm_work *work, hp_span line)
{
    const norm_edits *edits;
    hp_span run = { line.ptr, utf8_valid(line) };
    norm_where where = { .starts_line = true, .ends_line = run.len == line.len };
    if (!norm_may_begin_blank(work->engine, line))
        return false;
    if (line.len == 0)
        return true;
    if (run.len == 0 || norm_run(work, run, where, &edits, NULL) != HP_OK)
        return false;
    return work->line.count == 0 ? where.ends_line : work->line.cells[0].cp == '\n';
}

void norm_versions(hp_buf *out)
{
    norm_forms_version(out);
}
