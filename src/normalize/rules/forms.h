/* forms.h - normal forms, through ICU: forms.c and transform.c are the two files that include it. */
#ifndef NORMALIZE_RULES_FORMS_H
#define NORMALIZE_RULES_FORMS_H

#include "hanpipe.h"
#include "normalize/line/characters.h"
#include "normalize/options.h"
#include "normalize/own_form_table.h"
#include "normalize/rules.h"

typedef struct norm_icu norm_icu;

/* "nfc", "nfd", "nfkc", "nfkd". */
const char *norm_form_name(norm_form form);

/* Appends "ICU 72.1". */
void norm_forms_version(hp_buf *out);

/* Whether a piece goes on over the character: for NFC while it is lively; for the other forms while it is not one of
 * those that are the same in every form and never combine with what stands before them. */
static inline bool norm_form_goes_on(const norm_characters *characters, norm_form form, uint32_t cp)
{
    if (form == NORM_FORM_C)
        return norm_character(characters, cp) & NORM_LIVELY;
    return cp >= 0x80 && !(cp >= 0x4E00 && cp <= 0x9FFF) && !(cp >= 0x3001 && cp <= 0x3020);
}

/* Asks ICU what `cp` becomes alone, and puts it into work->own.  When memory is out work->failed is set. */
norm_own_form norm_form_alone(norm_work *work, uint32_t cp);

/* Loads ICU when some of `rules`, a set, call it; else *out is NULL.  The caller ends it with memory_free(), also on
 * failure.  Errors: HP_NO_MEMORY, HP_IO. */
hp_status norm_forms_open(norm_icu **out, uint64_t rules, hp_error *err);

#endif
