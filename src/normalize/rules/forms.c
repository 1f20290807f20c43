/* forms.c - the rules nfc, compat and fold; see forms.h.
 *
 * Few characters are lively (characters.h).  Only the pieces around them go to the library: from the character before,
 * which a mark may combine with, up to the next that is not lively.
 * Worked: "cafe" U+0301 "國" → piece "e" U+0301 → é.
 */
#include "normalize/rules/forms.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "load/icu.h"
#include "normalize/line/context.h"
#include "normalize/line/write_utf16.h"
#include "normalize/work.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

/* ICU's calls. */
#define NORM_ICU_FUNCTIONS(X) \
    X(u_getCombiningClass) \
    X(unorm2_getNFCInstance) \
    X(unorm2_getNFDInstance) \
    X(unorm2_getNFKCInstance) \
    X(unorm2_getNFKDInstance) \
    X(unorm2_getRawDecomposition) \
    X(unorm2_hasBoundaryBefore) \
    X(unorm2_normalize)

struct norm_icu {
    NORM_ICU_FUNCTIONS(LIBRARY_MEMBER)
};

/* UTF-16 that one character becomes, at most: U+FDFA. */
enum { OWN_MOST = 18 };

static const char *const names[] = { "nfc", "nfd", "nfkc", "nfkd" };

const char *norm_form_name(norm_form form)
{
    return names[form];
}

void norm_forms_version(hp_buf *out)
{
    buffer_format(out, "ICU %s\n", U_ICU_VERSION);
}

hp_status norm_forms_open(norm_icu **out, uint64_t rules, hp_error *err)
{
    const uint64_t calling = NORM_RULE(NORM_RULE_NFC) | NORM_RULE(NORM_RULE_COMPAT) | NORM_RULE(NORM_RULE_FOLD);
    *out = NULL;
    if (!(rules & calling))
        return HP_OK;
    *out = memory_new(sizeof **out);
    return *out ? LIBRARY_LOAD(ICU_COMMON, NORM_ICU_FUNCTIONS, *out, err) : error_set_memory(err);
}

/* The library's instance, which it keeps; NULL when its data are missing. */
static const UNormalizer2 *instance_of(const norm_icu *icu, norm_form form)
{
    UErrorCode code = U_ZERO_ERROR;
    switch (form) {
    case NORM_FORM_D:
        return icu->unorm2_getNFDInstance(&code);
    case NORM_FORM_KC:
        return icu->unorm2_getNFKCInstance(&code);
    case NORM_FORM_KD:
        return icu->unorm2_getNFKDInstance(&code);
    default:
        return icu->unorm2_getNFCInstance(&code);
    }
}

void norm_apply_compat(norm_work *work)
{
    norm_line *line = work->current;
    const norm_icu *icu = work->engine->icu;
    const UNormalizer2 *nfc = instance_of(icu, NORM_FORM_C);
    for (size_t m = 0; nfc && (m = norm_next_mark(line, m, NORM_SET(NORM_COMPAT))) < line->mark_count; m++) {
        size_t i = line->marks[m].at;
        norm_cell *cell = &line->cells[i];
        UChar parts[2];
        UErrorCode code = U_ZERO_ERROR;
        if (cell->class != NORM_COMPAT || cell->flags & NORM_KEEP)
            continue;
        int32_t length = icu->unorm2_getRawDecomposition(nfc, (UChar32)cell->cp, parts, 2, &code);
        if (U_SUCCESS(code) && length == 1)
            norm_put(line, i, parts[0], NORM_HAN, NORM_RULE_COMPAT);
        else if (U_SUCCESS(code) && length == 2 && U16_IS_LEAD(parts[0]))
            norm_put(line, i, (uint32_t)U16_GET_SUPPLEMENTARY(parts[0], parts[1]), NORM_HAN, NORM_RULE_COMPAT);
    }
}

/* Makes *row long enough. */
static bool grow(UChar **row, size_t *cap, size_t count)
{
    if (count <= *cap)
        return true;
    UChar *moved = count < INT32_MAX ? memory_resize_array(*row, count, sizeof **row) : NULL;
    if (moved) {
        *row = moved;
        *cap = count;
    }
    return moved != NULL;
}

/* Sets what the character of *form becomes in UTF-16, when that is not itself. */
static void set_own(norm_work *work, norm_own_form *form, const UChar *made, int32_t length)
{
    hp_buf *texts = &work->own.texts;
    size_t at = texts->len;
    unsigned count = 0;
    for (int32_t i = 0; i < length; count++) {
        UChar32 cp;
        char bytes[4];
        U16_NEXT(made, i, length, cp);
        hp_buf_append(texts, (hp_span){ bytes, utf8_encode((uint32_t)cp, bytes) });
    }
    work->failed |= texts->failed;
    if (count > 0 && !texts->failed && at <= UINT16_MAX && texts->len - at <= UINT8_MAX)
        *form = (norm_own_form){ .at = (uint16_t)at,
                                 .length = (uint8_t)(texts->len - at),
                                 .kind = count == 1 ? NORM_OWN_SINGLE : NORM_OWN_SEVERAL };
    texts->failed = false;
}

