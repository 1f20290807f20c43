/* random_case.c - a pipeline and a text made at random:
 *
 *     random_case SEED OPTIONS KINDS FOLDER
 *
 * Writes one to four filters with options to standard output, a line each, as words of a shell without quotes, and a
 * text of pieces from KINDS (see lines.c) to FOLDER/text.  OPTIONS has lines "filter TAB --name[=argument]" (options.c).
 * The same SEED gives the same.  What goes together the library knows: what it does not open is thrown away, and the
 * dice are cast again.  When the log of the pipeline replays, FOLDER/replays is made as well.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../built_data.h"
#include "pipeline/filter.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/fields.h"

enum { ITEMS_MAX = 1024, STAGES_MAX = 4, OPTIONS_MAX = 3 };

static uint64_t state;

/* A number below n (splitmix64, Vigna). */
static unsigned below(unsigned n)
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (unsigned)((z ^ z >> 31) % n);
}

/* Texts from a list, borrowed from it. */
struct items {
    text_list list;
    hp_span at[ITEMS_MAX];
    size_t count;
};

static void add(struct items *items, hp_span text)
{
    if (items->count < ITEMS_MAX)
        items->at[items->count++] = text;
}

/* The words of `filter` among "filter TAB word" lines. */
static void find_options(struct items *found, const struct items *all, const char *filter)
{
    found->count = 0;
    for (size_t i = 0; i < all->count; i++) {
        hp_span line = all->at[i], name;
        text_take_field(&line, &name);
        if (span_eq(name, span_of_string(filter)))
            add(found, line);
    }
}

/* True when there is an option of the same name already. */
static bool has_option(hp_span stage, hp_span option)
{
    const char *equals = memchr(option.ptr, '=', option.len);
    size_t length = equals ? (size_t)(equals - option.ptr) : option.len;
    return memmem(stage.ptr, stage.len, option.ptr, length) != NULL;
}

static void put_stage(const struct items *options, const filter_descriptor *filter, hp_buf *out)
{
    static struct items own;
    size_t start = out->len;
    find_options(&own, options, filter->word);
    hp_buf_append(out, span_of_string(filter->word));
    for (unsigned n = below(OPTIONS_MAX + 1); n > 0 && own.count > 0; n--) {
        hp_span option = own.at[below((unsigned)own.count)];
        if (has_option((hp_span){ out->ptr + start, out->len - start }, option))
            continue;
        hp_buf_append(out, span_of_string(" "));
        hp_buf_append(out, option);
    }
    if (filter->operands) /* its tool wants one */
        buffer_format(out, " --%s=1", filter->operands[0]);
    hp_buf_append(out, span_of_string("\n"));
}

/* Backslashes as an expression has them. */
static bool opens(const hp_data *data, hp_span stages)
{
    hp_buf expression = { 0 };
    hp_pipeline *pipeline = NULL;
    for (size_t i = 0; i + 1 < stages.len; i++) {
        if (stages.ptr[i] == '\\' || stages.ptr[i] == '|')
            hp_buf_append(&expression, span_of_string("\\"));
        hp_buf_append(&expression, stages.ptr[i] == '\n' ? span_of_string(" | ") : (hp_span){ stages.ptr + i, 1 });
    }
    hp_buf_append(&expression, (hp_span){ "", 1 });
    bool good = !expression.failed && hp_pipeline_open(&pipeline, expression.ptr, data, NULL) == HP_OK;
    hp_pipeline_free(pipeline);
    hp_buf_free(&expression);
    return good;
}

/* A filter whose tool gives other bytes than the filter does is no part of the game. */
static const filter_descriptor *cast_filter(size_t filters)
{
    const filter_descriptor *filter;
    do
        filter = filter_registry[below((unsigned)filters)];
    while (filter->traits & FILTER_GIVES_ROWS);
    return filter;
}

/* Casts until the library opens what came; *replays is whether its log does. */
static void make_stages(const struct items *options, const hp_data *data, hp_buf *out, bool *replays)
{
    size_t filters = 0;
    while (filter_registry[filters])
        filters++;
    do {
        out->len = 0;
        *replays = true;
        for (unsigned n = 1 + below(STAGES_MAX); n > 0; n--) {
            const filter_descriptor *filter = cast_filter(filters);
            put_stage(options, filter, out);
            *replays = *replays && !(filter->traits & FILTER_ONLY_NOTES);
        }
    } while (!opens(data, (hp_span){ out->ptr, out->len }));
}

/* Writes the bytes that a unit of the list stands for. */
static void put_unit(FILE *out, hp_span unit)
{
    for (size_t i = 0; i < unit.len; i++) {
        if (unit.ptr[i] != '\\' || i + 1 >= unit.len) {
            putc(unit.ptr[i], out);
        } else if (unit.ptr[++i] == '0' && i + 3 < unit.len) {
            putc((unit.ptr[i + 1] - '0') << 6 | (unit.ptr[i + 2] - '0') << 3 | (unit.ptr[i + 3] - '0'), out);
            i += 3;
        } else {
            putc(unit.ptr[i] == 'n' ? '\n' : unit.ptr[i] == 't' ? '\t' : unit.ptr[i] == 'r' ? '\r' : '\\', out);
        }
    }
}

static bool write_text(const struct items *kinds, const char *path)
{
    FILE *out = fopen(path, "we");
    for (unsigned pieces = below(200); out && pieces > 0; pieces--) {
        hp_span name, unit, line = kinds->at[below((unsigned)kinds->count)];
        text_take_field(&line, &name);
        for (unsigned fields = 1 + below(2); fields > 0 && text_take_field(&line, &unit); fields--)
            for (unsigned n = below(8) ? 1 : 1 + below(20); n > 0; n--)
                put_unit(out, unit);
        if (below(8) == 0)
            putc('\n', out);
    }
    return out && fclose(out) == 0;
}

static bool read_items(struct items *items, const char *path)
{
    if (text_list_open(&items->list, path, NULL) != HP_OK)
        return false;
    for (hp_span line; text_list_next(&items->list, &line);)
        add(items, line);
    return items->count > 0;
}

int main(int argc, char **argv)
{
    static struct items options, kinds;
    hp_data *data;
    hp_buf stages = { 0 }, path = { 0 };
    bool replays;
    if (argc != 5 || !read_items(&options, argv[2]) || !read_items(&kinds, argv[3]) ||
        open_built_data(&data, NULL) != HP_OK) {
        fputs("Usage: random_case SEED OPTIONS KINDS FOLDER\n", stderr);
        return 2;
    }
    state = strtoull(argv[1], NULL, 10);
    make_stages(&options, data, &stages, &replays);
    fwrite(stages.ptr, 1, stages.len, stdout);
    buffer_format(&path, "%s/text", argv[4]);
    bool good = write_text(&kinds, path.ptr);
    path.len = 0;
    buffer_format(&path, "%s/replays", argv[4]);
    remove(path.ptr);
    if (replays)
        close(open(path.ptr, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    hp_buf_free(&path);
    hp_buf_free(&stages);
    text_list_close(&options.list);
    text_list_close(&kinds.list);
    hp_data_free(data);
    return good ? 0 : 1;
}
