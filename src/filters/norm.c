/* norm.c - Unicode normal forms, through libunistring.
 *
 * Given a run of valid UTF-8 it gives its normal form, NFC unless told otherwise.  Most text is inert: ASCII, the
 * ideographic punctuation U+3001..U+3020 and the Han characters U+4E00..U+9FFF are the same in every form and never
 * combine with what stands before them (UnicodeData.txt: no decomposition, class 0, in no composition but first).  So
 * only the pieces around other characters go to the library: from the inert character before (a mark may combine with
 * it) up to the next inert one.  A run without such characters costs one look at each character.
 * Worked: "cafe\u0301 國" → "café 國"; the piece is "e\u0301".
 */
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistring/version.h>

#include "pipeline/answer.h"
#include "pipeline/filter.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

static const char *const form_names[] = { "nfc", "nfd", "nfkc", "nfkd" };

struct norm {
    unsigned form; /* index into form_names */
};

struct norm_scratch {
    uint8_t *room; /* what the library writes into while it fits */
    size_t size;
};

static const filter_option options[] = { { 0, "form", "FORM", "normal form: nfc (default), nfd, nfkc or nfkd" },
                                         { 0 } };

static uninorm_t form_of(const struct norm *norm)
{
    switch (norm->form) {
    case 1:
        return UNINORM_NFD;
    case 2:
        return UNINORM_NFKC;
    case 3:
        return UNINORM_NFKD;
    default:
        return UNINORM_NFC;
    }
}

static hp_status norm_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    (void)data;
    struct norm *norm = memory_zeroed(1, sizeof *norm);
    *self = NULL;
    if (!norm)
        return error_set_memory(err);
    for (size_t i = 0; i < count; i++) {
        unsigned form = 0;
        while (form < 4 && strcmp(form_names[form], given[i].value) != 0)
            form++;
        if (form == 4) {
            memory_free(norm);
            return error_set(err, HP_USAGE, 0, "--form=%s: the forms are nfc, nfd, nfkc and nfkd", given[i].value);
        }
        norm->form = form;
    }
    *self = norm;
    return HP_OK;
}

static void norm_free(void *self)
{
    memory_free(self);
}

static hp_status norm_scratch_open(void **scratch, const void *self, hp_error *err)
{
    (void)self;
    *scratch = memory_zeroed(1, sizeof(struct norm_scratch));
    return *scratch ? HP_OK : error_set_memory(err);
}

static void norm_scratch_free(void *scratch)
{
    struct norm_scratch *s = scratch;
    free(s->room); /* the library's */
    memory_free(s);
}

static bool is_inert(uint32_t cp)
{
    return cp < 0x80 || (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3001 && cp <= 0x3020);
}

/* The length of the inert characters at the start of `text`, and of the last of them in *last. */
static size_t skip_inert(hp_span text, size_t *last)
{
    size_t at = 0, n;
    uint32_t cp;
    *last = 0;
    while ((n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp)) > 0 && is_inert(cp)) {
        at += n;
        *last = n;
    }
    return at;
}

static size_t skip_active(hp_span text)
{
    size_t at = 0, n;
    uint32_t cp;
    while ((n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp)) > 0 && !is_inert(cp))
        at += n;
    return at;
}

static hp_status normalize_piece(const struct norm *norm, struct norm_scratch *s, hp_span piece, answer *out,
                                 hp_error *err)
{
    size_t len = s->size;
    uint8_t *made = u8_normalize(form_of(norm), (const uint8_t *)piece.ptr, piece.len, s->room, &len);
    if (!made)
        return error_set_memory(err);
    if (made != s->room) { /* it did not fit: the library's larger block becomes the room */
        free(s->room);
        s->room = made;
        s->size = len;
    }
    answer_edit(out, piece, (hp_span){ (const char *)made, len }, form_names[norm->form]);
    return HP_OK;
}

static hp_status norm_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                            hp_error *err)
{
    (void)input;
    hp_status st = HP_OK;
    while (st == HP_OK && run.len > 0) {
        size_t last;
        size_t inert = skip_inert(run, &last);
        if (inert == run.len) {
            answer_keep(out, run);
            break;
        }
        answer_keep(out, (hp_span){ run.ptr, inert - last });
        size_t active = skip_active((hp_span){ run.ptr + inert, run.len - inert });
        st = normalize_piece(self, scratch, (hp_span){ run.ptr + inert - last, last + active }, out, err);
        run = (hp_span){ run.ptr + inert + active, run.len - inert - active };
    }
    return st;
}

static void norm_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    buffer_format(out, "libunistring %d.%d.%d\n", _libunistring_version >> 16, _libunistring_version >> 8 & 0xFF,
                  _libunistring_version & 0xFF);
}

const filter_descriptor filter_norm = {
    .word = "norm",
    .purpose = "bring text into a Unicode normal form",
    .example = "hannorm --form=nfkc page.txt",
    .options = options,
    .open = norm_open,
    .free = norm_free,
    .scratch_open = norm_scratch_open,
    .scratch_free = norm_scratch_free,
    .apply = norm_apply,
    .versions = norm_versions,
};
