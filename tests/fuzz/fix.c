/* fix.c - any bytes through fix in several ways: with edits recorded or not, and from the edits, it gives the same.
 * The data file is that of the build folder: $builddir, or the working folder.
 */
#include "fuzz.h"
#include "pipeline/filter.h"
#include "run_text.h"

static const char *const expressions[] = {
    "fix", "fix --script=hant", "fix --script=hans", "fix --to=tw --names=off", "fix --to=s", "fix --hints",
};
enum { WAYS = sizeof expressions / sizeof *expressions };

static hp_data *data;
static struct way {
    hp_pipeline *pipeline;
    hp_worker *worker;
} ways[WAYS];

static void close_all(void)
{
    for (size_t i = 0; i < WAYS; i++) {
        hp_worker_free(ways[i].worker);
        hp_pipeline_free(ways[i].pipeline);
    }
    hp_data_free(data);
}

static void open_all(void)
{
    hp_error err = { 0 };
    data = need_data();
    for (size_t i = 0; i < WAYS; i++)
        if (hp_pipeline_open(&ways[i].pipeline, expressions[i], data, &err) != HP_OK ||
            hp_worker_open(&ways[i].worker, ways[i].pipeline, &err) != HP_OK) {
            fprintf(stderr, "%s\n", hp_error_text(&err));
            abort();
        }
    atexit(close_all);
}

static void run_document(hp_worker *worker, hp_span text, hp_buf *out)
{
    if (hp_run(worker, text, hp_write_to_buf, out, NULL) != HP_OK)
        abort();
}

static void check(const struct way *way, hp_span text)
{
    hp_buf whole = { 0 }, recorded = { 0 }, replayed = { 0 };
    run_document(way->worker, text, &whole);
    hp_worker_keep(way->worker, HP_KEEP_EDITS, NULL);
    run_document(way->worker, text, &recorded);
    require_same(&whole, &recorded);
    run_edits(way->worker, text, &replayed);
    require_same(&whole, &replayed);
    hp_worker_keep(way->worker, 0, NULL);
    hp_buf_free(&whole);
    hp_buf_free(&recorded);
    hp_buf_free(&replayed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!data)
        open_all();
    for (size_t i = 0; i < WAYS; i++)
        check(&ways[i], (hp_span){ (const char *)bytes, len });
    return 0;
}
