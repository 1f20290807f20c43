/* describe.c - what a pipeline is, and what filters there are, as JSON for programs to read.
 *
 * Worked: "conv -c t2s" is described as
 *
 *     {"version":"0.1.0","unit":"line","stages":[{"filter":"conv","options":[{"name":"config","value":"t2s"}]}],
 *      "sources":["OpenCC 1.1.6","checksum 0123456789abcdef"],"id":"89abcdef01234567"}
 *
 * on one line.
 */
#include <inttypes.h>
#include <string.h>

#include "data/data_file.h"
#include "pipeline/pipeline_parts.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/map/checksum.h"
#include "text/error.h"
#include "text/json.h"

void pipeline_describe_stage(const pipeline_stage *stage, hp_buf *out)
{
    buffer_format(out, "{\"filter\":\"%s\",\"options\":[", stage->filter->word);
    for (size_t i = 0; i < stage->count; i++) {
        buffer_format(out, "%s{\"name\":\"%s\",\"value\":", i ? "," : "", stage->given[i].option->name);
        json_put_text(stage->given[i].value, out);
        hp_buf_append(out, span_of_string("}"));
    }
    hp_buf_append(out, span_of_string("]}"));
}

/* Appends the lines as a list of strings. */
static void put_lines(hp_span lines, hp_buf *out)
{
    const char *separator = "[";
    for (; lines.len > 0; separator = ",") {
        const char *lf = memchr(lines.ptr, '\n', lines.len);
        hp_span line = { lines.ptr, lf ? (size_t)(lf - lines.ptr) : lines.len };
        hp_buf_append(out, span_of_string(separator));
        json_put_string(line, out);
        lines = (hp_span){ lines.ptr + line.len + (lf != NULL), lines.len - line.len - (lf != NULL) };
    }
    hp_buf_append(out, span_of_string(*separator == '[' ? "[]" : "]"));
}

hp_unit hp_pipeline_unit(const hp_pipeline *pipeline)
{
    return pipeline->needs.document || pipeline->needs.head ? HP_UNIT_DOCUMENT : HP_UNIT_LINE;
}

/* Appends all but the "id", which is made of it. */
static void put_description(const hp_pipeline *pipeline, hp_buf *out)
{
    hp_buf sources = { 0 };
    data_describe(pipeline->data, &sources);
    buffer_format(out, "{\"version\":\"%s\",\"unit\":\"%s\",\"stages\":[", hp_version_text(),
                  hp_pipeline_unit(pipeline) == HP_UNIT_LINE ? "line" : "document");
    hp_buf_append(out, (hp_span){ pipeline->stages_json.ptr, pipeline->stages_json.len });
    hp_buf_append(out, span_of_string("],\"sources\":"));
    put_lines((hp_span){ sources.ptr, sources.len }, out);
    out->failed = out->failed || sources.failed;
    hp_buf_free(&sources);
}

hp_status pipeline_id(const hp_pipeline *pipeline, uint64_t *id, hp_error *err)
{
    hp_buf text = { 0 };
    put_description(pipeline, &text);
    *id = text.failed ? 0 : text_checksum((hp_span){ text.ptr, text.len });
    hp_status st = text.failed ? error_set_memory(err) : HP_OK;
    hp_buf_free(&text);
    return st;
}

hp_status hp_pipeline_describe(const hp_pipeline *pipeline, hp_write *write, void *to, hp_error *err)
{
    hp_buf out = { 0 };
    if (!pipeline || !write)
        return error_set(err, HP_MISUSE, 0, "hp_pipeline_describe: NULL argument");
    put_description(pipeline, &out);
    if (!out.failed)
        buffer_format(&out, ",\"id\":\"%016" PRIx64 "\"}\n", text_checksum((hp_span){ out.ptr, out.len }));
    return buffer_write(&out, write, to, err);
}
