/* json.c - see json.h. */
#include "text/json.h"

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/utf8.h"

/* The character behind the backslash; 0 where there is no such form. */
static char escape_of(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

/* Appends valid text. */
static void put_valid(hp_span text, hp_buf *out)
{
    size_t done = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], escape[2] = { '\\', escape_of(c) };
        bool is_control = (unsigned char)c < 0x20;
        if (!escape[1] && !is_control)
            continue;
        hp_buf_append(out, (hp_span){ text.ptr + done, i - done });
        done = i + 1;
        if (escape[1])
            hp_buf_append(out, (hp_span){ escape, 2 });
        else
            buffer_format(out, "\\u%04x", (unsigned)c);
    }
    hp_buf_append(out, (hp_span){ text.ptr + done, text.len - done });
}

void json_put_string(hp_span text, hp_buf *out)
{
    hp_span part = { NULL, 0 };
    hp_buf_append(out, span_of_string("\""));
    while (text.len > 0) {
        span_take(&text, utf8_valid(text), &part);
        put_valid(part, out);
        if (span_take(&text, utf8_broken(text), &part) && part.len > 0)
            hp_buf_append(out, span_of_string("\uFFFD"));
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
