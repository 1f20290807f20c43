/* keep.c - keeps the documents, or with --lines the lines, for which a condition on their counts holds.
 *
 * The condition is judge/expression.h's over the names of judge/judge.h; only what it asks for is counted.  Of several
 * all must hold; where there is none everything is kept.  A document for which one does not hold is rejected, with the
 * comparisons that failed as the reason; a line is dropped.
 * Worked: keep 'han > 0.5' rejects "abc 國" with "han > 0.5 (found 0.2)".
 */
#include <string.h>

#include "filters/judge/filters.h"
#include "judge/judge.h"
#include "judge/rules.h"
#include "pipeline/answer.h"
#include "pipeline/icu_guard.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/read_file.h"

struct keep_filter {
    judge_tables tables;
    expression **conditions; /* owned, all of which must hold */
    size_t count;
    unsigned longest_gram;
    bool lines;
};

enum { IF, RULES, LINES, REASONS, LIST };

static const filter_option options[] = {
    [IF] = { 0, "if", "EXPR", "the condition, such as 'han > 0.3 && dup13 < 0.5', or @NAME for a rule that is known" },
    [RULES] = { 0, "rules", "FILE", "read the condition from FILE, which may have comments from # on" },
    [LINES] = { 0, "lines", NULL, "judge each line by itself, and drop those for which it does not hold" },
    [REASONS] = { 0, "reasons", "FILE", "write a row for each document rejected: its name, and why" },
    [LIST] = { 0, "list", NULL, "list what may stand in a condition, and the rules, and end" },
    { 0 },
};

enum { COUNT_REJECTED };
static const char *const counters[] = { "rejected", NULL };

/* Parses the condition; errors name the option that it came by. */
static hp_status set_condition(struct keep_filter *keep, const char *option, hp_span text, hp_error *err)
{
    hp_status st = expression_parse(&keep->conditions[keep->count], text, judge_names, err);
    keep->count += st == HP_OK;
    if (st == HP_USAGE)
        error_set(err, st, 0, "--%s: %s", option, hp_error_text(err));
    return st;
}

static hp_status take_option(struct keep_filter *keep, const filter_given *given, const hp_data *data, hp_error *err)
{
    hp_buf file = { 0 };
    hp_span text = given->value ? span_of_string(given->value) : (hp_span){ NULL, 0 };
    hp_status st = HP_OK;
    switch (given->option - options) {
    case IF:
        if (text.len > 0 && text.ptr[0] == '@')
            st = judge_rules_find(data, (hp_span){ text.ptr + 1, text.len - 1 }, &text, err);
        return st == HP_OK ? set_condition(keep, "if", text, err) : st;
    case RULES:
        st = text_read_file(&file, given->value, err);
        if (st == HP_OK)
            st = set_condition(keep, "rules", (hp_span){ file.ptr, file.len }, err);
        hp_buf_free(&file);
        return st;
    case LINES:
        keep->lines = true;
        return st;
    default:
        return st;
    }
}

/* Whether the name stands in some condition. */
static bool is_used(const struct keep_filter *keep, size_t name)
{
    size_t i = 0;
    while (i < keep->count && !expression_uses(keep->conditions[i], name))
        i++;
    return i < keep->count;
}

/* The groups that the conditions need; and how long their n-grams get. */
static unsigned find_groups(struct keep_filter *keep)
{
    unsigned groups = 0;
    for (size_t i = 0; i < JUDGE_NAME_COUNT; i++) {
        if (!is_used(keep, i))
            continue;
        unsigned gram = i >= JUDGE_top2 && i <= JUDGE_dup13     ? (unsigned)(i - JUDGE_top2) + 2
                        : i >= JUDGE_wtop2 && i <= JUDGE_wdup10 ? (unsigned)(i - JUDGE_wtop2) + 2
                        : i == JUDGE_again13                    ? GRAMS_MOST
                                                                : 0;
        keep->longest_gram = gram > keep->longest_gram ? gram : keep->longest_gram;
        groups |= 1u << judge_group_of((judge_name)i);
    }
    return groups;
}

