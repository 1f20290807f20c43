/* message.c - see message.h.  Worked, for an error at offset 8 of an expression:
 *
 *     hanpipe: there is no filter 'cnv'
 *     hanpipe:   strip | cnv
 *     hanpipe:           ^
 */
#include "driver/report/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void driver_complain(const char *program, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    flockfile(stderr);
    fprintf(stderr, "%s: ", program);
    vfprintf(stderr, format, ap);
    fputc('\n', stderr);
    funlockfile(stderr);
    va_end(ap);
}

void driver_complain_at(const char *program, const char *expression, const hp_error *err)
{
    driver_complain(program, "%s", hp_error_text(err));
    if (!expression || hp_error_status(err) != HP_USAGE || strchr(expression, '\n'))
        return;
    driver_complain(program, "  %s", expression);
    driver_complain(program, "  %*s^", (int)hp_error_offset(err), "");
}
