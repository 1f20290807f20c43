/* characters.c - see characters.h.
 *
 * The normal form is NFKC with case folded (NFKC_Casefold), each character by itself made Simplified, and of that only
 * letters, marks and numbers.  Worked: "「國家」２０，Ｏｋ" → 国家20ok.
 */
#include "judge/count/characters.h"

#include <unicode/utf16.h>

#include "load/icu.h"
#include "text/memory.h"
#include "text/utf8.h"

const unsigned judge_script_han = USCRIPT_HAN, judge_script_latin = USCRIPT_LATIN,
               judge_script_hiragana = USCRIPT_HIRAGANA, judge_script_katakana = USCRIPT_KATAKANA,
               judge_script_hangul = USCRIPT_HANGUL, judge_script_bopomofo = USCRIPT_BOPOMOFO;

const char *judge_icu_version(void)
{
    return U_ICU_VERSION;
}

hp_status judge_icu_open(judge_icu *icu, hp_error *err)
{
    return LIBRARY_LOAD(ICU_COMMON, JUDGE_ICU_FUNCTIONS, icu, err);
}

const char *judge_script_name(const judge_icu *icu, unsigned script)
{
    if (script >= JUDGE_BOX || script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
        return NULL;
    return icu->uscript_getShortName((UScriptCode)script);
}

static judge_class class_of(const judge_icu *icu, uint32_t cp)
{
    uint32_t mask = U_MASK(icu->u_charType((UChar32)cp));
    if (mask & U_GC_L_MASK)
        return JUDGE_LETTER;
    if (icu->u_isUWhiteSpace((UChar32)cp))
        return JUDGE_BLANK;
    return mask & U_GC_M_MASK    ? JUDGE_MARK
           : mask & U_GC_ND_MASK ? JUDGE_DIGIT
           : mask & U_GC_N_MASK  ? JUDGE_NUMBER
           : mask & U_GC_P_MASK  ? JUDGE_PUNCTUATION
           : mask & U_GC_S_MASK  ? JUDGE_SYMBOL
                                 : JUDGE_OTHER;
}

static unsigned script_of(const judge_icu *icu, uint32_t cp)
{
    UErrorCode code = U_ZERO_ERROR;
    int script = icu->uscript_getScript((UChar32)cp, &code);
    if (cp == U'□' || cp == U'■')
        return JUDGE_BOX;
    if (cp == 0xFFFD)
        return JUDGE_REPLACED;
    if (U_MASK(icu->u_charType((UChar32)cp)) & U_GC_CO_MASK)
        return JUDGE_PRIVATE;
    return U_SUCCESS(code) && script >= 0 && script < JUDGE_BOX ? (unsigned)script : USCRIPT_UNKNOWN;
}

const uint16_t *judge_make_kinds(judge_characters *c, uint32_t page)
{
    uint16_t *kinds = memory_new(256 * sizeof *kinds);
    for (uint32_t i = 0; kinds && i < 256; i++)
        kinds[i] = (uint16_t)(script_of(c->icu, page << 8 | i) * JUDGE_CLASSES + class_of(c->icu, page << 8 | i));
    c->kinds[page] = kinds;
    return kinds;
}

/* What a character of NFKC_Casefold is in the normal form; *failed is set when memory is out. */
static uint32_t fold_normal(judge_characters *c, uint32_t cp, bool *failed)
{
    char bytes[4];
    hp_buf out = { 0 };
    uint32_t made = cp;
    if (class_of(c->icu, cp) > JUDGE_NUMBER)
        return JUDGE_FOLD_NOTHING;
    if (c->icu->uscript_hasScript((UChar32)cp, USCRIPT_HAN) && c->simplify) {
        conv_exact_convert(c->simplify, &c->work, (hp_span){ bytes, utf8_encode(cp, bytes) }, &out);
        if (utf8_decode((hp_span){ out.ptr, out.len }, &made) != out.len || out.len == 0)
            made = cp;
        *failed = *failed || out.failed;
        c->work.normal.failed = false;
        hp_buf_free(&out);
    }
    return made;
}

/* The same for any character. */
static uint32_t fold_any(judge_characters *c, const UNormalizer2 *form, uint32_t cp, bool *failed)
{
    UChar from[2], to[8];
    int32_t length = 0, got, at = 0;
    UErrorCode code = U_ZERO_ERROR;
    UChar32 made;
    if (U_IS_SURROGATE(cp))
        return JUDGE_FOLD_NOTHING;
    if (!c->icu->unorm2_hasBoundaryBefore(form, (UChar32)cp))
        return JUDGE_FOLD_SLOW;
    U16_APPEND_UNSAFE(from, length, cp);
    got = c->icu->unorm2_normalize(form, from, length, to, 8, &code);
    if (U_FAILURE(code))
        return JUDGE_FOLD_SLOW;
    if (got == 0)
        return JUDGE_FOLD_NOTHING;
    U16_NEXT_UNSAFE(to, at, made);
    return at == got ? fold_normal(c, (uint32_t)made, failed) : JUDGE_FOLD_SLOW;
}

uint32_t *judge_make_folds(judge_characters *c, uint32_t page)
{
    uint32_t *folds = memory_new(256 * sizeof *folds);
    for (uint32_t i = 0; folds && i < 256; i++)
        folds[i] = JUDGE_FOLD_UNKNOWN;
    c->folds[page] = folds;
    return folds;
}

uint32_t judge_find_fold(judge_characters *c, uint32_t cp, bool *failed)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *form = c->icu->unorm2_getNFKCCasefoldInstance(&code);
    bool good = U_SUCCESS(code), missed = !good;
    uint32_t fold = good ? fold_any(c, form, cp, &missed) : JUDGE_FOLD_NOTHING;
    *failed = *failed || missed;
    if (!missed)
        c->folds[cp >> 8][cp & 0xFF] = fold;
    return fold;
}

size_t judge_fold_together(judge_characters *c, const uint32_t *cps, size_t count, uint32_t *to, size_t room)
{
    enum { GROWS = 18 }; /* U+FDFA becomes 18 characters, the most there is */
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *form = c->icu->unorm2_getNFKCCasefoldInstance(&code);
    size_t n = SIZE_MAX;
    bool failed = false;
    int32_t length = 0, cap = (int32_t)(2 * count * GROWS), at = 0;
    if (U_FAILURE(code) || count > INT32_MAX / (2 * GROWS))
        return n;
    UChar *from = memory_new((2 * count + 1) * sizeof *from), *made = memory_new(((size_t)cap + 1) * sizeof *made);
    for (size_t i = 0; from && i < count; i++)
        U16_APPEND_UNSAFE(from, length, cps[i]);
    if (from && made)
        length = c->icu->unorm2_normalize(form, from, length, made, cap, &code);
    if (from && made && U_SUCCESS(code)) {
        UChar32 cp;
        for (n = 0; at < length && n < room;) {
            U16_NEXT(made, at, length, cp);
            uint32_t fold = fold_normal(c, (uint32_t)cp, &failed);
            if (fold != JUDGE_FOLD_NOTHING)
                to[n++] = fold;
        }
        n = at < length || failed ? SIZE_MAX : n;
    }
    memory_free(from);
    memory_free(made);
    return n;
}

void judge_characters_free(judge_characters *c)
{
    for (size_t i = 0; i < sizeof c->kinds / sizeof *c->kinds; i++) {
        memory_free(c->kinds[i]);
        memory_free(c->folds[i]);
    }
    conv_exact_work_free(&c->work);
}
