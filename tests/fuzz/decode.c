/* decode.c - any bytes as a document: chosen and decoded, by every encoding of the list, the whole is what its
 * pieces are, every byte that is not decoded is told of once, and the outcome is UTF-8.  The outcome is mended: the
 * edits lie in it, in order, leave it UTF-8, and mending again changes nothing.  The data file is that of the build
 * folder.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/data_file.h"
#include "decode/repair/gbk_split.h"
#include "decode/piece.h"
#include "fuzz.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

static hp_data *data;
static decode_costs costs;
static decode_misreadings *misreadings;
static decode_mender *mender;
static reading_table *readings;

static void close_all(void)
{
    reading_table_free(readings);
    decode_mender_free(mender);
    decode_misreadings_free(misreadings);
    hp_data_free(data);
}

static void open_all(void)
{
    const char *folder = getenv("builddir");
    hp_buf path = { 0 };
    hp_error err = { 0 };
    buffer_format(&path, "%s/hanpipe.hpd", folder ? folder : ".");
    if (path.failed || hp_data_open(&data, path.ptr, &err) != HP_OK || decode_costs_open(&costs, data, &err) != HP_OK ||
        decode_misreadings_open(&misreadings, &costs, &err) != HP_OK ||
        decode_mender_open(&mender, &costs, misreadings, &err) != HP_OK ||
        reading_table_open(&readings, data, &err) != HP_OK) {
        fprintf(stderr, "%s\n", hp_error_text(&err));
        abort();
    }
    hp_buf_free(&path);
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
    return 0;
}
