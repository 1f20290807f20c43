/* decode.c - any bytes as a document: chosen and decoded, by every encoding of the list, the whole is what its
 * pieces are, every byte that is not decoded is told of once, and the outcome is UTF-8.  The outcome is mended: the
 * edits lie in it, in order, leave it UTF-8, and mending again changes nothing.  Then the same bytes go through the
 * filter.  The data file is that of the build folder.
 */
#include <stdlib.h>
#include <string.h>

#include "decode/piece.h"
#include "decode/repair/gbk_split.h"
#include "fuzz.h"
#include "pipeline/pipeline.h"
#include "run_text.h"
#include "text/bytes.h"
#include "text/utf8.h"

static hp_data *data;
static decode_costs costs;
static decode_misreadings *misreadings;
static decode_mender *mender;
static reading_table *readings;

/* The filter with these options. */
static const char *const expressions[] = {
    "decode",
    "decode --repair=mojibake --repair=gbk-split",
    "decode --from=gbk --repair=mojibake --repair=gbk-split --invalid=keep",
    "decode --from=utf-16 --repair=gbk-split",
};
enum { FILTERS = sizeof expressions / sizeof *expressions };
static hp_pipeline *pipelines[FILTERS];
static hp_worker *workers[FILTERS];

static void close_all(void)
{
    for (size_t i = 0; i < FILTERS; i++) {
        hp_worker_free(workers[i]);
        hp_pipeline_free(pipelines[i]);
    }
    reading_table_free(readings);
    decode_mender_free(mender);
    decode_misreadings_free(misreadings);
    hp_data_free(data);
}

static void open_all(void)
{
    data = need_data();
    bool good = decode_costs_open(&costs, data, NULL) == HP_OK &&
                decode_misreadings_open(&misreadings, &costs, NULL) == HP_OK &&
                decode_mender_open(&mender, &costs, misreadings, NULL) == HP_OK &&
                reading_table_open(&readings, data, NULL) == HP_OK;
    for (size_t i = 0; good && i < FILTERS; i++)
        good = hp_pipeline_open(&pipelines[i], expressions[i], data, NULL) == HP_OK &&
               hp_worker_open(&workers[i], pipelines[i], NULL) == HP_OK;
    if (!good)
        abort();
    atexit(close_all);
}

/* Where broken bytes were last. */
struct broken {
    size_t end, limit;
};

static void note_broken(void *self, size_t offset, hp_span bytes, hp_buf *out)
{
    struct broken *b = self;
    if (bytes.len == 0 || offset < b->end || offset + bytes.len > b->limit)
        abort();
    b->end = offset + bytes.len;
    hp_buf_append(out, span_of_string("\uFFFD"));
}

/* Looks up where each eighth byte of the text came from: in order, and in the bytes. */
static void check_offsets(decode_converter *converter, hp_span bytes, size_t length)
{
    size_t count = length / 8, *offsets = calloc(count + 1, sizeof *offsets);
    for (size_t i = 0; i <= count; i++)
        offsets[i] = 8 * i;
    if (decode_locate(converter, bytes, NULL, NULL, offsets, count + 1, NULL) != HP_OK)
        abort();
    for (size_t i = 0; i <= count; i++)
        if (offsets[i] > bytes.len || (i > 0 && offsets[i] < offsets[i - 1]))
            abort();
    free(offsets);
}

static void decode(decode_converter *converter, hp_span bytes, hp_buf *out)
{
    struct broken b = { 0, bytes.len };
    if (decode_piece(converter, bytes, note_broken, &b, out, NULL) != HP_OK)
        abort();
}

static void check_choice(const decode_choice *choice, hp_span bytes)
{
    decode_converter *converter;
    hp_buf whole = { 0 }, parts = { 0 };
    if (decode_converter_open(&converter, choice, NULL) != HP_OK || choice->mark > bytes.len)
        abort();
    bytes = (hp_span){ bytes.ptr + choice->mark, bytes.len - choice->mark };
    decode(converter, bytes, &whole);
    check_offsets(converter, bytes, whole.len);
    for (size_t have = 1; bytes.len > 0; have++) {
        size_t n = have >= bytes.len ? bytes.len : decode_ready(choice, (hp_span){ bytes.ptr, have });
        if (n == 0)
            continue;
        decode(converter, (hp_span){ bytes.ptr, n }, &parts);
        bytes = (hp_span){ bytes.ptr + n, bytes.len - n };
        have = 0;
    }
    if (!span_eq((hp_span){ whole.ptr, whole.len }, (hp_span){ parts.ptr, parts.len }) ||
        utf8_valid((hp_span){ whole.ptr, whole.len }) != whole.len)
        abort();
    decode_converter_free(converter);
    hp_buf_free(&whole);
    hp_buf_free(&parts);
}

