/* source_lines.c - text files line by line; see source_lines.h. */
#include <stdarg.h>
#include <stdio.h>

#include "data/source_lines.h"
#include "text/buffer.h"
#include "text/error.h"

bool source_lines_open(source_lines *text, const char *dir, const char *name)
{
    hp_error err = { 0 };
    *text = (source_lines){ .path = { 0 } };
    buffer_format(&text->path, "%s/%s", dir, name);
    if (!text->path.failed && text_list_open(&text->list, text->path.ptr, &err) == HP_OK)
        return true;
    fprintf(stderr, "hanpipe-mkdict: %s\n", text->path.failed ? "out of memory" : hp_error_text(&err));
    return false;
}

bool source_lines_next(source_lines *text, hp_span *line)
{
    return text_list_next(&text->list, line);
}

bool source_lines_complain(const source_lines *text, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    fprintf(stderr, "%s:%llu: ", text->path.ptr, (unsigned long long)text->list.line);
    vfprintf(stderr, format, ap);
    fputc('\n', stderr);
    va_end(ap);
    return false;
}

void source_lines_close(source_lines *text)
{
    hp_buf_free(&text->path);
    text_list_close(&text->list);
}
