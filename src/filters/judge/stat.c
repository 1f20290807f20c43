/* stat.c - says of each document what was counted in it, by the engine in judge/; the text passes unchanged.
 *
 * Given a document of any bytes it gives it back, with a fact for the record around it (an object at --into), or, with
 * --rows, one row in the text's place.  Worked: "國家" with --only=chars,han → {"chars":2,"scripts":{"Hani":2},"han":1}
 */
#include <string.h>

#include "filters/judge/filters.h"
#include "judge/judge.h"
#include "pipeline/answer.h"
#include "pipeline/icu_guard.h"
#include "pipeline/option_value.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/json.h"
#include "text/memory.h"

struct stat_filter {
    judge_tables tables;
    bool wanted[JUDGE_NAME_COUNT];
    bool has_names; /* --only was given */
    bool words, rows, is_tsv;
    char *into; /* owned */
};

enum { INTO, ONLY, WORDS, ROWS, FORMAT, LIST };

static const char *const formats[] = { "json", "tsv", NULL };
enum { TSV = 1 };

static const filter_option options[] = {
    [INTO] = { 0, "into", "POINTER", "where a record takes the counts: a JSON Pointer (default: /han)" },
    [ONLY] = { 0, "only", "NAMES", "nothing but these counts, with commas between (see --list)" },
    [WORDS] = { 0, "words", NULL, "also what is counted in words as hanseg cuts them; takes its time" },
    [ROWS] = { 0, "rows", NULL, "a row for each document in its text's place" },
    [FORMAT] = { 0, "format", "FORMAT", "of rows: json (default), an object a line, or tsv", formats },
    [LIST] = { 0, "list", NULL, "list the counts, and end" },
    { 0 },
};

static hp_status set_only(struct stat_filter *stat, const char *value, hp_error *err)
{
    hp_span rest = span_of_string(value);
    stat->has_names = true;
    while (rest.len > 0) {
        hp_span name = span_take_field(&rest, ',');
        size_t i = 0;
        while (i < JUDGE_NAME_COUNT && !span_eq(name, span_of_string(judge_names[i].name)))
            i++;
        if (i == JUDGE_NAME_COUNT)
            return error_set(err, HP_USAGE, 0, "--only=%s: there is no count '%.*s' (see --list)", value, (int)name.len,
                             name.ptr);
        stat->wanted[i] = true;
    }
    return HP_OK;
}

static hp_status take_option(struct stat_filter *stat, const filter_given *given, hp_error *err)
{
    switch (given->option - options) {
    case INTO:
        if (given->value[0] != '/')
            return error_set(err, HP_USAGE, 0, "--into=%s: a JSON Pointer begins with '/'", given->value);
        memory_free(stat->into);
        stat->into = memory_copy_string(given->value);
        return stat->into ? HP_OK : error_set_memory(err);
    case ONLY:
        return set_only(stat, given->value, err);
    case WORDS:
        stat->words = true;
        break;
    case ROWS:
        stat->rows = true;
        break;
    case FORMAT:
        stat->is_tsv = option_choice(given) == TSV;
        break;
    default:
        break;
    }
    return HP_OK;
}

/* What is counted where nobody names it: all but words, what helps to judge a line, and what detect is for. */
static void choose_names(struct stat_filter *stat)
{
    const unsigned others = 1u << JUDGE_ENCODING | 1u << JUDGE_SCRIPT | 1u << JUDGE_ANNOTATIONS | 1u << JUDGE_ERRORS |
                            1u << JUDGE_MOJIBAKE | 1u << JUDGE_ODDITIES | 1u << JUDGE_ENDS;
    for (size_t i = 0; i < JUDGE_NAME_COUNT; i++) {
        judge_group group = judge_group_of((judge_name)i);
        bool is_of_words = group == JUDGE_WORDS || group == JUDGE_WORD_GRAMS;
        if (is_of_words ? stat->words : !(others & 1u << group) && !stat->has_names)
            stat->wanted[i] = true;
    }
}

static void stat_free(void *self)
{
    struct stat_filter *stat = self;
    judge_tables_close(&stat->tables);
    memory_free(stat->into);
    memory_free(stat);
}

