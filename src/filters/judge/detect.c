/* detect.c - says what a document, or with --lines each line, is: its encoding, script and region, and what is wrong
 * with it; the text passes unchanged.
 *
 * The engine is judge/, which counts, by name, only what is asked for.  A document may be in any encoding.  With --if
 * nothing is written, and the condition is the answer.
 * Worked: "搭的士到尖沙咀" → {"file":"-",…,"script":"hant",…,"region":"hk",…}; --if='script==hans' → no, exit status 1.
 */
#include <string.h>

#include "filters/judge/filters.h"
#include "pipeline/answer.h"
#include "pipeline/icu_guard.h"
#include "pipeline/option_value.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

struct detect_filter {
    judge_tables tables;
    bool wanted[JUDGE_NAME_COUNT];
    bool lines, rows, is_tsv, summary, errors;
    expression *condition; /* owned, or NULL */
    char *into;            /* owned */
};

enum { IF, LINES, ERRORS, FORMAT, SUMMARY, INTO, ROWS, LIST };

static const char *const formats[] = { "json", "tsv", NULL };
enum { TSV = 1 };

static const filter_option options[] = {
    [IF] = { 0, "if", "EXPR", "no text: exit 0 when EXPR holds for every document, 1 when not, 2 trouble" },
    [LINES] = { 0, "lines", NULL, "a row for each line, which is UTF-8" },
    [ERRORS] = { 0, "errors", NULL, "also count what hanfix would repair; takes its time" },
    [FORMAT] = { 0, "format", "FORMAT", "of rows: json (default), an object a line, or tsv", formats },
    [SUMMARY] = { 'v', "verbose", NULL, "a summary in plain words in place of each row" },
    [INTO] = { 0, "into", "POINTER", "where a record takes the facts: a JSON Pointer (default: /detect)" },
    [ROWS] = { 0, "rows", NULL, "a row for each document in its text's place" },
    [LIST] = { 0, "list", NULL, "list what may stand in a condition, and end" },
    { 0 },
};

enum { COUNT_FALSE };
static const char *const counters[] = { "false", NULL };

/* What is said where --errors is not given. */
static const judge_name names[] = {
    JUDGE_chars,
    JUDGE_invalid,
    JUDGE_han,
    JUDGE_latin,
    JUDGE_kana,
    JUDGE_hangul,
    JUDGE_private,
    JUDGE_replaced,
    JUDGE_encoding,
    JUDGE_script,
    JUDGE_script_confidence,
    JUDGE_simplified,
    JUDGE_traditional,
    JUDGE_japanese,
    JUDGE_region,
    JUDGE_region_confidence,
    JUDGE_annotations,
    JUDGE_bracket,
    JUDGE_ruby,
    JUDGE_template,
    JUDGE_glued,
    JUDGE_broken,
    JUDGE_mojibake,
    JUDGE_radicals,
    JUDGE_compatibility,
    JUDGE_invisible,
    JUDGE_controls,
    JUDGE_lines,
    JUDGE_mean_line,
    JUDGE_longest_line,
    JUDGE_crlf,
    JUDGE_paragraphs,
};
static const judge_name errors[] = { JUDGE_errors, JUDGE_residue, JUDGE_shared, JUDGE_choice };

/* Those that a line has no use for. */
static const judge_name of_documents[] = { JUDGE_encoding,     JUDGE_lines, JUDGE_mean_line,
                                           JUDGE_longest_line, JUDGE_crlf,  JUDGE_paragraphs };

static hp_status take_option(struct detect_filter *detect, const filter_given *given, hp_error *err)
{
    hp_status st = HP_OK;
    switch (given->option - options) {
    case IF:
        expression_free(detect->condition);
        st = expression_parse(&detect->condition, span_of_string(given->value), judge_names, err);
        if (st == HP_USAGE)
            error_set(err, st, 0, "--if: %s", hp_error_text(err));
        return st;
    case LINES:
        detect->lines = true;
        break;
    case ERRORS:
        detect->errors = true;
        break;
    case FORMAT:
        detect->is_tsv = option_choice(given) == TSV;
        break;
    case SUMMARY:
        detect->summary = true;
        break;
    case ROWS:
        detect->rows = true;
        break;
    case INTO:
        if (given->value[0] != '/')
            return error_set(err, HP_USAGE, 0, "--into=%s: a JSON Pointer begins with '/'", given->value);
        memory_free(detect->into);
        detect->into = memory_copy_string(given->value);
        return detect->into ? HP_OK : error_set_memory(err);
    default:
        break;
    }
    return HP_OK;
}

static void detect_free(void *self)
{
    struct detect_filter *detect = self;
    expression_free(detect->condition);
    judge_tables_close(&detect->tables);
    memory_free(detect->into);
    memory_free(detect);
}