struct repaired {
    hp_span text;
    size_t done;
    hp_buf out;
};

static void apply(void *self, size_t offset, hp_span before, hp_span after, const char *rule)
{
    struct repaired *r = self;
    if (offset < r->done || before.ptr != r->text.ptr + offset || before.len > r->text.len - offset || !rule)
        abort();
    hp_buf_append(&r->out, (hp_span){ r->text.ptr + r->done, offset - r->done });
    hp_buf_append(&r->out, after);
    r->done = offset + before.len;
}

typedef hp_status repair(hp_span text, struct repaired *r);

static hp_status mend(hp_span text, struct repaired *r)
{
    return decode_mend(mender, text, apply, r, NULL);
}

static hp_status join(hp_span text, struct repaired *r)
{
    const decode_splits splits = { &costs, misreadings, readings };
    size_t lost = 0;
    return decode_join_splits(&splits, text, apply, r, &lost, NULL);
}

static void run(repair *how, hp_span text, struct repaired *r)
{
    *r = (struct repaired){ .text = text };
    if (how(text, r) != HP_OK)
        abort();
    hp_buf_append(&r->out, (hp_span){ text.ptr + r->done, text.len - r->done });
}

static void check_repair(repair *how, hp_span text)
{
    struct repaired once, twice;
    run(how, text, &once);
    run(how, (hp_span){ once.out.ptr, once.out.len }, &twice);
    if (utf8_valid(text) == text.len && utf8_valid((hp_span){ once.out.ptr, once.out.len }) != once.out.len)
        abort();
    if (how == mend && !span_eq((hp_span){ once.out.ptr, once.out.len }, (hp_span){ twice.out.ptr, twice.out.len }))
        abort();
    hp_buf_free(&once.out);
    hp_buf_free(&twice.out);
}

/* The notes are in order and quote the document. */
static void check_notes(const hp_worker *worker, hp_span text)
{
    hp_edit edit;
    uint64_t before = 0;
    for (size_t i = 0; hp_edit_get(worker, i, &edit, sizeof edit); i++) {
        if (edit.offset < before || edit.offset > text.len || edit.before.len > text.len - edit.offset ||
            (edit.before.len > 0 && memcmp(edit.before.ptr, text.ptr + edit.offset, edit.before.len) != 0))
            abort();
        before = edit.offset;
    }
}

/* The filter gives the same bytes with a record and without one, and what is no text it refuses. */
static void check_filter(size_t i, hp_span text)
{
    hp_buf plain = { 0 }, recorded = { 0 };
    hp_worker_keep(workers[i], 0, NULL);
    hp_status st = hp_run_lines(workers[i], NULL, text, hp_write_to_buf, &plain, NULL);
    hp_worker_keep(workers[i], HP_KEEP_EDITS, NULL);
    if (hp_run_lines(workers[i], NULL, text, hp_write_to_buf, &recorded, NULL) != st ||
        (st != HP_OK && st != HP_BAD_DATA))
        abort();
    require_same(&plain, &recorded);
    check_notes(workers[i], text);
    if (!strstr(expressions[i], "keep") && utf8_valid((hp_span){ plain.ptr, plain.len }) != plain.len)
        abort();
    hp_buf_free(&plain);
    hp_buf_free(&recorded);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hp_span text = { (const char *)bytes, len };
    decode_choice choice;
    if (!data)
        open_all();
    decode_choose(&costs, text, &choice);
    check_choice(&choice, text);
    for (int i = 0; i < DECODE_ENCODINGS; i++) {
        decode_name name;
        decode_name_of((decode_encoding)i, &name);
        decode_choose_named(&name, text, &choice);
        check_choice(&choice, text);
    }
    check_repair(mend, text);
    check_repair(join, text);
    for (size_t i = 0; i < FILTERS; i++)
        check_filter(i, text);
    return 0;
}
