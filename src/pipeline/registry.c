/* registry.c - the list of every filter, made from filter_words.h, and what programs may ask about it. */
#include <string.h>

#include "pipeline/filter.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/json.h"

const filter_descriptor *const filter_registry[] = {
#define FILTER_WORD(name) &filter_##name,
#include "pipeline/filter_words.h"
#undef FILTER_WORD
    NULL
};

size_t hp_filter_count(void)
{
    return sizeof filter_registry / sizeof *filter_registry - 1;
}

static void put_option(const filter_option *option, hp_buf *out)
{
    const char letter[2] = { (char)option->letter, '\0' };
    const char *argument = option->argument;
    bool is_optional = argument && argument[0] == '[';
    hp_span name = argument ? span_of_string(argument) : (hp_span){ NULL, 0 };
    if (is_optional) /* "[SUFFIX]" */
        name = (hp_span){ name.ptr + 1, name.len - 2 };
    hp_buf_append(out, span_of_string("{\"name\":"));
    json_put_text(option->name, out);
    hp_buf_append(out, span_of_string(",\"letter\":"));
    json_put_text(option->letter ? letter : NULL, out);
    hp_buf_append(out, span_of_string(",\"argument\":"));
    if (argument)
        json_put_string(name, out);
    else
        json_put_text(NULL, out);
    buffer_format(out, ",\"optional\":%s,\"values\":%s", is_optional ? "true" : "false", option->values ? "[" : "null");
    for (size_t i = 0; option->values && option->values[i]; i++) {
        hp_buf_append(out, span_of_string(i ? "," : ""));
        json_put_text(option->values[i], out);
    }
    hp_buf_append(out, span_of_string(option->values ? "],\"help\":" : ",\"help\":"));
    json_put_text(option->help, out);
    hp_buf_append(out, span_of_string("}"));
}

static void put_options(const filter_descriptor *filter, hp_buf *out)
{
    hp_buf_append(out, span_of_string("["));
    for (const filter_option *o = filter->options; o && o->name; o++) {
        if (o != filter->options)
            hp_buf_append(out, span_of_string(","));
        put_option(o, out);
    }
    hp_buf_append(out, span_of_string("]"));
}

hp_status hp_filter_property(size_t filter, const char *key, hp_write *write, void *to, hp_error *err)
{
    hp_buf out = { 0 };
    if (!key || !write)
        return error_set(err, HP_MISUSE, 0, "hp_filter_property: NULL argument");
    if (filter >= hp_filter_count())
        return error_set(err, HP_USAGE, 0, "there is no filter number %zu", filter);
    const filter_descriptor *of = filter_registry[filter];
    if (strcmp(key, "name") == 0)
        hp_buf_append(&out, span_of_string(of->word));
    else if (strcmp(key, "purpose") == 0)
        hp_buf_append(&out, span_of_string(of->purpose));
    else if (strcmp(key, "example") == 0)
        hp_buf_append(&out, span_of_string(of->example));
    else if (strcmp(key, "options") == 0)
        put_options(of, &out);
    else if (strcmp(key, "versions") != 0)
        return error_set(err, HP_USAGE, 0, "a filter has no property '%s'", key);
    else if (of->versions)
        of->versions(NULL, &out);
    return buffer_write(&out, write, to, err);
}
