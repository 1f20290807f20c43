/* hanpipe.c - runs a pipeline of filters in one process: hanpipe 'strip | conv -c t2s | seg' FILE…
 *
 * Gives the bytes that the same filters give in a shell pipe, at the cost of one read and one write.
 */
#include <string.h>

#include "driver/driver.h"
#include "driver/report/question.h"
#include "driver/report/message.h"
#include "pipeline/option_value.h"
#include "pipeline/expression/presets.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/read_file.h"
#include "tools/colors.h"
#include "tools/data_path.h"
#include "tools/explain.h"

static const char *const list_values[] = { "filters", "options", "presets", NULL };
enum { LIST_FILTERS, LIST_OPTIONS, LIST_PRESETS };

static const filter_option options[] = {
    { 0, "file", "FILE", "read the pipeline from FILE instead of the first word" },
    { 0, "list", "[WHAT]",
      "list the filters (default), as rows their options, or the presets, and end; --help FILTER shows a filter's",
      list_values },
    { 0, "explain", NULL, "say what PIPELINE will do, with all defaults and what fixes the result, and end" },
    { 0 }
};

static const filter_habit habits[] = { { "-i", "name files behind the pipeline, or use --in-place to rewrite them" },
                                       { "-c", "options of a filter stand in the pipeline: hanpipe 'conv -c t2s'" },
                                       { 0 } };

static const driver_program program = {
    .name = "hanpipe",
    .usage = "[OPTION]... PIPELINE [FILE]...",
    .purpose = "clean, convert and segment Chinese text with a pipeline of filters",
    .example = "hanpipe 'strip | conv -c t2s | seg' page.txt",
    .options = options,
    .habits = habits,
    .filters = filter_registry,
    .checks = false,
    .takes_folders = true,
};

static void list_filters(hp_buf *out)
{
    for (size_t i = 0; filter_registry[i]; i++)
        buffer_format(out, "%-8s  %s\n", filter_registry[i]->word, filter_registry[i]->purpose);
}

/* A row: filter ("-" for what all tools have), long name, letter, argument, its words with commas, phrase. */
static void list_option(const char *filter, const filter_option *option, hp_buf *out)
{
    buffer_format(out, "%s\t%s\t%s%.1s\t%s\t", filter, option->name, option->letter ? "-" : "",
                  (const char[]){ (char)option->letter, '\0' }, option->argument ? option->argument : "");
    for (size_t i = 0; option->values && option->values[i]; i++)
        buffer_format(out, "%s%s", i ? "," : "", option->values[i]);
    buffer_format(out, "\t%s\n", option->help);
}

static void list_options(hp_buf *out)
{
    const filter_option *all[DRIVER_OPTIONS];
    const driver_program none = { .name = program.name };
    for (size_t i = 0; filter_registry[i]; i++)
        for (const filter_option *o = filter_registry[i]->options; o && o->name; o++)
            list_option(filter_registry[i]->word, o, out);
    size_t count = driver_all_options(&none, all);
    for (size_t i = 0; i < count; i++)
        list_option("-", all[i], out);
}

/* The option `name` as it was given last, or NULL. */
static const filter_given *find_given(const driver_settings *settings, const char *name)
{
    const filter_given *found = NULL;
    for (size_t i = 0; i < settings->given_count; i++)
        if (strcmp(settings->given[i].option->name, name) == 0)
            found = &settings->given[i];
    return found;
}

static void list_presets(hp_buf *out)
{
    for (size_t i = 0; presets[i].name; i++)
        buffer_format(out, "@%-8s %s: %s\n", presets[i].name, presets[i].purpose, presets[i].expression);
}

/* Prints what was made, and frees it. */
static int print(const driver_settings *settings, hp_buf *out)
{
    if (out->failed)
        driver_complain(program.name, "out of memory");
    int status = out->failed ? 1 : driver_print(settings, (hp_span){ out->ptr, out->len });
    hp_buf_free(out);
    return status;
}

static int list(const driver_settings *settings)
{
    hp_buf out = { 0 };
    const filter_given *given = find_given(settings, "list");
    size_t what = given->value ? option_choice(given) : LIST_FILTERS;
    if (what == LIST_OPTIONS)
        list_options(&out);
    else if (what == LIST_PRESETS)
        list_presets(&out);
    else
        list_filters(&out);
    return print(settings, &out);
}