static void keep_free(void *self)
{
    struct keep_filter *keep = self;
    for (size_t i = 0; i < keep->count; i++)
        expression_free(keep->conditions[i]);
    judge_tables_close(&keep->tables);
    memory_free(keep->conditions);
    memory_free(keep);
}

static hp_status keep_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    struct keep_filter *keep = memory_zeroed(1, sizeof *keep);
    if (keep)
        keep->conditions = memory_zeroed(count + 1, sizeof *keep->conditions);
    hp_status st = keep && keep->conditions ? HP_OK : error_set_memory(err);
    *self = NULL;
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = take_option(keep, &given[i], data, err);
    if (st == HP_OK)
        st = judge_tables_open(&keep->tables, find_groups(keep), data, err);
    if (st == HP_OK)
        *self = keep;
    else if (keep)
        keep_free(keep);
    return st;
}

struct keep_scratch {
    judge *judge;
    hp_buf reason;
};

static void keep_scratch_free(void *scratch)
{
    struct keep_scratch *s = scratch;
    judge_free(s->judge);
    hp_buf_free(&s->reason);
    memory_free(s);
}

static hp_status keep_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const struct keep_filter *keep = self;
    struct keep_scratch *s = memory_zeroed(1, sizeof *s);
    *scratch = NULL;
    if (s)
        s->judge = judge_new(&keep->tables);
    if (s && s->judge) {
        *scratch = s;
        return HP_OK;
    }
    memory_free(s);
    return error_set_memory(err);
}

static filter_needs keep_needs(const void *self)
{
    const struct keep_filter *keep = self;
    return keep->lines ? (filter_needs){ .unit = FILTER_LINES, .drops_lines = true }
                       : (filter_needs){ .unit = FILTER_DOCUMENT };
}

static void put_reason(const filter_input *input, hp_span reason, hp_buf *rows)
{
    buffer_put_escaped(rows, span_of_string(input->place.file ? input->place.file : "-"));
    hp_buf_append(rows, span_of_string("\t"));
    buffer_put_escaped(rows, reason);
    hp_buf_append(rows, span_of_string("\n"));
}

static hp_status keep_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                            hp_error *err)
{
    const struct keep_filter *keep = self;
    struct keep_scratch *s = scratch;
    bool holds = true;
    hp_status st = HP_OK;
    s->reason.len = 0;
    s->reason.failed = false;
    judge_start(s->judge, keep->lines ? judge_trim(run) : run, keep->longest_gram);
    for (size_t i = 0; st == HP_OK && holds && i < keep->count; i++)
        st = expression_holds(keep->conditions[i], judge_find, s->judge, &holds, keep->lines ? NULL : &s->reason, err);
    if (st == HP_OK && s->reason.failed)
        st = error_set_memory(err);
    if (st != HP_OK)
        return st;
    hp_span reason = { s->reason.ptr, s->reason.len };
    answer_count(out, COUNT_REJECTED, !holds);
    if (holds)
        answer_keep_all(out, run);
    else if (keep->lines)
        answer_drop_line(out, "rejected");
    else
        answer_reject(out, run, reason);
    if (!holds && !keep->lines && answer_report(out))
        put_reason(input, reason, answer_report(out));
    return HP_OK;
}

static hp_status keep_list(const hp_data *data, hp_buf *out, hp_error *err)
{
    judge_list_names(out);
    judge_rules_list(data, out);
    return out->failed ? error_set_memory(err) : HP_OK;
}

static const char *const operands[] = { "if", "rules", NULL };

const filter_descriptor filter_keep = {
    .word = "keep",
    .purpose = "keep the documents or lines for which a condition holds",
    .example = "hankeep 'han > 0.3 && dup13 < 0.5' page.txt",
    .options = options,
    .operands = operands,
    .counters = counters,
    .report = "reasons",
    .traits = FILTER_SEES_DOCUMENTS | FILTER_WANTS_ANY_BYTES | FILTER_WANTS_EMPTY_LINES | FILTER_HAS_CHECK,
    .open = keep_open,
    .free = keep_free,
    .scratch_open = keep_scratch_open,
    .scratch_free = keep_scratch_free,
    .needs = keep_needs,
    .apply = keep_apply,
    .guard = icu_guard,
    .list = keep_list,
    .versions = judge_versions,
};
