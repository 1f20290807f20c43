/* forms.h - normal forms, through ICU: forms.c and transform.c are the two files that include it. */
#ifndef NORMALIZE_RULES_FORMS_H
#define NORMALIZE_RULES_FORMS_H

#include "hanpipe.h"
#include "normalize/options.h"

/* "nfc", "nfd", "nfkc", "nfkd". */
const char *norm_form_name(norm_form form);

/* Appends "ICU 72.1". */
void norm_forms_version(hp_buf *out);

#endif
