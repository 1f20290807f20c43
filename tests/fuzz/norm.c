/* norm.c - any bytes through --invalid=replace and norm, in every profile and by whole documents: the same at once and
 * fed line by line, the same by the record of edits, valid, and twice is once. */
#include "fuzz.h"
#include "pipeline/pipeline.h"
#include "run_text.h"
#include "text/utf8.h"

/* Pairs of an option of norm and its value, ended by NULL. */
static const char *const ways[][7] = {
    { NULL },
    { "form", "nfkc", NULL },
    { "profile", "minimal", NULL },
    { "profile", "clean", NULL },
    { "profile", "search", NULL },
    { "profile", "cn", "rule", "breaks", NULL },
    { "profile", "tw", "rule", "mask", NULL },
    { "profile", "hk", "han-latin", "remove", NULL },
    { "profile", "clean", "han-latin", "add", "quotes", "cn", NULL },
    { "profile", "clean", "rule", "join,breaks,repeat", NULL },
};
enum { WAYS = sizeof ways / sizeof *ways };

/* Opened once, for all inputs: that the targets share it is part of what is tried. */
static hp_data *data;
static struct opened {
    hp_pipeline *pipeline;
    hp_worker *worker;
} opened[WAYS];

static const filter_option *option_named(const char *name)
{
    const filter_option *option = filter_norm.options;
    while (strcmp(option->name, name) != 0)
        option++;
    return option;
}

static void open_way(struct opened *to, const char *const *way)
{
    filter_given given[3];
    size_t count = 0;
    for (; *way; way += 2)
        given[count++] = (filter_given){ option_named(way[0]), way[1] };
    const pipeline_stage stages[] = { { .filter = &filter_invalid },
                                      { .filter = &filter_norm, .given = given, .count = count } };
    if (pipeline_open_stages(&to->pipeline, stages, 2, data, NULL) != HP_OK ||
        hp_worker_open(&to->worker, to->pipeline, NULL) != HP_OK)
        abort();
    hp_worker_keep(to->worker, HP_KEEP_EDITS, NULL);
}

static void open_all(void)
{
    data = need_data();
    for (size_t i = 0; i < WAYS; i++)
        open_way(&opened[i], ways[i]);
}

static void close_all(void)
{
    for (size_t i = 0; i < WAYS; i++) {
        hp_worker_free(opened[i].worker);
        hp_pipeline_free(opened[i].pipeline);
    }
    hp_data_free(data);
}

/* Feeds the document a line at a time. */
static void feed_lines(hp_worker *worker, hp_span text, hp_buf *out)
{
    hp_span line;
    hp_status st = hp_begin(worker, NULL, NULL);
    while (st == HP_OK && take_line(&text, &line))
        st = hp_feed(worker, line, hp_write_to_buf, out, NULL);
    if (st != HP_OK || hp_end(worker, hp_write_to_buf, out, NULL) != HP_OK)
        abort();
}

/* The edits of the stage norm, over what --invalid left of `text`. */
static void replay(const struct opened *way, hp_span text, hp_buf *out)
{
    hp_buf valid = { 0 };
    size_t at = 0;
    if (replay_edits(way->worker, 0, &at, text, &valid) ||
        replay_edits(way->worker, 1, &at, (hp_span){ valid.ptr ? valid.ptr : "", valid.len }, out))
        abort();
    hp_buf_free(&valid);
}

static void try_way(const struct opened *way, hp_span text)
{
    hp_buf lines = { 0 }, whole = { 0 }, twice = { 0 }, replayed = { 0 };
    feed_lines(way->worker, text, &lines);
    run_whole(way->worker, text, &whole);
    require_same(&whole, &lines);
    replay(way, text, &replayed);
    require_same(&whole, &replayed);
    run_whole(way->worker, (hp_span){ whole.ptr ? whole.ptr : "", whole.len }, &twice);
    require_same(&whole, &twice);
    if (utf8_valid((hp_span){ whole.ptr, whole.len }) != whole.len)
        abort();
    hp_buf_free(&lines);
    hp_buf_free(&whole);
    hp_buf_free(&twice);
    hp_buf_free(&replayed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!data) {
        open_all();
        atexit(close_all);
    }
    for (size_t i = 0; i < WAYS; i++)
        try_way(&opened[i], (hp_span){ (const char *)bytes, len });
    return 0;
}
