/* norm.c - any bytes through --invalid=replace and norm: the same whole and line by line, valid, and twice is once. */
#include <stdlib.h>
#include <string.h>

#include "filters/pipeline.h"
#include "fuzz.h"
#include "lib/bytes.h"
#include "lib/utf8.h"

/* Opened once, for all inputs: that the targets share it is part of what is tried. */
static hp_pipeline *pipeline;
static hp_scratch *scratch;

static void open_pipeline(void)
{
    static const hp_stage_spec stages[] = { { .filter = &hp_filter_invalid }, { .filter = &hp_filter_norm } };
    if (hp_pipeline_open_stages(&pipeline, stages, 2, NULL, NULL) != HP_OK ||
        hp_scratch_open(&scratch, pipeline, NULL) != HP_OK)
        abort();
    hp_scratch_record(scratch, true);
}

static void close_pipeline(void)
{
    hp_scratch_free(scratch);
    hp_pipeline_free(pipeline);
}

static hp_buf run_whole(hp_span text)
{
    hp_buf out = { 0 };
    if (hp_pipeline_run(pipeline, NULL, text, scratch, &out, NULL) != HP_OK)
        abort();
    return out;
}

static hp_buf run_by_lines(hp_span text)
{
    hp_buf out = { 0 };
    while (text.len > 0) {
        const char *lf = memchr(text.ptr, '\n', text.len);
        hp_span line;
        hp_take(&text, lf ? (size_t)(lf + 1 - text.ptr) : text.len, &line);
        if (hp_pipeline_run(pipeline, NULL, line, scratch, &out, NULL) != HP_OK)
            abort();
    }
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!pipeline) {
        open_pipeline();
        atexit(close_pipeline);
    }
    hp_span text = { (const char *)bytes, len };
    hp_buf lines = run_by_lines(text), whole = run_whole(text), twice = run_whole((hp_span){ whole.ptr, whole.len });
    hp_span once = { whole.ptr, whole.len };
    if (!hp_span_eq(once, (hp_span){ lines.ptr, lines.len }) || !hp_span_eq(once, (hp_span){ twice.ptr, twice.len }) ||
        hp_utf8_valid(once) != once.len)
        abort();
    hp_buf_free(&lines);
    hp_buf_free(&whole);
    hp_buf_free(&twice);
    return 0;
}
