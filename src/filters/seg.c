/* seg.c - cuts text into words and puts the separator between them.
 *
 * Given a run of valid UTF-8.  Blanks of the input stay, and nothing is put beside them, so taking the separators out
 * gives the input back.  Engines: ICU's word break rules and dictionary for Chinese, and jieba's algorithm on jieba's
 * own tables.  Worked: "南京市，abc d" → "南京市 ， abc d".
 */
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "filters/filter.h"
#include "lib/bytes.h"
#include "lib/error.h"
#include "lib/jieba.h"
#include "lib/utf8.h"

enum option_index { OPT_ENGINE, OPT_NO_HMM };

static const hp_option options[] = {
    [OPT_ENGINE] = { 0, "engine", "NAME", "segmenter: icu (default), jieba" },
    [OPT_NO_HMM] = { 0, "no-hmm", NULL, "jieba: without its model for words that are in no dictionary" },
    { 0 }
};

struct seg {
    hp_jieba *jieba; /* NULL: ICU */
};

static void seg_free(void *self)
{
    struct seg *seg = self;
    if (!seg)
        return;
    hp_jieba_free(seg->jieba);
    free(seg);
}

static hp_status seg_open(void **self, const hp_given *given, size_t count, const hp_data *data, hp_error *err)
{
    hp_status st = HP_OK;
    hp_jieba_mode mode = HP_JIEBA_MODEL;
    const char *engine = "icu";
    struct seg *seg = calloc(1, sizeof *seg);
    *self = NULL;
    if (!seg)
        return hp_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (given[i].option == &options[OPT_ENGINE])
            engine = given[i].value;
        else
            mode = HP_JIEBA_DICTIONARY;
    }
    bool jieba = strcmp(engine, "jieba") == 0;
    if (!jieba && strcmp(engine, "icu") != 0)
        st = hp_fail(err, HP_EUSAGE, 0, "--engine=%s: the engines are: icu, jieba", engine);
    else if (!jieba && mode == HP_JIEBA_DICTIONARY)
        st = hp_fail(err, HP_EUSAGE, 0, "--no-hmm is for --engine=jieba");
    else if (jieba)
        st = hp_jieba_open(&seg->jieba, data, mode, err);
    if (st == HP_OK)
        *self = seg;
    else
        seg_free(seg);
    return st;
}

/* One of the two, by the engine. */
struct scratch {
    UBreakIterator *icu;
    hp_jieba_scratch *jieba;
};

static void seg_scratch_free(void *scratch)
{
    struct scratch *s = scratch;
    if (!s)
        return;
    if (s->icu)
        ubrk_close(s->icu);
    hp_jieba_scratch_free(s->jieba);
    free(s);
}

static hp_status seg_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const struct seg *seg = self;
    UErrorCode code = U_ZERO_ERROR;
    hp_status st = HP_OK;
    struct scratch *s = calloc(1, sizeof *s);
    *scratch = NULL;
    if (!s)
        return hp_fail_memory(err);
    if (seg->jieba)
        s->jieba = hp_jieba_scratch_new();
    else
        s->icu = ubrk_open(UBRK_WORD, "zh", NULL, 0, &code);
    if (U_FAILURE(code))
        st = hp_fail(err, HP_EDATA, 0, "ICU's word break data: %s", u_errorName(code));
    else if (!s->icu && !s->jieba)
        st = hp_fail_memory(err);
    if (st == HP_OK)
        *scratch = s;
    else
        seg_scratch_free(s);
    return st;
}

/* True when the text before or after offset `at` of `run` is a blank. */
static bool is_beside_blank(hp_span run, size_t at)
{
    uint32_t before = 0, after = 0;
    hp_utf8_decode_back(run.ptr, run.ptr + at, &before);
    hp_utf8_decode((hp_span){ run.ptr + at, run.len - at }, &after);
    return u_isUWhiteSpace((UChar32)before) || u_isUWhiteSpace((UChar32)after);
}

static hp_status apply_icu(UBreakIterator *icu, hp_span run, hp_out *out, hp_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, run.ptr, (int64_t)run.len, &code);
    ubrk_setUText(icu, &text, &code);
    if (U_FAILURE(code)) {
        utext_close(&text);
        return hp_fail(err, HP_ENOMEM, 0, "ICU: %s", u_errorName(code));
    }
    int32_t from = ubrk_first(icu), to;
    while ((to = ubrk_next(icu)) != UBRK_DONE) {
        hp_span word = { run.ptr + from, (size_t)(to - from) };
        if (from > 0 && !is_beside_blank(run, (size_t)from))
            hp_out_edit(out, (hp_span){ word.ptr, 0 }, hp_str(" "), "break");
        hp_out_keep(out, word);
        from = to;
    }
    utext_close(&text);
    return HP_OK;
}

static hp_status apply_jieba(const hp_jieba *jieba, hp_jieba_scratch *scratch, hp_span run, hp_out *out, hp_error *err)
{
    const size_t *ends;
    size_t count, from = 0;
    hp_status st = hp_jieba_cut(jieba, scratch, run, &ends, &count, err);
    for (size_t i = 0; st == HP_OK && i < count; i++) {
        if (i + 1 < count && is_beside_blank(run, ends[i]))
            continue;
        hp_out_keep(out, (hp_span){ run.ptr + from, ends[i] - from });
        if (i + 1 < count)
            hp_out_edit(out, (hp_span){ run.ptr + ends[i], 0 }, hp_str(" "), "break");
        from = ends[i];
    }
    return st;
}

static hp_status seg_apply(const void *self, void *scratch, const hp_place *place, hp_span run, hp_out *out,
                           hp_error *err)
{
    (void)place;
    const struct seg *seg = self;
    struct scratch *s = scratch;
    if (seg->jieba)
        return apply_jieba(seg->jieba, s->jieba, run, out, err);
    return apply_icu(s->icu, run, out, err);
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
