/* norm.c - any bytes through --invalid=replace and norm: the same whole and line by line, valid, and twice is once. */
#include "fuzz.h"
#include "pipeline/pipeline.h"
#include "run_text.h"
#include "text/utf8.h"

/* Opened once, for all inputs: that the targets share it is part of what is tried. */
static hp_pipeline *pipeline;
static hp_worker *worker;

static void open_pipeline(void)
{
    static const pipeline_stage stages[] = { { .filter = &filter_invalid }, { .filter = &filter_norm } };
    if (pipeline_open_stages(&pipeline, stages, 2, NULL, NULL) != HP_OK ||
        hp_worker_open(&worker, pipeline, NULL) != HP_OK)
        abort();
    hp_worker_keep(worker, HP_KEEP_EDITS, NULL);
}

static void close_pipeline(void)
{
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!pipeline) {
        open_pipeline();
        atexit(close_pipeline);
    }
    hp_span text = { (const char *)bytes, len };
    hp_buf lines = { 0 }, whole = { 0 }, twice = { 0 };
    run_by_lines(worker, text, &lines);
    run_whole(worker, text, &whole);
    run_whole(worker, (hp_span){ whole.ptr, whole.len }, &twice);
    require_same(&whole, &lines);
    require_same(&whole, &twice);
    if (utf8_valid((hp_span){ whole.ptr, whole.len }) != whole.len)
        abort();
    hp_buf_free(&lines);
    hp_buf_free(&whole);
    hp_buf_free(&twice);
    return 0;
}
