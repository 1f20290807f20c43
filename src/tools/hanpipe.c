/* hanpipe.c - runs a pipeline of filters in one process: hanpipe 'strip | conv -c t2s | seg' FILE…
 *
 * Gives the bytes that the same filters give in a shell pipe, at the cost of one read and one write.
 */
#include "driver/driver.h"
#include "driver/report/message.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/read_file.h"
#include "tools/data_path.h"

static const filter_option options[] = { { 0, "file", "FILE", "read the pipeline from FILE instead of the first word" },
                                         { 0, "list", NULL, "list the filters and end" },
                                         { 0 } };

static const driver_program program = {
    .name = "hanpipe",
    .usage = "[OPTION]... PIPELINE [FILE]...",
    .purpose = "clean, convert and segment Chinese text with a pipeline of filters",
    .example = "hanpipe 'strip | conv -c t2s | seg' page.txt",
    .options = options,
    .filters = filter_registry,
    .checks = false,
};

static int list_filters(const driver_settings *settings)
{
    hp_buf out = { 0 };
    for (size_t i = 0; filter_registry[i]; i++)
        buffer_format(&out, "%-8s  %s\n", filter_registry[i]->word, filter_registry[i]->purpose);
    int status = driver_print(settings, (hp_span){ out.ptr, out.len });
    hp_buf_free(&out);
    return status;
}

/* Takes the expression from --file or the first word. */
static const char *find_expression(driver_settings *settings, hp_buf *text)
{
    const char *path = NULL;
    for (size_t i = 0; i < settings->given_count; i++)
        path = settings->given[i].value;
    if (path) {
        hp_error err = { 0 };
        hp_status st = text_read_file(text, path, &err);
        if (st == HP_OK) {
            hp_buf_append(text, (hp_span){ "", 1 });
            st = text->failed ? error_set_memory(&err) : HP_OK;
        }
        if (st != HP_OK)
            driver_complain(program.name, "%s", hp_error_text(&err));
        error_clear(&err);
        return st == HP_OK ? text->ptr : NULL;
    }
    if (settings->file_count == 0) {
        driver_complain(program.name, "no pipeline given; for example: %s", program.example);
        return NULL;
    }
    settings->file_count--;
    return *settings->files++;
}

static int drive(driver_settings *settings, const char *text, const hp_data *data)
{
    pipeline_expression expression;
    hp_error err = { 0 };
    settings->expression = text;
    if (pipeline_expression_parse(&expression, text, &err) != HP_OK) {
        driver_complain_at(settings->program, settings->expression, &err);
        int status = err.status == HP_USAGE ? 2 : 1;
        error_clear(&err);
        return status;
    }
    int status = driver_run(settings, expression.stages, expression.count, data);
    pipeline_expression_free(&expression);
    return status;
}

static int start(driver_settings *settings)
{
    hp_data *data = NULL;
    hp_error err = { 0 };
    hp_buf text = { 0 };
    int status;
    if (data_path_open(&data, settings->data, &err) != HP_OK) {
        driver_complain(program.name, "%s", hp_error_text(&err));
        status = 1;
    } else if (settings->version) {
        status = driver_print_version(&program, data);
    } else if (settings->list) {
        status = list_filters(settings);
    } else {
        const char *expression = find_expression(settings, &text);
        status = expression ? drive(settings, expression, data) : 2;
    }
    error_clear(&err);
    hp_buf_free(&text);
    hp_data_free(data);
    return status;
}

int main(int argc, char **argv)
{
    driver_settings settings;
    int status = driver_options_read(&program, argc, argv, &settings);
    if (status < 0)
        status = settings.help ? driver_print_help(&program) : start(&settings);
    driver_settings_free(&settings);
    return status;
}
