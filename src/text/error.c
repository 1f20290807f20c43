/* error.c - see error.h. */
#include "text/error.h"

#include <stdarg.h>
#include <stdio.h>

hp_status error_set(hp_error *err, hp_status status, size_t offset, const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    err->line = 0;
    err->offset = offset;
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(err->text, sizeof err->text, format, ap);
    va_end(ap);
    if (n >= (int)sizeof err->text) {
        size_t cut = sizeof err->text - 1;
        while (cut > 0 && ((unsigned char)err->text[cut - 1] & 0xC0) == 0x80)
            cut--;
        if (cut > 0 && (unsigned char)err->text[cut - 1] >= 0xC0)
            cut--;
        err->text[cut] = '\0';
    }
    return status;
}

hp_status error_set_memory(hp_error *err)
{
    return error_set(err, HP_ENOMEM, 0, "out of memory");
}
