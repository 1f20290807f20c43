/* log.c - see log.h.  Worked: 國(guó) in a.txt → "a.txt\tstrip\t3\t6\t(guó)\t\tbracket\n". */
#include "driver/report/log.h"

#include <inttypes.h>

#include "text/buffer.h"
#include "text/bytes.h"

void driver_log_stage(hp_buf *out, const char *word, unsigned occurrence)
{
    hp_buf_append(out, span_of_string(word));
    if (occurrence > 1)
        buffer_format(out, "#%u", occurrence);
}

void driver_log_row(hp_buf *out, const char *file, unsigned occurrence, uint64_t base, const hp_edit *edit)
{
    buffer_put_escaped(out, span_of_string(file));
    hp_buf_append(out, span_of_string("\t"));
    driver_log_stage(out, edit->stage, occurrence);
    buffer_format(out, "\t%" PRIu64 "\t%zu\t", base + edit->offset, edit->before.len);
    buffer_put_escaped(out, edit->before);
    hp_buf_append(out, span_of_string("\t"));
    buffer_put_escaped(out, edit->after);
    buffer_format(out, "\t%s\n", edit->rule);
}
