/* seg.c - any bytes through seg in several ways: the same whole and line by line, and nothing but separators is put in.
 * The input is also taken as a file of the user's words, and cut with them.  The data file is that of the build folder:
 * $builddir, or the working folder.
 */
#include <sys/mman.h>
#include <unistd.h>

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

static void fail(const hp_error *err)
{
    fprintf(stderr, "%s\n", hp_error_text(err));
    abort();
}

/* False when the expression's words cannot be read. */
static bool open_way(struct way *way, const char *expression)
{
    hp_error err = { 0 };
    *way = (struct way){ NULL, NULL };
    hp_status st = hp_pipeline_open(&way->pipeline, expression, data, &err);
    if (st == HP_OK && hp_worker_open(&way->worker, way->pipeline, &err) != HP_OK)
        fail(&err);
    if (st != HP_OK && st != HP_USAGE && st != HP_BAD_DATA)
        fail(&err);
    return st == HP_OK;
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
        if (!open_way(&ways[i], expressions[i]))
            abort();
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

/* Cuts the text with itself as the user's words. */
static void check_words(hp_span text)
{
    char expression[64];
    struct way way;
    int fd = memfd_create("words", 0);
    if (fd < 0 || write(fd, text.ptr, text.len) != (ssize_t)text.len || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    snprintf(expression, sizeof expression, "seg --words=/dev/fd/%d", fd);
    if (open_way(&way, expression))
        check(&way, text, true);
    close_way(&way);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!data)
        open_all();
    hp_span text = { (const char *)bytes, len };
    for (size_t i = 0; i < WAYS; i++)
        check(&ways[i], text, i < LOSSLESS);
    check_words(text);
    return 0;
}
