/* string.h - the text of a string of JSON, and how its source writes characters, so that another text can be
 * written the same way.
 *
 * An escape that is half of a surrogate pair without the other half stands for no character; in the text it is the
 * three bytes that UTF-8 would have for it (ED A0 80 to ED BF BF), which are not valid: filters let them be.
 * Worked: \u4e2d\n<b>\/ decodes to 中, LF, <b>/, with a style by which 国, LF, / is written \u56fd\n\/.
 */
#ifndef RECORDS_JSON_STRING_H
#define RECORDS_JSON_STRING_H

#include "hanpipe.h"

enum { JSON_STYLE_MOST = 32 };

/* How characters are written. */
typedef enum json_form { JSON_PLAIN, JSON_SHORT /* \n \/ */, JSON_DIGITS /* \u000a */ } json_form;

/* Starts as {0}: as few escapes as can be. */
typedef struct json_style {
    uint8_t ascii[128];                /* the json_form that a character was escaped in; JSON_PLAIN for none */
    uint32_t escaped[JSON_STYLE_MOST]; /* characters beyond ASCII that were, the first few */
    size_t escaped_count;
    bool escapes_all;          /* every character beyond ASCII is written in digits */
    bool has_forms;            /* some form in `ascii` is another than would be taken anyway */
    bool has_lone;             /* there was half of a surrogate pair */
    bool has_upper, has_lower; /* letters seen among hexadecimal digits */
} json_style;

/* Appends the text of `raw`, what stands between the quotation marks of a string that json_skip_string() has passed
 * over.  *style, unless NULL, gets how it is written. */
void json_string_decode(hp_span raw, hp_buf *text, json_style *style);

/* Appends `text` as it stands between quotation marks: what must be escaped is, and else what the style says. */
void json_string_encode(hp_span text, const json_style *style, hp_buf *out);

/* Whether `line`, a line of JSON, writes all its characters beyond ASCII, of which it has some, as escapes: then a
 * string that has none of its own is likely to be wanted that way. */
bool json_line_is_escaped(hp_span line);

#endif
