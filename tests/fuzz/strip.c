/* strip.c - any bytes through strip: the same whole and line by line, twice is once, valid stays valid, and nothing
 * outside a recorded edit changes.  Line by line nothing is recorded, which takes other ways to the same bytes.  The
 * data file is that of the build folder: $builddir, or the working folder.
 */
#include "fuzz.h"
#include "pipeline/pipeline.h"
#include "run_text.h"
#include "text/error.h"
#include "text/utf8.h"

static hp_data *data;
static hp_pipeline *pipeline;
static hp_worker *worker;

static void open_pipeline(void)
{
    static const pipeline_stage stage = { .filter = &filter_strip };
    data = need_data();
    if (pipeline_open_stages(&pipeline, &stage, 1, data, NULL) != HP_OK ||
        hp_worker_open(&worker, pipeline, NULL) != HP_OK)
        abort();
}

static void close_pipeline(void)
{
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
    hp_data_free(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!pipeline) {
        open_pipeline();
        atexit(close_pipeline);
    }
    hp_span text = { (const char *)bytes, len };
    hp_buf lines = { 0 }, whole = { 0 }, twice = { 0 }, replayed = { 0 };
    hp_worker_keep(worker, 0, NULL);
    run_by_lines(worker, text, &lines);
    hp_worker_keep(worker, HP_KEEP_EDITS, NULL);
    run_whole(worker, text, &whole);
    run_edits(worker, text, &replayed);
    run_whole(worker, (hp_span){ whole.ptr, whole.len }, &twice);
    require_same(&whole, &lines);
    require_same(&whole, &replayed);
    require_same(&whole, &twice);
    if (utf8_valid(text) == len && utf8_valid((hp_span){ whole.ptr, whole.len }) != whole.len)
        abort();
    hp_buf_free(&lines);
    hp_buf_free(&whole);
    hp_buf_free(&twice);
    hp_buf_free(&replayed);
    return 0;
}