norm_own_form norm_form_alone(norm_work *work, uint32_t cp)
{
    const norm_icu *icu = work->engine->icu;
    const UNormalizer2 *normalizer = instance_of(icu, work->engine->options.form);
    norm_own_form form = { .kind = NORM_OWN_NONE };
    UErrorCode code = U_ZERO_ERROR;
    if (cp >= 0x10000 || U_IS_SURROGATE(cp) || !normalizer)
        return form;
    norm_own_form **page = &work->own.pages[cp >> 8];
    if (!*page && !(*page = memory_zeroed(256, sizeof **page))) {
        work->failed = true;
        return form;
    }
    UChar unit = (UChar)cp, made[OWN_MOST];
    int32_t length = icu->unorm2_normalize(normalizer, &unit, 1, made, OWN_MOST, &code);
    if (U_SUCCESS(code) && icu->unorm2_hasBoundaryBefore(normalizer, (UChar32)cp)) {
        if (length == 1 && made[0] == unit)
            form.kind = NORM_OWN_STAYS;
        else
            set_own(work, &form, made, length);
    }
    (*page)[cp & 0xFF] = form;
    return form;
}

/* The combining class: not 0 for what canonical order moves. */
static unsigned class_of(const norm_icu *icu, const norm_cell *cell)
{
    return cell->cp < 0x300 ? 0 : icu->u_getCombiningClass((UChar32)cell->cp);
}

/* Appends the cells [from, to) in canonical order, all of which have a class. */
static int32_t put_ordered(const norm_icu *icu, const norm_cell *cells, size_t from, size_t to, UChar *units,
                           int32_t length)
{
    bool present[256] = { false };
    for (size_t i = from; i < to; i++)
        present[class_of(icu, &cells[i])] = true;
    for (unsigned ccc = 1; ccc < 256; ccc++)
        for (size_t i = from; present[ccc] && i < to; i++)
            if (class_of(icu, &cells[i]) == ccc)
                U16_APPEND_UNSAFE(units, length, cells[i].cp);
    return length;
}

/* Appends the cells [from, to).  Long runs of marks are put in canonical order, which is the same text: ICU moves each
 * mark past all that belong behind it, one by one. */
static int32_t put_cells(const norm_icu *icu, const norm_cell *cells, size_t from, size_t to, UChar *units)
{
    enum { MANY = 32 };
    int32_t length = 0;
    for (size_t i = from, end; i < to; i = end) {
        for (end = i; end < to && class_of(icu, &cells[end]) != 0;)
            end++;
        if (end - i > MANY) {
            length = put_ordered(icu, cells, i, end, units, length);
            continue;
        }
        end += end == i;
        for (size_t k = i; k < end; k++)
            U16_APPEND_UNSAFE(units, length, cells[k].cp);
    }
    return length;
}

/* The normal form of the cells [from, to) into work->made; its length in UTF-16, or -1 when memory is out. */
static int32_t normalize(norm_work *work, norm_form form, size_t from, size_t to)
{
    const norm_line *line = work->current;
    const norm_icu *icu = work->engine->icu;
    const UNormalizer2 *normalizer = instance_of(icu, form);
    int32_t made = 0;
    if (!normalizer || !grow(&work->units, &work->unit_cap, 2 * (to - from)) ||
        !grow(&work->made, &work->made_cap, 4 * (to - from) + 32))
        return -1;
    const int32_t length = put_cells(icu, line->cells, from, to, work->units);
    for (;;) {
        UErrorCode code = U_ZERO_ERROR;
        made = icu->unorm2_normalize(normalizer, work->units, length, work->made, (int32_t)work->made_cap, &code);
        if (code != U_BUFFER_OVERFLOW_ERROR)
            return U_SUCCESS(code) ? made : -1;
        if (!grow(&work->made, &work->made_cap, (size_t)made + 1))
            return -1;
    }
}

