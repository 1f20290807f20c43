/* explain.c - prints a pipeline with everything that is left unsaid in it.
 *
 * Worked: 'strip --bare' gives
 *
 *     1 strip      remove inline reading annotations, 國(guó) → 國
 *         --bare
 *         --to=remove (default)
 *         …
 *     goes out     line by line, as lines come
 *     id           0123456789abcdef
 */
#include "tools/explain.h"

#include <inttypes.h>
#include <string.h>

#include "data/data_file.h"
#include "pipeline/option_value.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/map/checksum.h"
#include "text/read_file.h"

static bool is_given(const pipeline_stage *stage, const filter_option *option)
{
    for (size_t i = 0; i < stage->count; i++)
        if (stage->given[i].option == option)
            return true;
    return false;
}

/* Options that were given, in their order, then the others that have a default. */
static void put_options(const pipeline_stage *stage, hp_buf *out)
{
    for (size_t i = 0; i < stage->count; i++) {
        const filter_given *given = &stage->given[i];
        buffer_format(out, "    --%s%s%s\n", given->option->name, given->value ? "=" : "",
                      given->value ? given->value : "");
    }
    for (const filter_option *o = stage->filter->options; o && o->name; o++) {
        hp_span value = option_default(o);
        if (value.len > 0 && !is_given(stage, o))
            buffer_format(out, "    --%s=%.*s (default)\n", o->name, (int)value.len, value.ptr);
    }
}

/* The file that the option names, if it names one, with its checksum. */
static void put_file(const pipeline_stage *stage, const filter_given *given, hp_buf *out)
{
    hp_buf bytes = { 0 };
    hp_error err = { 0 };
    bool is_written = stage->filter->report && strcmp(given->option->name, stage->filter->report) == 0;
    if (is_written || !option_names_file(stage->filter, given))
        return;
    if (text_read_file(&bytes, given->value, &err) == HP_OK)
        buffer_format(out, "file         %s, checksum %016" PRIx64 "\n", given->value,
                      text_checksum((hp_span){ bytes.ptr, bytes.len }));
    error_clear(&err);
    hp_buf_free(&bytes);
}

/* What the dictionaries were made of, and their checksums. */
static void put_data(const hp_data *data, hp_buf *out)
{
    hp_buf lines = { 0 };
    data_describe(data, &lines);
    for (const char *at = lines.ptr, *end; at && at < lines.ptr + lines.len; at = end + 1) {
        end = memchr(at, '\n', (size_t)(lines.ptr + lines.len - at));
        buffer_format(out, "data         %.*s\n", (int)(end - at), at);
    }
    out->failed = out->failed || lines.failed;
    hp_buf_free(&lines);
}

static const char *when(const hp_pipeline *pipeline)
{
    pipeline_needs needs = pipeline_get_needs(pipeline);
    return needs.document ? "when a file has come whole: some filter must see all of it"
           : needs.head   ? "line by line, when the first 64 KiB of a file have come: some filter decides by them"
                          : "line by line, as lines come";
}

void explain_pipeline(const hp_pipeline *pipeline, const pipeline_expression *expression, const hp_data *data,
                      hp_buf *out)
{
    uint64_t id = 0;
    for (size_t i = 0; i < expression->count; i++) {
        const filter_descriptor *filter = expression->stages[i].filter;
        buffer_format(out, "%zu %-10s %s\n", i + 1, filter->word, filter->purpose);
        put_options(&expression->stages[i], out);
    }
    buffer_format(out, "goes out     %s\n", when(pipeline));
    for (size_t i = 0; i < expression->count; i++)
        for (size_t k = 0; k < expression->stages[i].count; k++)
            put_file(&expression->stages[i], &expression->stages[i].given[k], out);
    put_data(data, out);
    if (pipeline_id(pipeline, &id, NULL) != HP_OK)
        out->failed = true;
    buffer_format(out, "id           %016" PRIx64 "\n", id);
}
