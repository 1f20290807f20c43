/* source_lines.c - text files line by line; see source_lines.h.  Worked: "# c\n\na\tb\r\n" gives one line, fields "a"
 * and "b". */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/source_lines.h"
#include "text/bytes.h"

bool source_lines_open(source_lines *text, const char *dir, const char *name)
{
    *text = (source_lines){ .line = 0 };
    buffer_format(&text->path, "%s/%s", dir, name);
    FILE *file = text->path.failed ? NULL : fopen(text->path.ptr, "re");
    if (!file) {
        fprintf(stderr, "hanpipe-mkdict: %s/%s: %s\n", dir, name, strerror(errno));
        return false;
    }
    for (size_t n = 1; n > 0;) {
        char *to = hp_buf_reserve(&text->bytes, 1 << 16);
        n = to ? fread(to, 1, 1 << 16, file) : 0;
        text->bytes.len += n;
    }
    bool good = !ferror(file) && !text->bytes.failed;
    fclose(file);
    if (!good)
        fprintf(stderr, "hanpipe-mkdict: %s: cannot be read\n", text->path.ptr);
    if (text->bytes.len >= 3 && memcmp(text->bytes.ptr, "\xEF\xBB\xBF", 3) == 0)
        text->at = 3;
    return good;
}

bool source_lines_next(source_lines *text, hp_span *line)
{
    while (text->at < text->bytes.len) {
        const char *start = text->bytes.ptr + text->at;
        size_t left = text->bytes.len - text->at;
        const char *lf = memchr(start, '\n', left);
        size_t len = lf ? (size_t)(lf - start) : left;
        text->at += lf ? len + 1 : len;
        text->line++;
        if (len > 0 && start[len - 1] == '\r')
            len--;
        if (len == 0 || start[0] == '#')
            continue;
        *line = (hp_span){ start, len };
        return true;
    }
    return false;
}

bool source_field(hp_span *line, hp_span *field)
{
    if (!line->ptr)
        return false;
    const char *tab = line->len ? memchr(line->ptr, '\t', line->len) : NULL;
    *field = (hp_span){ line->ptr, tab ? (size_t)(tab - line->ptr) : line->len };
    *line = tab ? (hp_span){ tab + 1, line->len - field->len - 1 } : (hp_span){ NULL, 0 };
    return true;
}

bool source_lines_complain(const source_lines *text, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    fprintf(stderr, "%s:%zu: ", text->path.ptr, text->line);
    vfprintf(stderr, format, ap);
    fputc('\n', stderr);
    va_end(ap);
    return false;
}

void source_lines_close(source_lines *text)
{
    hp_buf_free(&text->path);
    hp_buf_free(&text->bytes);
}
