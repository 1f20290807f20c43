/* expression.c - reads a pipeline expression: "strip | conv -c t2s | seg".
 *
 * Its words are those of words.h.  A word that starts with - is an option of the stage's filter, from the
 * same table as the filter's own command line: --name=value, --name value, -x value, -xvalue, -abc for -a -b -c; a long
 * name may be cut short while it stays unambiguous; -- ends the options, all as getopt_long() reads them. getopt_long()
 * is not used here: it keeps its place in the process's globals, which are the caller's, not ours. Errors carry the
 * offset of the word in the expression.
 */
#include <string.h>

#include "pipeline/expression/words.h"
#include "pipeline/option_value.h"
#include "pipeline/pipeline.h"
#include "pipeline/suggest.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

enum { FILTERS_MAX = 64 };

static const filter_descriptor *find_filter(const char *word)
{
    for (size_t i = 0; filter_registry[i]; i++)
        if (strcmp(filter_registry[i]->word, word) == 0)
            return filter_registry[i];
    return NULL;
}

/* The option whose long name is, or unambiguously starts with, `name`. */
static const filter_option *find_long(const filter_descriptor *filter, hp_span name)
{
    const filter_option *found = NULL;
    size_t matches = 0;
    for (const filter_option *o = filter->options; o && o->name; o++) {
        if (span_eq(name, span_of_string(o->name)))
            return o;
        if (strlen(o->name) > name.len && memcmp(o->name, name.ptr, name.len) == 0) {
            found = o;
            matches++;
        }
    }
    return matches == 1 ? found : NULL;
}

static const filter_option *find_short(const filter_descriptor *filter, char letter)
{
    for (const filter_option *o = filter->options; o && o->name; o++)
        if (o->letter == letter)
            return o;
    return NULL;
}

/* A stage in the making. */
struct stage_reader {
    const filter_descriptor *filter;
    const expression_word *words;
    size_t count, at;    /* at: the word being read */
    filter_given *given; /* where the next option goes */
    hp_error *err;
};

/* Says that the filter has no such option, and what may have been meant. */
static hp_status refuse_option(const struct stage_reader *r, const expression_word *word)
{
    const char *habit = suggest_habit(r->filter->habits, word->text);
    suggestion near = { word->text + strspn(word->text, "-") };
    if (word->text[1] == '-')
        suggest_offer_options(&near, r->filter->options);
    return error_set(r->err, HP_USAGE, word->offset, "%s has no option '%s' that may stand in a pipeline%s%s%s",
                     r->filter->word, word->text,
                     habit       ? ": "
                     : near.best ? "; did you mean --"
                                 : "",
                     habit       ? habit
                     : near.best ? near.best
                                 : "",
                     !habit && near.best ? "?" : "");
}

/* Takes an option with what stands behind it in its own word (NULL for nothing), and its argument from the next word
 * where it needs one. */
static hp_status take_option(struct stage_reader *r, const filter_option *option, const char *value)
{
    const expression_word *word = &r->words[r->at];
    bool optional = option && option->argument && option->argument[0] == '[';
    size_t offset = word->offset + (value ? (size_t)(value - word->text) : 0);
    if (!option || strcmp(option->name, "list") == 0)
        return refuse_option(r, word);
    if (!option->argument && value)
        return error_set(r->err, HP_USAGE, word->offset, "option '--%s' takes no argument", option->name);
    if (option->argument && !optional && !value) {
        if (r->at + 1 >= r->count || r->words[r->at + 1].bar)
            return error_set(r->err, HP_USAGE, word->offset, "option '%s' needs an argument", word->text);
        value = r->words[++r->at].text;
        offset = r->words[r->at].offset;
    }
    *r->given++ = (filter_given){ option, value, offset };
    return HP_OK;
}

/* Reads --name or --name=value. */
static hp_status read_long(struct stage_reader *r)
{
    const char *name = r->words[r->at].text + 2, *equals = strchr(name, '=');
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    return take_option(r, find_long(r->filter, (hp_span){ name, len }), equals ? equals + 1 : NULL);
}

/* Reads -a, -abc or -xvalue. */
static hp_status read_short(struct stage_reader *r)
{
    for (const char *letter = r->words[r->at].text + 1; *letter; letter++) {
        const filter_option *option = find_short(r->filter, *letter);
        bool ends = option && option->argument;
        hp_status st = take_option(r, option, ends && letter[1] ? letter + 1 : NULL);
        if (st != HP_OK || ends)
            return st;
    }
    return HP_OK;
}

