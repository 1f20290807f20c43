/* json.h - writing JSON. */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include "hanpipe.h"

/* Appends `text` as a JSON string, quotes and all.  Bytes that are not UTF-8 go in as they are. */
void json_put_string(hp_span text, hp_buf *out);

/* The same for a NUL-terminated string; null for NULL. */
void json_put_text(const char *text, hp_buf *out);

#endif
