/* seg.c - any bytes through seg in one of several ways: the same whole and line by line, and nothing but separators is
 * put in.  The text's length chooses the way, so that texts are text alone, and a byte more tries another way.
 * The data file is that of the build folder: $builddir, or the working folder.
 */
#include "fuzz.h"
#include "pipeline/filter.h"
#include "run_text.h"

static const char *const expressions[] = {
    "seg",
    "seg --grain=fine",
    "seg --grain=char -d '\\x00'",
    "seg --dates=join",
    "seg --grain=search",
    "seg --format=jsonl --pos --confidence",
    "seg --format=tsv",
    "seg --nbest=3",
};
enum { WAYS = sizeof expressions / sizeof *expressions, LOSSLESS = 4 };

static hp_data *data;
static struct way {
    hp_pipeline *pipeline;
    hp_worker *worker;
} ways[WAYS];

static void open_way(struct way *way, const char *expression)
{
    hp_error err = { 0 };
    if (hp_pipeline_open(&way->pipeline, expression, data, &err) != HP_OK ||
        hp_worker_open(&way->worker, way->pipeline, &err) != HP_OK) {
        fprintf(stderr, "%s\n", hp_error_text(&err));
        abort();
    }
}

static void close_way(struct way *way)
{
    hp_worker_free(way->worker);
    hp_pipeline_free(way->pipeline);
}

static void close_all(void)
{
    for (size_t i = 0; i < WAYS; i++)
        close_way(&ways[i]);
    hp_data_free(data);
}

static void open_all(void)
{
    data = need_data();
    for (size_t i = 0; i < WAYS; i++)
        open_way(&ways[i], expressions[i]);
    atexit(close_all);
}

/* The edits of the last run put something in and take nothing away, and make `whole` of `text`. */
static void require_insertions(const struct way *way, hp_span text, const hp_buf *whole)
{
    hp_edit edit;
    hp_buf replayed = { 0 };
    for (size_t i = 0; hp_edit_get(way->worker, i, &edit, sizeof edit); i++)
        if (edit.before.len > 0)
            abort();
    run_edits(way->worker, text, &replayed);
    require_same(&replayed, whole);
    hp_buf_free(&replayed);
}

static void check(const struct way *way, hp_span text, bool lossless)
{
    hp_buf lines = { 0 }, whole = { 0 }, recorded = { 0 };
    run_by_lines(way->worker, text, &lines);
    run_whole(way->worker, text, &whole);
    hp_worker_keep(way->worker, HP_KEEP_EDITS, NULL);
    run_whole(way->worker, text, &recorded);
    require_same(&whole, &lines);
    require_same(&whole, &recorded);
    if (lossless)
        require_insertions(way, text, &whole);
    hp_worker_keep(way->worker, 0, NULL);
    hp_buf_free(&lines);
    hp_buf_free(&whole);
    hp_buf_free(&recorded);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!data)
        open_all();
    hp_span text = { (const char *)bytes, len };
    check(&ways[len % WAYS], text, len % WAYS < LOSSLESS);
    return 0;
}
