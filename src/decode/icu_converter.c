/* icu_converter.c - see icu_converter.h.
 *
 * IBM's code pages turn the control characters 1A, 1C and 7F in a circle; that is undone here, so that every
 * encoding over ASCII has ASCII.  Worked: "ibm-437" and the byte 1A → U+001A, where ICU alone gives U+001C.
 */
#include "decode/icu_converter.h"

#include <string.h>
#include <unicode/ucnv.h>

#include "load/icu.h"
#include "text/error.h"
#include "text/memory.h"

#define ICU_FUNCTIONS(X) \
    X(u_errorName) \
    X(ucnv_close) \
    X(ucnv_getAlias) \
    X(ucnv_getInvalidChars) \
    X(ucnv_getType) \
    X(ucnv_open) \
    X(ucnv_resetToUnicode) \
    X(ucnv_setToUCallBack) \
    X(ucnv_toUChars) \
    X(ucnv_toUnicode) \
    X(UCNV_TO_U_CALLBACK_STOP)

typedef struct icu_table {
    ICU_FUNCTIONS(LIBRARY_MEMBER)
} icu_table;

struct decode_icu {
    icu_table library;
    UConverter *converter;
    bool turns; /* 1A, 1C and 7F */
};

const char *decode_icu_version(void)
{
    return U_ICU_VERSION;
}

hp_status decode_icu_load(hp_error *err)
{
    icu_table icu;
    return LIBRARY_LOAD(ICU_COMMON, ICU_FUNCTIONS, &icu, err);
}

bool decode_icu_name(hp_span label, char name[64])
{
    char text[64] = { 0 };
    icu_table icu;
    UErrorCode status = U_ZERO_ERROR;
    if (label.len >= sizeof text || memchr(label.ptr, '\0', label.len) ||
        LIBRARY_LOAD(ICU_COMMON, ICU_FUNCTIONS, &icu, NULL) != HP_OK)
        return false;
    memcpy(text, label.ptr, label.len);
    const char *known = icu.ucnv_getAlias(text, 0, &status);
    if (U_FAILURE(status) || !known || strlen(known) >= sizeof text)
        return false;
    memcpy(name, known, strlen(known) + 1);
    return true;
}

bool decode_icu_reads_lines(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    icu_table icu;
    if (LIBRARY_LOAD(ICU_COMMON, ICU_FUNCTIONS, &icu, NULL) != HP_OK)
        return false;
    UConverter *converter = icu.ucnv_open(name, &status);
    UChar out[4];
    bool good = false;
    if (U_SUCCESS(status)) {
        UConverterType type = icu.ucnv_getType(converter);
        int32_t n = icu.ucnv_toUChars(converter, out, 4, "\n", 1, &status);
        bool by_line = type == UCNV_SBCS || type == UCNV_DBCS || type == UCNV_MBCS || type == UCNV_LATIN_1 ||
                       type == UCNV_US_ASCII || type == UCNV_UTF8;
        /* Of the ISO-2022 encodings only the Korean one designates once for all lines. */
        good = U_SUCCESS(status) && n == 1 && out[0] == '\n' &&
               (by_line || (type == UCNV_ISO_2022 && !strstr(name, "locale=ko")));
    }
    icu.ucnv_close(converter);
    return good;
}

/* Finds out by trying whether the converter turns control characters. */
static bool turns_controls(const icu_table *icu, UConverter *converter)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar out[2];
    return icu->ucnv_toUChars(converter, out, 2, "\x1A", 1, &status) == 1 && U_SUCCESS(status) && out[0] == 0x1C;
}

hp_status decode_icu_open(decode_icu **out, const char *name, hp_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    *out = NULL;
    decode_icu *o = memory_zeroed(1, sizeof *o);
    if (!o)
        return error_set_memory(err);
    const icu_table *icu = &o->library;
    hp_status st = LIBRARY_LOAD(ICU_COMMON, ICU_FUNCTIONS, &o->library, err);
    if (st != HP_OK) {
        memory_free(o);
        return st;
    }
    o->converter = icu->ucnv_open(name, &status);
    if (U_SUCCESS(status))
        icu->ucnv_setToUCallBack(o->converter, icu->UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (U_SUCCESS(status)) {
        o->turns = turns_controls(icu, o->converter);
        *out = o;
        return HP_OK;
    }
    st = status == U_MEMORY_ALLOCATION_ERROR
             ? error_set_memory(err)
             : error_set(err, HP_BAD_DATA, 0, "ICU has no converter '%s': %s", name, icu->u_errorName(status));
    decode_icu_free(o);
    return st;
}

void decode_icu_free(decode_icu *icu)
{
    if (!icu)
        return;
    icu->library.ucnv_close(icu->converter);
    memory_free(icu);
}

void decode_icu_reset(decode_icu *icu)
{
    icu->library.ucnv_resetToUnicode(icu->converter);
}

static void turn_back(UChar *units, size_t count)
{
    for (size_t i = 0; i < count; i++)
        units[i] = units[i] == 0x1C ? 0x1A : units[i] == 0x7F ? 0x1C : units[i] == 0x1A ? 0x7F : units[i];
}

decode_icu_result decode_icu_convert(decode_icu *icu, hp_span bytes, size_t *at, uint16_t *units, int32_t *from,
                                     size_t room, size_t *count, size_t *broken)
{
    const char *next = bytes.ptr + *at;
    UErrorCode status = U_ZERO_ERROR;
    UChar *to = units;
    icu->library.ucnv_toUnicode(icu->converter, &to, units + room, &next, bytes.ptr + bytes.len, from, true, &status);
    *at = (size_t)(next - bytes.ptr);
    *count = (size_t)(to - units);
    if (icu->turns)
        turn_back(units, *count);
    if (U_SUCCESS(status))
        return DECODE_ICU_DONE;
    if (status == U_BUFFER_OVERFLOW_ERROR)
        return DECODE_ICU_MORE;
    char what[32];
    int8_t len = sizeof what;
    status = U_ZERO_ERROR;
    icu->library.ucnv_getInvalidChars(icu->converter, what, &len, &status);
    *broken = U_FAILURE(status) || len < 1 ? 1 : (size_t)len;
    if (*broken > *at)
        *broken = *at;
    return DECODE_ICU_BROKEN;
}