/* Sets what is said; returns the groups that are needed for it, or for the condition alone. */
static unsigned choose_names(struct detect_filter *detect)
{
    unsigned groups = detect->lines ? 0 : 1u << JUDGE_ENCODING;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        detect->wanted[names[i]] = true;
    for (size_t i = 0; detect->errors && i < sizeof errors / sizeof *errors; i++)
        detect->wanted[errors[i]] = true;
    for (size_t i = 0; detect->lines && i < sizeof of_documents / sizeof *of_documents; i++)
        detect->wanted[of_documents[i]] = false;
    for (size_t i = 0; i < JUDGE_NAME_COUNT; i++)
        if (detect->condition ? expression_uses(detect->condition, i) : detect->wanted[i])
            groups |= 1u << judge_group_of((judge_name)i);
    return groups;
}

static hp_status detect_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    struct detect_filter *detect = memory_zeroed(1, sizeof *detect);
    *self = NULL;
    if (!detect)
        return error_set_memory(err);
    detect->into = memory_copy_string("/detect");
    hp_status st = detect->into ? HP_OK : error_set_memory(err);
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = take_option(detect, &given[i], err);
    if (st == HP_OK && detect->lines && !detect->rows && !detect->condition)
        st = error_set(err, HP_USAGE, 0, "--lines gives rows: it needs --rows, or --if");
    if (st == HP_OK)
        st = judge_tables_open(&detect->tables, choose_names(detect), data, err);
    if (st == HP_OK)
        *self = detect;
    else
        detect_free(detect);
    return st;
}

static hp_status detect_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const struct detect_filter *detect = self;
    *scratch = judge_new(&detect->tables);
    return *scratch ? HP_OK : error_set_memory(err);
}

static void detect_scratch_free(void *scratch)
{
    judge_free(scratch);
}

static filter_needs detect_needs(const void *self)
{
    const struct detect_filter *detect = self;
    return (filter_needs){ .unit = detect->lines ? FILTER_LINES : FILTER_DOCUMENT, .line_numbers = detect->lines };
}

/* Says what was found: a fact, and a row where those are wanted. */
static hp_status tell(const struct detect_filter *detect, judge *j, const hp_place *place, answer *out, hp_error *err)
{
    hp_buf json = { 0 }, *rows = detect->rows ? answer_report(out) : NULL;
    hp_status st = judge_put_json(j, detect->wanted, &json, err);
    if (st == HP_OK && json.failed)
        st = error_set_memory(err);
    if (st == HP_OK && !detect->lines)
        answer_fact(out, detect->into, (hp_span){ json.ptr, json.len });
    if (st == HP_OK && rows && detect->summary)
        st = judge_put_summary(j, detect->wanted, place, detect->lines, rows, err);
    else if (st == HP_OK && rows && detect->is_tsv)
        st = judge_put_tsv_row(j, detect->wanted, place, detect->lines, rows, err);
    else if (st == HP_OK && rows)
        judge_put_json_row((hp_span){ json.ptr, json.len }, place, detect->lines, rows);
    hp_buf_free(&json);
    return st;
}

static hp_status detect_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                              hp_error *err)
{
    const struct detect_filter *detect = self;
    bool holds = true;
    judge_start(scratch, run, GRAMS_MOST);
    hp_status st = detect->lines ? HP_OK : judge_decode(scratch, err);
    if (st == HP_OK && detect->condition)
        st = expression_holds(detect->condition, judge_find, scratch, &holds, NULL, err);
    else if (st == HP_OK)
        st = tell(detect, scratch, &input->place, out, err);
    answer_count(out, COUNT_FALSE, !holds);
    answer_keep_all(out, run);
    return st;
}

static hp_status detect_list(const hp_data *data, hp_buf *out, hp_error *err)
{
    (void)data;
    judge_list_names(out);
    return out->failed ? error_set_memory(err) : HP_OK;
}

const filter_descriptor filter_detect = {
    .word = "detect",
    .purpose = "say what a text is: encoding, script, region, annotations, damage",
    .example = "handetect -v page.txt",
    .options = options,
    .counters = counters,
    .report = "rows",
    .asks = "if",
    .traits = FILTER_SEES_DOCUMENTS | FILTER_GIVES_ROWS | FILTER_ANY_ENCODING | FILTER_NEEDS_DATA |
              FILTER_WANTS_ANY_BYTES | FILTER_WANTS_EMPTY_LINES,
    .open = detect_open,
    .free = detect_free,
    .scratch_open = detect_scratch_open,
    .scratch_free = detect_scratch_free,
    .needs = detect_needs,
    .apply = detect_apply,
    .guard = icu_guard,
    .list = detect_list,
    .versions = judge_versions,
};
