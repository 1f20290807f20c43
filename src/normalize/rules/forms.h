/* forms.h - normal forms, through ICU: forms.c and transform.c are the two files that include it. */
#ifndef NORMALIZE_RULES_FORMS_H
#define NORMALIZE_RULES_FORMS_H

#include "hanpipe.h"
#include "normalize/options.h"

typedef struct norm_icu norm_icu;

/* "nfc", "nfd", "nfkc", "nfkd". */
const char *norm_form_name(norm_form form);

/* Appends "ICU 72.1". */
void norm_forms_version(hp_buf *out);

/* Loads ICU when some of `rules`, a set, call it; else *out is NULL.  The caller ends it with memory_free(), also on
 * failure.  Errors: HP_NO_MEMORY, HP_IO. */
hp_status norm_forms_open(norm_icu **out, uint64_t rules, hp_error *err);

#endif
