/* help.c - --help and --version, from the option tables.
 *
 * Worked: an option --log=FILE with a long phrase → "      --log=FILE            what was changed: …", in lines of at
 * most 80 columns, which go on under where the phrase starts.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "config.h"
#include "data/data_file.h"
#include "driver/options.h"
#include "driver/report/message.h"
#include "text/buffer.h"
#include "text/utf8.h"

enum { COLUMNS = 80, LEFT = 28 }; /* where the phrases start */

/* The columns of a terminal that the text takes: two for a character of East Asian width. */
static size_t count_columns(hp_span text)
{
    size_t columns = 0;
    uint32_t cp = 0;
    for (size_t at = 0, n; at < text.len; at += n) {
        n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp);
        columns += cp >= 0x2E80 ? 2 : 1;
    }
    return columns;
}

/* Appends the phrase word by word, the first behind what fills LEFT columns already. */
static void put_phrase(const char *phrase, hp_buf *out)
{
    size_t column = LEFT;
    while (*phrase) {
        hp_span word = { phrase, strcspn(phrase, " ") };
        size_t columns = count_columns(word);
        bool is_first = column == LEFT;
        if (!is_first && column + 1 + columns > COLUMNS) {
            buffer_format(out, "\n%*s", LEFT, "");
            column = LEFT;
        } else if (!is_first) {
            buffer_format(out, " ");
            column++;
        }
        hp_buf_append(out, word);
        column += columns;
        phrase += word.len + strspn(phrase + word.len, " ");
    }
    buffer_format(out, "\n");
}

static void put_option(const filter_option *o, hp_buf *out)
{
    char left[64], letter[] = { '-', (char)o->letter, ',', '\0' };
    bool optional = o->argument && o->argument[0] == '[';
    /* "[SUFFIX]" is shown as --in-place[=SUFFIX]. */
    snprintf(left, sizeof left, "--%s%s%s", o->name,
             !o->argument ? ""
             : optional   ? "[="
                          : "=",
             o->argument ? o->argument + optional : "");
    size_t start = out->len;
    buffer_format(out, "  %3s %-20s  ", o->letter ? letter : "", left);
    if (out->len - start > LEFT) /* a long name: the phrase starts on a line of its own */
        buffer_format(out, "\n%*s", LEFT, "");
    put_phrase(o->help, out);
}

/* Writes the whole of *text, frees it, and ends with the exit status. */
static int print_and_free(const char *program, hp_buf *text)
{
    bool good = !text->failed && fwrite(text->ptr, 1, text->len, stdout) == text->len;
    good = fclose(stdout) == 0 && good;
    if (!good)
        driver_complain(program, "standard output: %s", strerror(errno));
    hp_buf_free(text);
    return good ? 0 : 1;
}

int driver_print_help(const driver_program *program)
{
    const filter_option *all[DRIVER_OPTIONS];
    hp_buf out = { 0 };
    buffer_format(&out, "Usage: %s %s\n%c%s.\n\n", program->name, program->usage, program->purpose[0] - 'a' + 'A',
                  program->purpose + 1);
    size_t count = driver_all_options(program, all);
    for (size_t i = 0; i < count; i++)
        put_option(all[i], &out);
    if (!program->in_pipeline)
        buffer_format(&out, "\nWith no FILE, or when FILE is -, standard input is read.\n");
    buffer_format(&out, "%sExample: %s\n", program->in_pipeline ? "\n" : "", program->example);
    if (!program->in_pipeline)
        buffer_format(&out, "Exit status: 0 all output was written, 1 some was not, 2 wrong usage.\n");
    return print_and_free(program->name, &out);
}

int driver_print_version(const driver_program *program, const hp_data *data)
{
    hp_buf out = { 0 };
    buffer_format(&out, "%s (hanpipe) %s\n", program->name, PACKAGE_VERSION);
    for (size_t i = 0; program->filters[i]; i++)
        if (program->filters[i]->versions)
            program->filters[i]->versions(data, &out);
    hp_buf_append(&out, data_sources(data));
    return print_and_free(program->name, &out);
}

int driver_print(const driver_settings *settings, hp_span text)
{
    hp_buf out = { 0 };
    hp_buf_append(&out, text);
    return print_and_free(settings->program, &out);
}