/* Reads the expression in the file; false, with a message, when that cannot be. */
static bool read_expression(const char *path, hp_buf *text)
{
    hp_error err = { 0 };
    hp_status st = text_read_file(text, path, &err);
    if (st == HP_OK) {
        hp_buf_append(text, (hp_span){ "", 1 });
        st = text->failed ? error_set_memory(&err) : HP_OK;
    }
    if (st != HP_OK)
        driver_complain(program.name, "%s", hp_error_text(&err));
    error_clear(&err);
    return st == HP_OK;
}

/* Takes the expression from --file or the first word; returns -1 when the program should go on, else the exit status.
 */
static int find_expression(driver_settings *settings, hp_buf *text, const char **expression)
{
    const filter_given *file = find_given(settings, "file");
    if (file && !read_expression(file->value, text))
        return 1;
    if (!file && settings->file_count == 0) {
        driver_complain(program.name, "no pipeline given; for example: %s", program.example);
        return 2;
    }
    *expression = file ? text->ptr : *settings->files;
    settings->file_count -= !file;
    settings->files += !file;
    return -1;
}

/* Opens the pipeline, so that what is wrong shows, and says what it does. */
static int explain(const driver_settings *settings, const pipeline_expression *expression, const hp_data *data)
{
    hp_pipeline *pipeline = NULL;
    hp_buf out = { 0 };
    hp_error err = { 0 };
    int status = 0;
    hp_status st = pipeline_open_stages(&pipeline, expression->stages, expression->count, data, &err);
    if (st == HP_OK) {
        explain_pipeline(pipeline, expression, data, &out);
        status = print(settings, &out);
    } else {
        driver_complain_at(settings->program, settings->expression, &err);
        status = st == HP_USAGE ? 2 : 1;
    }
    error_clear(&err);
    hp_pipeline_free(pipeline);
    return status;
}

/* Opens the dictionaries; returns -1 when the program should go on, else the exit status, after a message. */
static int open_data(const driver_settings *settings, hp_data **data)
{
    hp_error err = { 0 };
    hp_status st = data_path_open(data, settings->data, &err);
    if (st != HP_OK)
        driver_complain(program.name, "%s", hp_error_text(&err));
    error_clear(&err);
    return st == HP_OK ? -1 : settings->check ? 2 : 1;
}

static int drive(driver_settings *settings, const char *text, hp_data **data)
{
    pipeline_expression expression;
    hp_error err = { 0 };
    settings->expression = text;
    settings->colors = colors_are_wanted();
    if (pipeline_expression_parse(&expression, text, &err) != HP_OK) {
        driver_complain_at(settings->program, settings->expression, &err);
        int status = err.status == HP_USAGE ? 2 : 1;
        error_clear(&err);
        return status;
    }
    int status = 2;
    bool explains = find_given(settings, "explain");
    if (explains || driver_take_question(settings, expression.stages, expression.count))
        status = open_data(settings, data);
    if (status < 0)
        status = explains ? explain(settings, &expression, *data)
                          : driver_run(settings, expression.stages, expression.count, *data);
    pipeline_expression_free(&expression);
    return status;
}

static int start(driver_settings *settings)
{
    hp_data *data = NULL;
    hp_buf text = { 0 };
    const char *expression = NULL;
    if (settings->list && !settings->version)
        return list(settings);
    int status = settings->version ? open_data(settings, &data) : find_expression(settings, &text, &expression);
    if (status < 0)
        status = settings->version ? driver_print_version(&program, data) : drive(settings, expression, &data);
    hp_buf_free(&text);
    hp_data_free(data);
    return status;
}

/* The help of the filter that the first word is, else its own. */
static int print_help(const driver_settings *settings)
{
    for (size_t i = 0; settings->file_count > 0 && filter_registry[i]; i++) {
        const filter_descriptor *filter = filter_registry[i];
        const driver_program word = { .name = filter->word,
                                      .usage = "[OPTION]...",
                                      .purpose = filter->purpose,
                                      .example = filter->example,
                                      .options = filter->options,
                                      .in_pipeline = true };
        if (strcmp(settings->files[0], filter->word) == 0)
            return driver_print_help(&word);
    }
    return driver_print_help(&program);
}

int main(int argc, char **argv)
{
    driver_settings settings;
    int status = driver_options_read(&program, argc, argv, &settings);
    if (status < 0)
        status = settings.help ? print_help(&settings) : start(&settings);
    driver_settings_free(&settings);
    return status;
}
