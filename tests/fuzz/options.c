/* options.c - any text as a pipeline that is opened: opened or refused with a message, and a text goes through what is
 * open.  Texts that name files elsewhere are left alone.  The data file is that of the build folder: $builddir, or the
 * working folder.
 */
#include "fuzz.h"
#include "pipeline/pipeline.h"
#include "run_text.h"
#include "use_data.h"

static hp_data *data;

static void close_data(void)
{
    hp_data_free(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hp_pipeline *pipeline;
    hp_error err = { 0 };
    if (!data) {
        data = need_data();
        atexit(close_data);
    }
    char *text = malloc(len + 1);
    if (!text || memchr(bytes, '/', len)) {
        free(text);
        return 0;
    }
    memcpy(text, bytes, len);
    text[len] = '\0';
    hp_status st = hp_pipeline_open(&pipeline, text, data, &err);
    if (st == HP_OK)
        use_pipeline(pipeline);
    else if (hp_error_text(&err)[0] == '\0' || pipeline)
        abort();
    error_clear(&err);
    free(text);
    return 0;
}