/* Whether the filter takes the word at hand as its operand: it has one, and it was not given yet; then takes it. */
static bool take_operand(struct stage_reader *r, const filter_given *first)
{
    const char *const *operands = r->filter->operands;
    const expression_word *word = &r->words[r->at];
    for (const filter_given *given = first; operands && given < r->given; given++)
        for (size_t i = 0; operands[i]; i++)
            if (strcmp(given->option->name, operands[i]) == 0)
                return false;
    if (!operands)
        return false;
    *r->given++ = (filter_given){ find_long(r->filter, span_of_string(operands[0])), word->text, word->offset };
    return true;
}

/* Reads the options of a stage, up to its bar or the end. */
static hp_status read_options(struct stage_reader *r)
{
    hp_status st = HP_OK;
    bool ended = false;
    const filter_given *first = r->given;
    for (; st == HP_OK && r->at < r->count && !r->words[r->at].bar; r->at++) {
        const expression_word *word = &r->words[r->at];
        bool is_option = !ended && word->text[0] == '-' && word->text[1] != '\0';
        if (!is_option && take_operand(r, first))
            continue;
        if (!is_option)
            st = error_set(r->err, HP_USAGE, word->offset, "unexpected '%s': files go after the expression",
                           word->text);
        else if (word->text[1] != '-')
            st = read_short(r);
        else if (word->text[2] == '\0')
            ended = true;
        else
            st = read_long(r);
    }
    return st;
}

/* Says that there is no such filter, and which may have been meant: tools have "han" before the filter's name. */
static hp_status refuse_filter(const expression_word *name, hp_error *err)
{
    suggestion near = { strncmp(name->text, "han", 3) == 0 ? name->text + 3 : name->text };
    for (size_t i = 0; filter_registry[i]; i++)
        suggest_offer(&near, filter_registry[i]->word);
    return near.best ? error_set(err, HP_USAGE, name->offset, "no filter is called '%s'; did you mean '%s'?",
                                 name->text, near.best)
                     : error_set(err, HP_USAGE, name->offset, "no filter is called '%s'", name->text);
}

/* Reads the stage that starts at words[*i], up to its bar or the end; its options go to `given`. */
static hp_status read_stage(pipeline_stage *stage, const expression_word *words, size_t count, size_t *i,
                            filter_given *given, hp_error *err)
{
    const expression_word *name = &words[*i];
    *stage = (pipeline_stage){ .filter = name->bar ? NULL : find_filter(name->text),
                               .given = given,
                               .offset = name->offset };
    if (name->bar)
        return error_set(err, HP_USAGE, name->offset, "a filter is missing before '|'");
    if (!stage->filter)
        return refuse_filter(name, err);
    struct stage_reader r = {
        .filter = stage->filter, .words = words, .count = count, .at = *i + 1, .given = given, .err = err
    };
    hp_status st = read_options(&r);
    stage->count = (size_t)(r.given - given);
    *i = r.at;
    return st;
}

static bool has_hints(const pipeline_stage *stage)
{
    size_t i = 0;
    while (i < stage->count && strcmp(stage->given[i].option->name, "hints") != 0)
        i++;
    return i < stage->count;
}

/* Hints that no later filter takes away would end up in the text. */
static hp_status check_hints(const pipeline_expression *expression, hp_error *err)
{
    const pipeline_stage *giver = NULL;
    for (size_t i = 0; i < expression->count; i++) {
        const pipeline_stage *stage = &expression->stages[i];
        if (has_hints(stage))
            giver = stage->filter->traits & FILTER_MAKES_HINTS ? stage : NULL;
    }
    if (!giver)
        return HP_OK;
    return error_set(err, HP_USAGE, giver->offset, "no later filter uses the hints of '%s --hints' (see conv --hints)",
                     giver->filter->word);
}

