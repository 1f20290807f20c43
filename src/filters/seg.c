/* seg.c - cuts text into words through ICU's word break rules and dictionary for Chinese.
 *
 * Given a run of valid UTF-8 it puts the separator between words.  Blanks of the input stay, and nothing is put
 * beside them, so taking the separators out gives the input back.  Worked: "南京市，abc d" → "南京市 ， abc d".
 */
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "filters/filter.h"
#include "lib/bytes.h"
#include "lib/error.h"
#include "lib/utf8.h"

static const hp_option options[] = {
    { 0, "engine", "NAME", "segmenter: icu" },
    { 0 }
};

static hp_status seg_open(void **self, const hp_given *given, size_t count, const hp_data *data, hp_error *err)
{
    (void)data;
    *self = NULL;
    for (size_t i = 0; i < count; i++)
        if (strcmp(given[i].value, "icu") != 0)
            return hp_fail(err, HP_EUSAGE, 0, "--engine=%s: the engines are: icu", given[i].value);
    return HP_OK;
}

static void seg_free(void *self)
{
    (void)self;
}

static hp_status seg_scratch_open(void **scratch, const void *self, hp_error *err)
{
    (void)self;
    UErrorCode code = U_ZERO_ERROR;
    *scratch = ubrk_open(UBRK_WORD, "zh", NULL, 0, &code);
    return U_SUCCESS(code) ? HP_OK : hp_fail(err, HP_EDATA, 0, "ICU's word break data: %s", u_errorName(code));
}

static void seg_scratch_free(void *scratch)
{
    ubrk_close(scratch);
}

/* True when the text before or after offset `at` of `run` is a blank. */
static bool is_beside_blank(hp_span run, size_t at)
{
    uint32_t before = 0, after = 0;
    hp_utf8_decode_back(run.ptr, run.ptr + at, &before);
    hp_utf8_decode((hp_span){ run.ptr + at, run.len - at }, &after);
    return u_isUWhiteSpace((UChar32)before) || u_isUWhiteSpace((UChar32)after);
}

static hp_status seg_apply(const void *self, void *scratch, const hp_place *place, hp_span run, hp_out *out,
                           hp_error *err)
{
    (void)self, (void)place;
    UErrorCode code = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, run.ptr, (int64_t)run.len, &code);
    ubrk_setUText(scratch, &text, &code);
    if (U_FAILURE(code)) {
        utext_close(&text);
        return hp_fail(err, HP_ENOMEM, 0, "ICU: %s", u_errorName(code));
    }
    int32_t from = ubrk_first(scratch), to;
    while ((to = ubrk_next(scratch)) != UBRK_DONE) {
        hp_span word = { run.ptr + from, (size_t)(to - from) };
        if (from > 0 && !is_beside_blank(run, (size_t)from))
            hp_out_edit(out, (hp_span){ word.ptr, 0 }, hp_str(" "), "break");
        hp_out_keep(out, word);
        from = to;
    }
    utext_close(&text);
    return HP_OK;
}

static void seg_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    hp_buf_format(out, "ICU %s\nUnicode (ICU) %s\n", U_ICU_VERSION, U_UNICODE_VERSION);
}

const hp_filter hp_filter_seg = {
    .word = "seg",
    .purpose = "cut text into words",
    .example = "hanseg page.txt",
    .options = options,
    .open = seg_open,
    .free = seg_free,
    .scratch_open = seg_scratch_open,
    .scratch_free = seg_scratch_free,
    .apply = seg_apply,
    .versions = seg_versions,
};
