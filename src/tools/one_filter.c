/* one_filter.c - the main of every tool that is one filter: hanstrip, hanconv, hanseg, hannorm.
 *
 * Compiled once a tool, with FILTER naming the filter's descriptor and TOOL the program, and linked with that filter
 * alone.
 */
#include "driver/driver.h"
#include "driver/report/message.h"
#include "text/bytes.h"
#include "text/error.h"
#include "tools/data_path.h"

static const filter_descriptor *const filters[] = { &FILTER, NULL };

/* What a filter of lines has no use for. */
static const char *const lacks[] = { "max-document", NULL };

static int list(const driver_settings *settings, const hp_data *data)
{
    hp_buf out = { 0 };
    hp_error err = { 0 };
    int status = 1;
    if (FILTER.list(data, &out, &err) == HP_OK)
        status = driver_print(settings, (hp_span){ out.ptr, out.len });
    else
        driver_complain(TOOL, "%s", hp_error_text(&err));
    error_clear(&err);
    hp_buf_free(&out);
    return status;
}

int main(int argc, char **argv)
{
    const driver_program program = {
        .name = TOOL,
        .usage = "[OPTION]... [FILE]...",
        .purpose = FILTER.purpose,
        .example = FILTER.example,
        .options = FILTER.options,
        .filters = filters,
        .checks = FILTER.traits & FILTER_HAS_CHECK,
        .lacks = FILTER.traits & FILTER_SEES_DOCUMENTS ? NULL : lacks,
    };
    driver_settings settings;
    hp_data *data = NULL;
    hp_error err = { 0 };
    int status = driver_options_read(&program, argc, argv, &settings);
    if (status < 0 && settings.help) {
        status = driver_print_help(&program);
    } else if (status < 0 && data_path_open(&data, settings.data, &err) != HP_OK) {
        driver_complain(TOOL, "%s", hp_error_text(&err));
        status = settings.check ? 2 : 1;
    } else if (status < 0 && settings.version) {
        status = driver_print_version(&program, data);
    } else if (status < 0 && settings.list) {
        status = list(&settings, data);
    } else if (status < 0) {
        pipeline_stage stage = { .filter = &FILTER, .given = settings.given, .count = settings.given_count };
        status = driver_run(&settings, &stage, 1, data);
    }
    error_clear(&err);
    hp_data_free(data);
    driver_settings_free(&settings);
    return status;
}