/* Reads the stages of the words; there is at least one word. */
static hp_status read_stages(pipeline_expression *out, const expression_words *words, hp_error *err)
{
    filter_given *given = out->given;
    hp_status st = HP_OK;
    for (size_t i = 0; st == HP_OK && i < words->count; i++) {
        if (out->count == FILTERS_MAX)
            return error_set(err, HP_USAGE, words->items[i].offset, "more than %d filters", FILTERS_MAX);
        pipeline_stage *stage = &out->stages[out->count++];
        st = read_stage(stage, words->items, words->count, &i, given, err);
        given += stage->count;
        if (st == HP_OK && i + 1 == words->count)
            st = error_set(err, HP_USAGE, words->items[i].offset, "a filter is missing after '|'");
    }
    return st;
}

hp_status pipeline_expression_parse(pipeline_expression *out, const char *text, hp_error *err)
{
    expression_words words;
    *out = (pipeline_expression){ 0 };
    hp_status st = expression_words_read(&words, text, err);
    out->words = words.arena;
    if (st == HP_OK && words.count == 0)
        st = error_set(err, HP_USAGE, 0, "the pipeline is empty");
    if (st == HP_OK) { /* there are no more options than bytes */
        out->stages = memory_zeroed(words.count, sizeof *out->stages);
        out->given = memory_zeroed(words.size, sizeof *out->given);
        if (!out->stages || !out->given)
            st = error_set_memory(err);
    }
    if (st == HP_OK)
        st = read_stages(out, &words, err);
    if (st == HP_OK)
        st = check_hints(out, err);
    memory_free(words.items);
    if (st != HP_OK)
        pipeline_expression_free(out);
    return st;
}

void pipeline_expression_free(pipeline_expression *expression)
{
    memory_free(expression->stages);
    memory_free(expression->given);
    memory_free(expression->words);
    *expression = (pipeline_expression){ 0 };
}

static hp_status check_limits(const pipeline_expression *parsed, const hp_limits *limits, hp_error *err)
{
    if (limits->filters && parsed->count > limits->filters)
        return error_set(err, HP_LIMIT, parsed->stages[limits->filters].offset, "more than %u filters",
                         (unsigned)limits->filters);
    for (size_t i = 0; limits->flags & HP_NO_FILES && i < parsed->count; i++)
        for (size_t k = 0; k < parsed->stages[i].count; k++)
            if (option_names_file(parsed->stages[i].filter, &parsed->stages[i].given[k]))
                return error_set(err, HP_LIMIT, parsed->stages[i].offset, "%s --%s may not name a file here",
                                 parsed->stages[i].filter->word, parsed->stages[i].given[k].option->name);
    return HP_OK;
}

static hp_status open_limited(hp_pipeline **out, const char *expression, const hp_limits *limits, const hp_data *data,
                              hp_error *err)
{
    pipeline_expression parsed;
    *out = NULL;
    if (limits->expression && strlen(expression) > limits->expression)
        return error_set(err, HP_LIMIT, limits->expression, "the pipeline is longer than %llu bytes",
                         (unsigned long long)limits->expression);
    hp_status st = pipeline_expression_parse(&parsed, expression, err);
    if (st != HP_OK)
        return st;
    st = check_limits(&parsed, limits, err);
    if (st == HP_OK)
        st = pipeline_open_stages(out, parsed.stages, parsed.count, data, err);
    pipeline_expression_free(&parsed);
    return st;
}

hp_status hp_pipeline_open(hp_pipeline **out, const char *expression, const hp_data *data, hp_error *err)
{
    if (!out || !expression)
        return error_set(err, HP_MISUSE, 0, "hp_pipeline_open: NULL argument");
    return open_limited(out, expression, &(hp_limits){ 0 }, data, err);
}

hp_status hp_pipeline_open_limited(hp_pipeline **out, const char *expression, const hp_limits *limits, size_t size,
                                   const hp_data *data, hp_error *err)
{
    hp_limits known = { 0 };
    if (!out || !expression || !limits)
        return error_set(err, HP_MISUSE, 0, "hp_pipeline_open_limited: NULL argument");
    *out = NULL;
    memcpy(&known, limits, size < sizeof known ? size : sizeof known);
    for (size_t i = sizeof known; i < size; i++)
        if (((const char *)limits)[i])
            return error_set(err, HP_MISUSE, 0, "hp_pipeline_open_limited: a limit that this library does not know");
    if (known.flags & ~(uint32_t)HP_NO_FILES)
        return error_set(err, HP_MISUSE, 0, "hp_pipeline_open_limited: a flag that this library does not know");
    return open_limited(out, expression, &known, data, err);
}
