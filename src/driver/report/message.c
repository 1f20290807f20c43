/* message.c - see message.h.  Worked, for an error at offset 8 of an expression:
 *
 *     hanpipe: there is no filter 'cnv'
 *     hanpipe:   strip | cnv
 *     hanpipe:           ^
 */
#include "driver/report/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/buffer.h"

void driver_complain(const char *program, const char *format, ...)
{
    char *text = NULL;
    hp_buf line = { 0 };
    va_list ap;
    va_start(ap, format);
    int length = vasprintf(&text, format, ap);
    va_end(ap);
    if (length >= 0)
        buffer_put_printable(&line, (hp_span){ text, (size_t)length });
    bool good = length >= 0 && !line.failed;
    fprintf(stderr, "%s: %.*s\n", program, good ? (int)line.len : 13, good ? line.ptr : "out of memory");
    if (length >= 0)
        free(text);
    hp_buf_free(&line);
}

void driver_complain_at(const char *program, const char *expression, const hp_error *err)
{
    driver_complain(program, "%s", hp_error_text(err));
    if (!expression || hp_error_status(err) != HP_USAGE || strchr(expression, '\n'))
        return;
    driver_complain(program, "  %s", expression);
    driver_complain(program, "  %*s^", (int)hp_error_offset(err), "");
}
