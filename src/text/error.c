/* error.c - see error.h.  Worked: error_set(&err, HP_IO, 0, "%s: %s", "a.txt", "No such file or directory") gives
 * that text whole, however long the path; when memory for a long one is out, its start.
 */
#include "text/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text/memory.h"
#include "text/utf8.h"

/* Ends `text`, of which a byte behind the last was lost, before a code point. */
static void end_before_code_point(char *text)
{
    size_t len = strlen(text);
    text[utf8_valid((hp_span){ text, len })] = '\0';
}

hp_status error_set(hp_error *err, hp_status status, size_t offset, const char *format, ...)
{
    if (!err)
        return status;
    char text[sizeof err->text], *longer = NULL;
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(text, sizeof text, format, ap);
    if (n >= (int)sizeof text) {
        longer = memory_new((size_t)n + 1);
        if (longer)
            vsnprintf(longer, (size_t)n + 1, format, again);
        else
            end_before_code_point(text);
    }
    va_end(again);
    va_end(ap);
    memory_free(err->longer);
    *err = (hp_error){ .status = status, .offset = offset, .longer = longer };
    memcpy(err->text, text, strlen(text) + 1);
    return status;
}

hp_status error_set_memory(hp_error *err)
{
    return error_set(err, HP_NO_MEMORY, 0, "out of memory");
}

void error_set_refused(hp_error *err, hp_status status)
{
    if (status != HP_OK)
        error_set(err, status, 0, "output was not taken: %s", hp_status_name(status));
}

void error_clear(hp_error *err)
{
    memory_free(err->longer);
    *err = (hp_error){ .status = HP_OK };
}

const char *hp_status_name(hp_status status)
{
    static const char *const names[] = { "no error",    "out of memory", "input or output", "bad data",
                                         "wrong usage", "invalid text",  "limit passed",    "misuse" };
    bool is_known = status >= 0 && (size_t)status < sizeof names / sizeof *names;
    return is_known ? names[status] : "unknown status";
}

hp_error *hp_error_new(void)
{
    return memory_zeroed(1, sizeof(hp_error));
}

void hp_error_free(hp_error *err)
{
    if (!err)
        return;
    error_clear(err);
    memory_free(err);
}

hp_status hp_error_status(const hp_error *err)
{
    return err ? err->status : HP_OK;
}

const char *hp_error_text(const hp_error *err)
{
    return !err ? "" : err->longer ? err->longer : err->text;
}

uint64_t hp_error_line(const hp_error *err)
{
    return err ? err->line : 0;
}

uint64_t hp_error_offset(const hp_error *err)
{
    return err ? err->offset : 0;
}
