/* one_filter.c - the main of every tool that is one filter: handecode, hantext, hannorm, hanstrip, hanfix, hanconv,
 * hanseg, handetect, hanstat, hankeep.
 *
 * Compiled once a tool, with FILTER naming the filter's descriptor and TOOL the program, and linked with that filter
 * alone.
 */
#include <string.h>
#include <unistd.h>

#include "driver/driver.h"
#include "driver/report/message.h"
#include "driver/report/question.h"
#include "text/bytes.h"
#include "text/error.h"
#include "tools/colors.h"
#include "tools/data_path.h"

static const filter_descriptor *const filters[] = { &FILTER, NULL };

/* What a filter has no use for: one of lines, one that gives rows in the text's place, and one that makes another text,
 * of which no changes can be shown. */
enum { LACKS = 6 };

static void list_lacks(const char *lacks[LACKS])
{
    size_t n = 0;
    if (!(FILTER.traits & FILTER_SEES_DOCUMENTS))
        lacks[n++] = "max-document";
    if (FILTER.traits & FILTER_GIVES_ROWS) {
        lacks[n++] = "in-place";
        lacks[n++] = "log";
    }
    if (FILTER.traits & (FILTER_ONLY_NOTES | FILTER_GIVES_ROWS)) {
        lacks[n++] = "diff";
        lacks[n++] = "html";
    }
    lacks[n] = NULL;
}

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

/* True, with a message, when the first word is no file but a name that --list has: "hanconv s2t FILE". */
static bool is_name_for_file(const driver_settings *settings, const hp_data *data)
{
    hp_buf out = { 0 };
    hp_error err = { 0 };
    bool found = false;
    const char *word = settings->file_count > 0 ? settings->files[0] : "";
    if (!FILTER.name_or_path || !FILTER.list || !*word || access(word, F_OK) == 0)
        return false;
    if (FILTER.list(data, &out, &err) == HP_OK) {
        hp_span rest = { out.ptr, out.len };
        while (rest.len > 0 && !found) {
            const char *end = memchr(rest.ptr, '\n', rest.len);
            hp_span line = { rest.ptr, end ? (size_t)(end - rest.ptr) + 1 : rest.len };
            const char *blank = memchr(line.ptr, ' ', line.len);
            found = blank && span_eq((hp_span){ line.ptr, (size_t)(blank - line.ptr) }, span_of_string(word));
            rest = (hp_span){ rest.ptr + line.len, rest.len - line.len };
        }
    }
    if (found)
        driver_complain(TOOL, "there is no file %s; did you mean --%s=%s?", word, FILTER.name_or_path, word);
    error_clear(&err);
    hp_buf_free(&out);
    return found;
}

/* Takes the operand of a filter that has one from the first word, unless an option gives it.  False, with a message,
 * when there is none. */
static bool take_operand(driver_settings *s)
{
    const filter_option *option = FILTER.options;
    if (!FILTER.operands)
        return true;
    for (size_t i = 0; i < s->given_count; i++)
        for (const char *const *name = FILTER.operands; *name; name++)
            if (strcmp(s->given[i].option->name, *name) == 0)
                return true;
    if (s->file_count == 0) {
        driver_complain(TOOL, "no condition is given; for example: %s", FILTER.example);
        return false;
    }
    while (strcmp(option->name, FILTER.operands[0]) != 0)
        option++;
    s->given[s->given_count++] = (filter_given){ option, *s->files, 0 };
    s->files++;
    s->file_count--;
    return true;
}

/* Has a filter that reports write its report and nothing else.  There is room: the program's name is no option. */
static void take_rows(driver_settings *s)
{
    const filter_option *option = FILTER.options;
    if (!(FILTER.traits & FILTER_GIVES_ROWS) || s->asks)
        return;
    while (strcmp(option->name, FILTER.report) != 0)
        option++;
    s->given[s->given_count++] = (filter_given){ option, NULL, 0 };
}

int main(int argc, char **argv)
{
    const char *lacks[LACKS];
    list_lacks(lacks);
    const driver_program program = {
        .name = TOOL,
        .usage = FILTER.operands ? "[OPTION]... EXPR [FILE]..." : "[OPTION]... [FILE]...",
        .purpose = FILTER.purpose,
        .example = FILTER.example,
        .options = FILTER.options,
        .habits = FILTER.habits,
        .filters = filters,
        .checks = FILTER.traits & FILTER_HAS_CHECK,
        .lacks = lacks,
    };
    driver_settings settings;
    hp_data *data = NULL;
    hp_error err = { 0 };
    int status = driver_options_read(&program, argc, argv, &settings);
    pipeline_stage stage = { .filter = &FILTER, .given = settings.given, .count = settings.given_count };
    if (status < 0 && !settings.help && !driver_take_question(&settings, &stage, 1)) {
        status = 2;
    } else if (status < 0 && settings.help) {
        status = driver_print_help(&program);
    } else if (status < 0 && data_path_open(&data, settings.data, &err) != HP_OK) {
        driver_complain(TOOL, "%s", hp_error_text(&err));
        status = settings.check ? 2 : 1;
    } else if (status < 0 && settings.version) {
        status = driver_print_version(&program, data);
    } else if (status < 0 && settings.list) {
        status = list(&settings, data);
    } else if (status < 0 && is_name_for_file(&settings, data)) {
        status = 2;
    } else if (status < 0 && !take_operand(&settings)) {
        status = 2;
    } else if (status < 0) {
        take_rows(&settings);
        settings.colors = colors_are_wanted();
        stage.count = settings.given_count;
        status = driver_run(&settings, &stage, 1, data);
    }
    error_clear(&err);
    hp_data_free(data);
    driver_settings_free(&settings);
    return status;
}
