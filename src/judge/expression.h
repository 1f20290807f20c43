/* expression.h - conditions on named values: 'han > 0.3 && (dup13 < 0.5 || chars < 200)'.
 *
 *     condition:   alternative { "||" alternative }
 *     alternative: term { "&&" term }
 *     term:        "!" term | "(" condition ")" | value [ ("==" | "!=" | "<" | "<=" | ">" | ">=") value ]
 *     value:       a number (12, 0.5, .5, -1), a string ("…" or '…'), or a name
 *
 * # starts a comment, up to the line's end.  A number by itself is true when it is not 0.  Strings may be equal or not,
 * nothing else; beside a name that is one, a word that is no name is a string as well (script == hant).  What names
 * there are is the caller's affair, and he is asked only for those that decide: the right side of && and || may not be
 * looked at.
 */
#ifndef JUDGE_EXPRESSION_H
#define JUDGE_EXPRESSION_H

#include "hanpipe.h"

typedef enum expression_kind { EXPRESSION_NUMBER, EXPRESSION_STRING } expression_kind;

/* A name that may stand in an expression.  A table of these ends with {0}. */
typedef struct expression_name {
    const char *name; /* letters, digits and _, not starting with a digit */
    expression_kind kind;
    const char *meaning; /* a phrase for who asks what names there are */
} expression_name;

/* What a name stands for, of the kind that its table says. */
typedef struct expression_value {
    double number;
    hp_span string; /* borrowed until the evaluation ends */
} expression_value;

/* Gives the value of name number `name` of the table.  Whatever is not HP_OK ends the evaluation. */
typedef hp_status expression_find(void *of, size_t name, expression_value *value, hp_error *err);

/* A parsed expression; immutable. */
typedef struct expression expression;

/* Parses `text`.  `names` is borrowed for as long as the expression lives; the text is not.  On HP_OK *out is the
 * caller's, ended with expression_free().  Errors: HP_USAGE, the offset into `text` and its column in the message,
 * HP_NO_MEMORY. */
hp_status expression_parse(expression **out, hp_span text, const expression_name *names, hp_error *err);

/* Whether the name stands in the expression anywhere. */
bool expression_uses(const expression *e, size_t name);

/* Whether the expression holds.  When it does not, *reason (may be NULL) gets why appended: the comparisons that
 * failed as they were written, each with the value found: "dup13 < 0.5 (found 0.7312)". */
hp_status expression_holds(const expression *e, expression_find *find, void *of, bool *holds, hp_buf *reason,
                           hp_error *err);

/* Appends the number with four decimals at most, whatever the locale: "0.7312", "12". */
void expression_put_number(double number, hp_buf *out);

/* NULL is allowed. */
void expression_free(expression *e);

#endif