static hp_status stat_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    struct stat_filter *stat = memory_zeroed(1, sizeof *stat);
    *self = NULL;
    if (!stat)
        return error_set_memory(err);
    stat->into = memory_copy_string("/han");
    hp_status st = stat->into ? HP_OK : error_set_memory(err);
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = take_option(stat, &given[i], err);
    choose_names(stat);
    unsigned groups = 0;
    for (size_t i = 0; i < JUDGE_NAME_COUNT; i++)
        groups |= stat->wanted[i] ? 1u << judge_group_of((judge_name)i) : 0;
    if (st == HP_OK)
        st = judge_tables_open(&stat->tables, groups, data, err);
    if (st == HP_OK)
        *self = stat;
    else
        stat_free(stat);
    return st;
}

static hp_status stat_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const struct stat_filter *stat = self;
    *scratch = judge_new(&stat->tables);
    return *scratch ? HP_OK : error_set_memory(err);
}

static void stat_scratch_free(void *scratch)
{
    judge_free(scratch);
}

static filter_needs stat_needs(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_DOCUMENT };
}

static hp_status stat_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                            hp_error *err)
{
    const struct stat_filter *stat = self;
    hp_buf json = { 0 }, *rows = stat->rows ? answer_report(out) : NULL;
    judge_start(scratch, run, GRAMS_MOST);
    hp_status st = judge_put_json(scratch, stat->wanted, &json, err);
    if (st == HP_OK && json.failed)
        st = error_set_memory(err);
    if (st == HP_OK && rows && stat->is_tsv)
        st = judge_put_tsv_row(scratch, stat->wanted, &input->place, false, rows, err);
    else if (st == HP_OK && rows)
        judge_put_json_row((hp_span){ json.ptr, json.len }, &input->place, false, rows);
    if (st == HP_OK) {
        answer_fact(out, stat->into, (hp_span){ json.ptr, json.len });
        answer_keep_all(out, run);
    }
    hp_buf_free(&json);
    return st;
}

static hp_status stat_list(const hp_data *data, hp_buf *out, hp_error *err)
{
    (void)data;
    judge_list_names(out);
    return out->failed ? error_set_memory(err) : HP_OK;
}

hp_status judge_put_tsv_row(judge *j, const bool *wanted, const hp_place *place, bool line, hp_buf *rows, hp_error *err)
{
    buffer_put_escaped(rows, span_of_string(place->file ? place->file : "-"));
    if (line)
        buffer_format(rows, "\t%llu", (unsigned long long)place->line);
    hp_buf_append(rows, span_of_string("\t"));
    hp_status st = judge_put_tsv(j, wanted, rows, err);
    hp_buf_append(rows, span_of_string("\n"));
    return st;
}

void judge_put_json_row(hp_span object, const hp_place *place, bool line, hp_buf *rows)
{
    hp_buf_append(rows, span_of_string("{\"file\":"));
    json_put_string(span_of_string(place->file ? place->file : "-"), rows);
    if (line)
        buffer_format(rows, ",\"line\":%llu", (unsigned long long)place->line);
    hp_buf_append(rows, span_of_string(object.len > 2 ? "," : ""));
    hp_buf_append(rows, (hp_span){ object.ptr + 1, object.len - 1 });
    hp_buf_append(rows, span_of_string("\n"));
}

void judge_list_names(hp_buf *out)
{
    for (size_t i = 0; i < JUDGE_NAME_COUNT; i++)
        buffer_format(out, "%-15s %s\n", judge_names[i].name, judge_names[i].meaning);
}

void judge_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    buffer_format(out, "ICU %s\n", judge_icu_version());
}

const filter_descriptor filter_stat = {
    .word = "stat",
    .purpose = "count what a text is made of: scripts, lines, repetition, fingerprints",
    .example = "hanstat --only=han,dup13,hash page.txt",
    .options = options,
    .report = "rows",
    .traits = FILTER_SEES_DOCUMENTS | FILTER_GIVES_ROWS,
    .open = stat_open,
    .free = stat_free,
    .scratch_open = stat_scratch_open,
    .scratch_free = stat_scratch_free,
    .needs = stat_needs,
    .apply = stat_apply,
    .guard = icu_guard,
    .list = stat_list,
    .versions = judge_versions,
};
