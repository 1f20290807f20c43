/* transform.c - transliteration rules of the user's, by ICU; see transform.h.
 *
 * They run once, after all other rules, on each stretch between what is kept; what they give is not looked at again, so
 * whether the output stays the same in a second run is the user's affair.
 * Worked: "ö > oe; ü > ue;" makes "Köln" "Koeln", and so does the name "de-ASCII".
 */
#include "normalize/transform.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/utf16.h>

#include "load/icu.h"
#include "normalize/line/write_utf16.h"
#include "normalize/protect/protect.h"
#include "text/error.h"
#include "text/memory.h"

#define COMMON_FUNCTIONS(X) X(u_errorName) X(u_strFromUTF8)
#define I18N_FUNCTIONS(X) X(utrans_clone) X(utrans_close) X(utrans_openU) X(utrans_transUChars)

typedef struct common {
    COMMON_FUNCTIONS(LIBRARY_MEMBER)
} common;

typedef struct i18n {
    I18N_FUNCTIONS(LIBRARY_MEMBER)
} i18n;

struct norm_transform {
    i18n icu;
    UTransliterator *rules;
    UChar *text;
    size_t cap;
};

/* UTF-8 to UTF-16 for the rules themselves. */
static UChar *to_utf16(const common *icu, const char *text, int32_t *length)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t bytes = strlen(text);
    UChar *wide = bytes < INT32_MAX ? memory_new((bytes + 1) * sizeof *wide) : NULL;
    if (wide)
        icu->u_strFromUTF8(wide, (int32_t)bytes + 1, length, text, (int32_t)bytes, &code);
    if (wide && U_FAILURE(code))
        *length = -1;
    return wide;
}

hp_status norm_transform_open(norm_transform **out, const char *rules, hp_error *err)
{
    static const UChar id[] = { 'u', 's', 'e', 'r' };
    UErrorCode code = U_ZERO_ERROR;
    UParseError where = { .line = 0 };
    int32_t length = 0;
    common icu;
    *out = NULL;
    norm_transform *t = memory_zeroed(1, sizeof *t);
    hp_status st = t ? LIBRARY_LOAD(ICU_COMMON, COMMON_FUNCTIONS, &icu, err) : error_set_memory(err);
    if (st == HP_OK)
        st = LIBRARY_LOAD(ICU_I18N, I18N_FUNCTIONS, &t->icu, err);
    UChar *wide = st == HP_OK ? to_utf16(&icu, rules, &length) : NULL;
    if (!wide) {
        norm_transform_free(t);
        return st == HP_OK ? error_set_memory(err) : st;
    }
    if (length < 0)
        code = U_INVALID_CHAR_FOUND;
    else if (strpbrk(rules, "<>;:"))
        t->rules = t->icu.utrans_openU(id, 4, UTRANS_FORWARD, wide, length, &where, &code);
    else /* the name of one of ICU's own */
        t->rules = t->icu.utrans_openU(wide, length, UTRANS_FORWARD, NULL, 0, &where, &code);
    memory_free(wide);
    if (U_SUCCESS(code)) {
        *out = t;
        return HP_OK;
    }
    norm_transform_free(t);
    return error_set(err, HP_USAGE, 0, "--transform: %s at character %d", icu.u_errorName(code),
                     where.offset > 0 ? (int)where.offset : 0);
}

hp_status norm_transform_clone(norm_transform **out, const norm_transform *from, hp_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    *out = memory_zeroed(1, sizeof **out);
    if (*out) {
        (*out)->icu = from->icu;
        (*out)->rules = from->icu.utrans_clone(from->rules, &code);
    }
    if (*out && (*out)->rules && U_SUCCESS(code))
        return HP_OK;
    norm_transform_free(*out);
    *out = NULL;
    return error_set_memory(err);
}

void norm_transform_free(norm_transform *transform)
{
    if (!transform)
        return;
    if (transform->rules)
        transform->icu.utrans_close(transform->rules);
    memory_free(transform->text);
    memory_free(transform);
}

static bool grow(norm_transform *t, size_t cap)
{
    if (cap <= t->cap)
        return true;
    UChar *text = cap < INT32_MAX ? memory_resize_array(t->text, cap, sizeof *text) : NULL;
    if (text) {
        t->text = text;
        t->cap = cap;
    }
    return text != NULL;
}

/* Applies the rules to the cells [from, to); the result is in t->text.  Its length, or -1 when memory is out. */
static int32_t apply(norm_transform *t, const norm_line *line, size_t from, size_t to)
{
    if (!grow(t, 2 * (to - from) + 64))
        return -1;
    for (;;) {
        UErrorCode code = U_ZERO_ERROR;
        int32_t length = 0;
        for (size_t i = from; i < to; i++)
            U16_APPEND_UNSAFE(t->text, length, line->cells[i].cp);
        int32_t limit = length;
        t->icu.utrans_transUChars(t->rules, t->text, &length, (int32_t)t->cap, 0, &limit, &code);
        if (U_SUCCESS(code))
            return length;
        if (code != U_BUFFER_OVERFLOW_ERROR || !grow(t, (size_t)length + 64))
            return -1;
    }
}

void norm_transform_line(norm_work *work)
{
    norm_line *line = &work->line;
    norm_transform *t = work->transform;
    norm_writer writer;
    norm_protect(line, false);
    if (!norm_rewrite(&writer, line, 0)) {
        work->failed = true;
        return;
    }
    for (size_t from = 0, to; from < line->count; from = to) {
        bool kept = line->cells[from].flags & NORM_KEEP || line->cells[from].cp == '\n';
        for (to = from + 1;
             to < line->count && kept == (line->cells[to].flags & NORM_KEEP || line->cells[to].cp == '\n');)
            to++;
        int32_t length = kept ? 0 : apply(t, line, from, to);
        if (length < 0 || !norm_writer_room(&writer, (size_t)length + line->count - from)) {
            work->failed = true;
            return;
        }
        for (size_t i = from; kept && i < to; i++)
            norm_write(&writer, &line->cells[i]);
        if (!kept)
            norm_write_utf16(&writer, from, to, t->text, length, NORM_RULE_TRANSFORM);
    }
    norm_rewritten(&writer, &work->engine->characters);
}
