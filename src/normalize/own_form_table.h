/* own_form_table.h - what characters become alone in the normal form that is asked for, as far as it is known.
 *
 * rules/forms.c fills it, own_forms.c reads it.  Worked, nfkc: ， is NORM_OWN_SINGLE with ",", ㈱ NORM_OWN_SEVERAL with
 * "(株)", か NORM_OWN_STAYS, U+3099 NORM_OWN_NONE.
 */
#ifndef NORMALIZE_OWN_FORM_TABLE_H
#define NORMALIZE_OWN_FORM_TABLE_H

#include "hanpipe.h"

typedef enum norm_own_kind {
    NORM_OWN_UNKNOWN,
    NORM_OWN_STAYS,
    NORM_OWN_SINGLE,  /* it becomes another character */
    NORM_OWN_SEVERAL, /* it becomes several */
    NORM_OWN_NONE     /* it may combine with what stands before it, or nobody has looked */
} norm_own_kind;

/* What a character becomes alone: `length` bytes at `at` in the texts. */
typedef struct norm_own_form {
    uint16_t at;
    uint8_t length, kind;
} norm_own_form;

/* One thread's: pages of 256, made when the first of them is met.  Start with {0}. */
typedef struct norm_own_forms {
    norm_own_form *pages[256];
    hp_buf texts;
} norm_own_forms;

#endif
