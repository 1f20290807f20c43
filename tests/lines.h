/* lines.h - text taken apart at a byte: lines, fields of a line.  Worked: "a\tb\n" up to LF is "a\tb", its first field
 * up to TAB is "a".
 */
#ifndef TEST_LINES_H
#define TEST_LINES_H

#include <string.h>

#include "hanpipe.h"

/* Takes the next line of *text, its LF included; the last one may have none.  False at the end. */
static inline bool take_line(hp_span *text, hp_span *line)
{
    if (text->len == 0)
        return false;
    const char *lf = memchr(text->ptr, '\n', text->len);
    size_t len = lf ? (size_t)(lf + 1 - text->ptr) : text->len;
    *line = (hp_span){ text->ptr, len };
    *text = (hp_span){ text->ptr + len, text->len - len };
    return true;
}

/* Takes the bytes of *text up to `stop`, which goes too; false when there is no `stop`. */
static inline bool take_up_to(hp_span *text, char stop, hp_span *field)
{
    const char *at = text->len ? memchr(text->ptr, stop, text->len) : NULL;
    if (!at)
        return false;
    *field = (hp_span){ text->ptr, (size_t)(at - text->ptr) };
    *text = (hp_span){ at + 1, text->len - field->len - 1 };
    return true;
}

#endif
