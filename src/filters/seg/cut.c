/* cut.c - each engine's way from a run of text to a list of words.
 *
 * Guarantees that the words and blanks of the list cover the run in order, without gaps (and, for
 * --grain=search, that what lies inside a word follows it).  Worked, with base 0: "南京市 abc" → 0-9, 9-10 blank,
 * 10-13.
 */
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>

#include "filters/seg/words.h"
#include "segment/sections.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/hint.h"
#include "text/memory.h"
#include "text/utf8.h"

static bool starts_blank(hp_span text)
{
    uint32_t cp = 0;
    utf8_decode(text, &cp);
    return u_isUWhiteSpace((UChar32)cp);
}

static bool ends_blank(hp_span text)
{
    uint32_t cp = 0;
    utf8_decode_back(text.ptr, text.ptr + text.len, &cp);
    return u_isUWhiteSpace((UChar32)cp);
}

/* Adds the token [from, to) of the run: a token that begins or ends with a blank is one, because no separator goes
 * beside it. */
static bool add_token(seg_word_list *list, hp_span run, size_t from, size_t to, size_t base)
{
    hp_span token = { run.ptr + from, to - from };
    return seg_word_list_add(list, &(seg_word){ .begin = base + from,
                                                .end = base + to,
                                                .margin = SEG_MARGIN_MAX,
                                                .blank = starts_blank(token) || ends_blank(token) });
}

static hp_status cut_icu(UBreakIterator *icu, seg_word_list *list, hp_span run, size_t base, hp_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    bool good = true;
    utext_openUTF8(&text, run.ptr, (int64_t)run.len, &code);
    ubrk_setUText(icu, &text, &code);
    if (U_FAILURE(code)) {
        utext_close(&text);
        return error_set(err, HP_NO_MEMORY, 0, "ICU: %s", u_errorName(code));
    }
    for (int32_t from = ubrk_first(icu), to; good && (to = ubrk_next(icu)) != UBRK_DONE; from = to)
        good = add_token(list, run, (size_t)from, (size_t)to, base);
    utext_close(&text);
    return good ? HP_OK : error_set_memory(err);
}

/* When memory is out, ICU's word breaker goes on without a dictionary, loops, or crashes, and reports none of it.  A
 * program that may end gives it these functions, which end the program in place of returning NULL. */
static void *U_CALLCONV icu_resize(const void *context, void *old, size_t size)
{
    void *memory = memory_resize(old, size);
    if (!memory && size > 0)
        (*(filter_give_up *const *)context)();
    return memory;
}

static void *U_CALLCONV icu_allocate(const void *context, size_t size)
{
    return icu_resize(context, NULL, size);
}

static void U_CALLCONV icu_free(const void *context, void *memory)
{
    (void)context;
    memory_free(memory);
}

void seg_guard_icu(filter_give_up *const *give_up)
{
    UErrorCode code = U_ZERO_ERROR;
    u_setMemoryFunctions(give_up, icu_allocate, icu_resize, icu_free, &code);
}

static hp_status cut_jieba(const seg_filter *seg, seg_filter_scratch *s, hp_span run, size_t base, hp_error *err)
{
    const size_t *ends;
    size_t count, from = 0;
    hp_status st = jieba_cut(seg->jieba, s->jieba, run, &ends, &count, err);
    for (size_t i = 0; st == HP_OK && i < count; from = ends[i++])
        if (!add_token(&s->list, run, from, ends[i], base))
            st = error_set_memory(err);
    return st;
}

/* Adds the units [from, to) as a word inside another. */
static bool add_sub_word(const seg_filter *seg, seg_word_list *list, const seg_clause *c, size_t from, size_t to,
                         size_t base)
{
    seg_word w = { .begin = base + c->start[from], .end = base + c->start[to], .margin = SEG_MARGIN_MAX };
    if (seg->pos)
        w.tag = seg_clause_part_of_speech(c, &seg->segmenter.lex, seg->user, from, to);
    return seg_word_list_add(list, &w);
}

