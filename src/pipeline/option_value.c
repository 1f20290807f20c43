/* option_value.c - see option_value.h.  Worked: strip --to=x → "--to=x: it is one of: remove, ruby, brackets, tsv". */
#include "pipeline/option_value.h"

#include <string.h>
#include <strings.h>

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

size_t option_choice(const filter_given *given)
{
    size_t i = 0;
    while (given->option->values[i] && strcasecmp(given->option->values[i], given->value) != 0)
        i++;
    return i;
}

hp_status option_check(const filter_given *given, hp_error *err)
{
    const char *const *values = given->option->values;
    hp_buf all = { 0 };
    if (!values || !given->value || values[option_choice(given)])
        return HP_OK;
    for (size_t i = 0; values[i]; i++)
        buffer_format(&all, "%s%s", i ? ", " : "", values[i]);
    hp_status st = all.failed ? error_set_memory(err)
                              : error_set(err, HP_USAGE, 0, "--%s=%s: it is one of: %s", given->option->name,
                                          given->value, all.ptr);
    hp_buf_free(&all);
    return st;
}

bool option_takes_file(const filter_option *option)
{
    const char *argument = option->argument;
    return argument && (strcmp(argument, "FILE") == 0 || strcmp(argument, "[FILE]") == 0);
}

bool option_names_file(const filter_descriptor *filter, const filter_given *given)
{
    const filter_option *option = given->option;
    if (!given->value)
        return false;
    bool may_be = filter->name_or_path && strcmp(option->name, filter->name_or_path) == 0;
    return option_takes_file(option) || (may_be && given->value[strcspn(given->value, "/.")]);
}

hp_span option_default(const filter_option *option)
{
    static const char mark[] = "(default", colon[] = "(default: ";
    const char *at = option->argument ? strstr(option->help, mark) : NULL, *from = at;
    if (!at)
        return (hp_span){ "", 0 };
    if (strncmp(at, colon, strlen(colon)) == 0)
        return (hp_span){ at + strlen(colon), strcspn(at + strlen(colon), ";)") };
    while (from > option->help && from[-1] == ' ')
        from--;
    const char *end = from;
    while (from > option->help && from[-1] != ' ')
        from--;
    return (hp_span){ from, (size_t)(end - from) };
}