/* Writes the piece [from, to) in its normal form, as it is when part of it is kept.  False when memory is out. */
static bool write_piece(norm_work *work, norm_writer *writer, size_t from, size_t to)
{
    const norm_line *line = work->current;
    bool stays = to == from + 1 &&
                 !norm_form_goes_on(&work->engine->characters, work->engine->options.form, line->cells[from].cp);
    for (size_t i = from; i < to; i++)
        stays |= (line->cells[i].flags & NORM_KEEP) != 0;
    for (size_t i = from; stays && i < to; i++)
        norm_write(writer, &line->cells[i]);
    if (stays)
        return true;
    int32_t length = normalize(work, work->engine->options.form, from, to);
    if (length < 0 || !norm_writer_room(writer, (size_t)length + line->count - from))
        return false;
    norm_write_utf16(writer, from, to, work->made, length, NORM_RULE_NFC);
    return true;
}

/* True when the character at `i`, not the first, is in the piece of the one before it. */
static inline bool goes_on(const norm_work *work, size_t i)
{
    const norm_cell *cell = &work->current->cells[i];
    return norm_form_goes_on(&work->engine->characters, work->engine->options.form, cell->cp) &&
           !((cell->flags ^ cell[-1].flags) & NORM_KEEP);
}

/* The end of the piece that has the character at `i`. */
static size_t piece_end(const norm_work *work, size_t i)
{
    do
        i++;
    while (i < work->current->count && goes_on(work, i));
    return i;
}

static size_t piece_start(const norm_work *work, size_t i)
{
    while (i > 0 && goes_on(work, i))
        i--;
    return i;
}

/* True when the cells [from, to) are not in their normal form, or memory is out. */
static bool piece_changes(norm_work *work, size_t from, size_t to)
{
    const norm_cell *cells = work->current->cells;
    int32_t length = normalize(work, work->engine->options.form, from, to), at = 0;
    while (at < length && from < to) {
        UChar32 cp;
        U16_NEXT(work->made, at, length, cp);
        if ((uint32_t)cp != cells[from++].cp)
            return true;
    }
    return at != length || from != to;
}

/* Whether NFC changes anything in the line. */
static bool form_changes(norm_work *work)
{
    const norm_line *line = work->current;
    for (size_t m = 0, to = 0; m < line->mark_count; m++) {
        size_t i = line->marks[m].at;
        if (!line->marks[m].lively || i < to ||
            !norm_form_goes_on(&work->engine->characters, NORM_FORM_C, line->cells[i].cp))
            continue;
        to = piece_end(work, i);
        if (!(line->cells[i].flags & NORM_KEEP) && piece_changes(work, piece_start(work, i), to))
            return true;
    }
    return false;
}

void norm_apply_form(norm_work *work)
{
    norm_line *line = work->current;
    norm_form form = work->engine->options.form;
    norm_writer writer;
    if (form == NORM_FORM_C && !(line->lively && form_changes(work)))
        return;
    if (!norm_rewrite(&writer, line, 0))
        return;
    for (size_t i = 0, to; i < line->count; i = to) {
        to = piece_end(work, i);
        if (!write_piece(work, &writer, i, to)) {
            work->failed = true;
            return;
        }
    }
    norm_rewritten(&writer, &work->engine->characters);
}

/* What has an appearance of its own and no meaning of its own: ① ℃ ² ㈠, not marks, blanks and dashes. */
static bool may_fold(const norm_cell *cell)
{
    return cell->cp >= 0xA0 && !(cell->flags & NORM_KEEP) &&
           (cell->class == NORM_OTHER || cell->class == NORM_LATIN || cell->class == NORM_LETTER);
}

/* What the character at `i` is folded to, into work->made: its length in UTF-16, 0 where it stays as it is, -1 when
 * memory is out. */
static int32_t fold(norm_work *work, size_t i)
{
    const norm_cell *cell = &work->current->cells[i];
    int32_t length = may_fold(cell) ? normalize(work, NORM_FORM_KC, i, i + 1) : 0, end = 0;
    UChar32 cp = 0;
    if (length > 0)
        U16_NEXT(work->made, end, length, cp);
    return length > 0 && (cp == ' ' || (end == length && (uint32_t)cp == cell->cp)) ? 0 : length;
}

void norm_apply_fold(norm_work *work)
{
    norm_line *line = work->current;
    norm_writer writer;
    size_t first = 0;
    while (first < line->count && fold(work, first) == 0)
        first++;
    if (first == line->count || !norm_rewrite(&writer, line, 0))
        return;
    for (size_t i = 0; i < line->count; i++) {
        int32_t length = i < first ? 0 : fold(work, i);
        if (length < 0 || (length > 1 && !norm_writer_room(&writer, (size_t)length + line->count - i))) {
            work->failed = true;
            return;
        }
        if (length == 0)
            norm_write(&writer, &line->cells[i]);
        else
            norm_write_utf16(&writer, i, i + 1, work->made, length, NORM_RULE_FOLD);
    }
    norm_rewritten(&writer, &work->engine->characters);
}
