/* options.h - what may be asked of the engine.
 *
 * Worked: { .rules = norm_profile("clean"), .quotes = NORM_QUOTES_CN } is the profile "clean" with curly quotes.
 */
#ifndef NORMALIZE_OPTIONS_H
#define NORMALIZE_OPTIONS_H

#include <stdint.h>

typedef enum norm_form { NORM_FORM_C, NORM_FORM_D, NORM_FORM_KC, NORM_FORM_KD } norm_form;
typedef enum norm_pua { NORM_PUA_AUTO, NORM_PUA_GB, NORM_PUA_HKSCS, NORM_PUA_ETEN, NORM_PUA_KEEP } norm_pua;
typedef enum norm_quotes { NORM_QUOTES_AUTO, NORM_QUOTES_CN, NORM_QUOTES_TW, NORM_QUOTES_KEEP } norm_quotes;
typedef enum norm_han_latin { NORM_HAN_LATIN_KEEP, NORM_HAN_LATIN_ADD, NORM_HAN_LATIN_REMOVE } norm_han_latin;

/* What is wanted.  {0} with rules = NORM_RULE(NORM_RULE_NFC) is plain NFC. */
typedef struct norm_options {
    uint64_t rules;
    norm_form form; /* what NORM_RULE_NFC makes; another than C goes with no other rule */
    norm_pua pua;
    norm_quotes quotes;
    norm_han_latin han_latin;
    const char *transform; /* ICU's rules, NUL-terminated; NULL: none */
} norm_options;

#endif
