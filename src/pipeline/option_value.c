/* option_value.c - see option_value.h.  Worked: strip --to=x → "--to=x: it is one of: remove, ruby, brackets, tsv". */
#include "pipeline/option_value.h"

#include <strings.h>

#include "text/buffer.h"
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
