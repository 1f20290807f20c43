/* json.h - text as a string of JSON (RFC 8259).
 *
 * " and \ get a backslash, LF, CR and TAB are \n, \r and \t, other bytes below 0x20 \u and four digits; what is not
 * valid UTF-8 is U+FFFD, so that the output always is.  Everything else stays as it is.
 * Worked: say "é" → "say \"é\""
 */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include "hanpipe.h"

/* Appends `text` as a string, in its quotation marks. */
void json_put_string(hp_span text, hp_buf *out);

/* The same for a NUL-terminated string; null for NULL. */
void json_put_text(const char *text, hp_buf *out);

#endif
