/* escape.c - see escape.h.  Worked: "a<TAB>b\" → "a\tb\\"; printable: "a\tb\". */
#include "text/escape.h"

#include "text/bytes.h"
#include "text/utf8.h"

static void put(hp_buf *out, hp_span text, bool keeps_backslash)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ text.ptr + i, text.len - i }, &cp);
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte == '\t')
            hp_buf_append(out, span_of_string("\\t"));
        else if (byte == '\n')
            hp_buf_append(out, span_of_string("\\n"));
        else if (byte == '\\' && !keeps_backslash)
            hp_buf_append(out, span_of_string("\\\\"));
        else if (n == 0 || byte < 0x20 || byte == 0x7F)
            buffer_format(out, "\\x%02X", byte);
        else
            hp_buf_append(out, (hp_span){ text.ptr + i, n });
        i += n ? n : 1;
    }
}

void text_put_escaped(hp_buf *out, hp_span text)
{
    put(out, text, false);
}

void text_put_printable(hp_buf *out, hp_span text)
{
    put(out, text, true);
}
