/* strip.c - any bytes through strip: the same whole and line by line, twice is once, valid stays valid, and nothing
 * outside a recorded edit changes.  Line by line nothing is recorded, which takes other ways to the same bytes.  The
 * data file is that of the build folder: $builddir, or the working folder.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filters/pipeline.h"
#include "fuzz.h"
#include "lib/bytes.h"
#include "lib/utf8.h"

static hp_data *data;
static hp_pipeline *pipeline;
static hp_scratch *scratch;

static void open_pipeline(void)
{
    static const hp_stage_spec stage = { .filter = &hp_filter_strip };
    const char *folder = getenv("builddir");
    hp_buf path = { 0 };
    hp_error err;
    hp_buf_format(&path, "%s/hanpipe.hpd", folder ? folder : ".");
    if (path.failed || hp_data_open(&data, path.ptr, &err) != HP_OK ||
        hp_pipeline_open_stages(&pipeline, &stage, 1, data, &err) != HP_OK ||
        hp_scratch_open(&scratch, pipeline, &err) != HP_OK) {
        fprintf(stderr, "%s\n", err.text);
        abort();
    }
    hp_buf_free(&path);
}

static void close_pipeline(void)
{
    hp_scratch_free(scratch);
    hp_pipeline_free(pipeline);
    hp_data_free(data);
}

static void run(hp_span text, hp_buf *out)
{
    if (hp_pipeline_run(pipeline, NULL, text, scratch, out, NULL) != HP_OK)
        abort();
}

static void run_by_lines(hp_span text, hp_buf *out)
{
    while (text.len > 0) {
        const char *lf = memchr(text.ptr, '\n', text.len);
        hp_span line;
        hp_take(&text, lf ? (size_t)(lf + 1 - text.ptr) : text.len, &line);
        run(line, out);
    }
}

/* Does the edits of the last run to `text`; they must be in order and say what they replace. */
static void replay(hp_span text, hp_buf *out)
{
    size_t count, done = 0;
    const hp_edit *edits = hp_scratch_edits(scratch, &count);
    for (size_t i = 0; i < count; i++) {
        const hp_edit *e = &edits[i];
        if (e->offset < done || e->offset + e->before.len > text.len || e->before.len == 0 ||
            memcmp(text.ptr + e->offset, e->before.ptr, e->before.len) != 0)
            abort();
        hp_buf_append(out, (hp_span){ text.ptr + done, e->offset - done });
        hp_buf_append(out, e->after);
        done = e->offset + e->before.len;
    }
    hp_buf_append(out, (hp_span){ text.ptr + done, text.len - done });
}

static void require_same(const hp_buf *a, const hp_buf *b)
{
    if (!hp_span_eq((hp_span){ a->ptr, a->len }, (hp_span){ b->ptr, b->len }))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!pipeline) {
        open_pipeline();
        atexit(close_pipeline);
    }
    hp_span text = { (const char *)bytes, len };
    hp_buf lines = { 0 }, whole = { 0 }, twice = { 0 }, replayed = { 0 };
    hp_scratch_record(scratch, false);
    run_by_lines(text, &lines);
    hp_scratch_record(scratch, true);
    run(text, &whole);
    replay(text, &replayed);
    run((hp_span){ whole.ptr, whole.len }, &twice);
    require_same(&whole, &lines);
    require_same(&whole, &replayed);
    require_same(&whole, &twice);
    if (hp_utf8_valid(text) == len && hp_utf8_valid((hp_span){ whole.ptr, whole.len }) != whole.len)
        abort();
    hp_buf_free(&lines);
    hp_buf_free(&whole);
    hp_buf_free(&twice);
    hp_buf_free(&replayed);
    return 0;
}
