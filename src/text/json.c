/* json.c - see json.h.  Worked: a"b and a line feed → "a\"b\u000a". */
#include "text/json.h"

#include "text/bytes.h"

void json_put_string(hp_span text, hp_buf *out)
{
    hp_buf_append(out, span_of_string("\""));
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\')
            hp_buf_append(out, span_of_string("\\"));
        if (c < 0x20)
            buffer_format(out, "\\u%04x", c);
        else
            hp_buf_append(out, (hp_span){ text.ptr + i, 1 });
    }
    hp_buf_append(out, span_of_string("\""));
}

void json_put_text(const char *text, hp_buf *out)
{
    if (text)
        json_put_string(span_of_string(text), out);
    else
        hp_buf_append(out, span_of_string("null"));
}
