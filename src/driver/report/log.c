/* log.c - see log.h.  Worked: 國(guó) in a.txt → "a.txt\tstrip\t3\t6\t(guó)\t\tpinyin\n". */
#include "driver/report/log.h"

#include <inttypes.h>

#include "text/bytes.h"
#include "text/utf8.h"

static void append_escaped(hp_buf *out, hp_span text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ text.ptr + i, text.len - i }, &cp);
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte == '\t')
            hp_buf_append(out, span_of_string("\\t"));
        else if (byte == '\n')
            hp_buf_append(out, span_of_string("\\n"));
        else if (byte == '\\')
            hp_buf_append(out, span_of_string("\\\\"));
        else if (n == 0 || byte < 0x20 || byte == 0x7F)
            buffer_format(out, "\\x%02X", byte);
        else
            hp_buf_append(out, (hp_span){ text.ptr + i, n });
        i += n ? n : 1;
    }
}

void driver_log_row(hp_buf *out, const char *file, unsigned occurrence, uint64_t base, const hp_edit *edit)
{
    append_escaped(out, span_of_string(file));
    buffer_format(out, "\t%s", edit->stage);
    if (occurrence > 1)
        buffer_format(out, "#%u", occurrence);
    buffer_format(out, "\t%" PRIu64 "\t%zu\t", base + edit->offset, edit->before.len);
    append_escaped(out, edit->before);
    hp_buf_append(out, span_of_string("\t"));
    append_escaped(out, edit->after);
    buffer_format(out, "\t%s\n", edit->rule);
}