/* True when the two or three units [i, end), in a word that begins at `from`, are a word of the lexicon that does not
 * run across a cut of the fine grain: it has one at both its ends, or none inside. */
static bool is_listed(const seg_filter *seg, const seg_clause *c, size_t from, size_t i, size_t end)
{
    bool across = c->fine[i] || (end - i == 3 && c->fine[i + 1]);
    bool aligned = (i == from || c->fine[i - 1]) && c->fine[end - 1];
    return (aligned || !across) && seg_word_number(c, &seg->segmenter.lex, i, end);
}

/* Adds what the word of the units [from, to) holds inside: words of the fine grain, and words of two or three units of
 * the lexicon.  Those that begin together come longest first. */
static bool add_inside(const seg_filter *seg, seg_word_list *list, const seg_clause *c, size_t from, size_t to,
                       size_t base)
{
    bool good = true;
    for (size_t i = from; good && i < to; i++) {
        size_t fine = i; /* the end of the fine word that begins here */
        if (i == from || c->fine[i - 1])
            for (fine = i + 1; fine < to && !c->fine[fine - 1];)
                fine++;
        if (fine > i + 3 && fine - i < to - from)
            good = add_sub_word(seg, list, c, i, fine, base);
        for (size_t end = i + 3; good && end > i + 1; end--)
            if (end <= to && end - i < to - from && (end == fine || is_listed(seg, c, from, i, end)))
                good = add_sub_word(seg, list, c, i, end, base);
    }
    return good;
}

static bool add_clause(const seg_filter *seg, seg_word_list *list, const seg_clause *c, size_t base)
{
    bool good = true;
    for (size_t i = 0, end; good && i < c->n; i = end) {
        for (end = i + 1; !c->cut[end - 1];)
            end++;
        seg_word w = { .begin = base + c->start[i],
                       .end = base + c->start[end],
                       .margin = SEG_MARGIN_MAX,
                       .blank = c->model_id[i] == SEG_ID_BLANK && c->class[i] == SEG_BREAK };
        if (seg->pos)
            w.tag = seg_clause_part_of_speech(c, &seg->segmenter.lex, seg->user, i, end);
        if (seg->confidence)
            w.margin = seg_clause_margin(c, i, end);
        good = seg_word_list_add(list, &w);
        if (seg->search && end - i > 1)
            good = good && add_inside(seg, list, c, i, end, base);
    }
    return good;
}

static hp_status cut_model(const seg_filter *seg, seg_filter_scratch *s, hp_span run, size_t base, hp_error *err)
{
    const seg_clause *clause;
    bool good = true;
    segmenter_start(&seg->segmenter, &s->cursor, run);
    while (good && (clause = segmenter_next(&seg->segmenter, &s->cursor)))
        good = add_clause(seg, &s->list, clause, base);
    return good && !s->cursor.failed ? HP_OK : error_set_memory(err);
}

hp_status seg_cut_to_text(const seg_filter *seg, seg_filter_scratch *s, hp_span run, answer *out, hp_error *err)
{
    const seg_clause *clause;
    bool good = run.len <= UINT32_MAX / 2, blank = true;
    if (!good)
        return error_set(err, HP_LIMIT, 0, "a line of more than 2 GB");
    segmenter_start(&seg->segmenter, &s->cursor, run);
    while (good && (clause = segmenter_next(&seg->segmenter, &s->cursor)))
        good = seg_write_clause(seg, clause, run, &blank, out);
    return good && !s->cursor.failed ? HP_OK : error_set_memory(err);
}

hp_status seg_cut(const seg_filter *seg, seg_filter_scratch *s, hp_span run, size_t base, hp_error *err)
{
    if (run.len > UINT32_MAX / 2)
        return error_set(err, HP_LIMIT, 0, "a line of more than 2 GB");
    switch (seg->engine) {
    case SEG_ENGINE_ICU:
        return cut_icu(s->icu, &s->list, run, base, err);
    case SEG_ENGINE_JIEBA:
        return cut_jieba(seg, s, run, base, err);
    default:
        return cut_model(seg, s, run, base, err);
    }
}
