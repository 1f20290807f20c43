/* fields.c - see fields.h. */
#include "text/fields.h"

#include <string.h>

#include "text/error.h"
#include "text/read_file.h"
#include "text/utf8.h"

/* The byte order mark. */
#define MARK "\uFEFF"

bool text_take_line(hp_span *text, hp_span *line)
{
    if (text->len == 0)
        return false;
    const char *lf = memchr(text->ptr, '\n', text->len);
    size_t length = lf ? (size_t)(lf - text->ptr) : text->len, used = length + (lf != NULL);
    bool has_cr = length > 0 && text->ptr[length - 1] == '\r';
    *line = (hp_span){ text->ptr, length - has_cr };
    *text = (hp_span){ text->ptr + used, text->len - used };
    return true;
}

bool text_take_field(hp_span *line, hp_span *field)
{
    if (!line->ptr)
        return false;
    const char *tab = line->len ? memchr(line->ptr, '\t', line->len) : NULL;
    *field = (hp_span){ line->ptr, tab ? (size_t)(tab - line->ptr) : line->len };
    *line = tab ? (hp_span){ tab + 1, line->len - field->len - 1 } : (hp_span){ NULL, 0 };
    return true;
}

hp_status text_list_open(text_list *list, const char *path, hp_error *err)
{
    hp_buf bytes = { 0 };
    *list = (text_list){ .path = path };
    hp_status st = text_read_file(&bytes, path, err);
    if (st != HP_OK)
        return st;
    hp_span all = { bytes.ptr, bytes.len };
    size_t valid = utf8_valid(all);
    *list = text_list_start(path, all);
    list->bytes = bytes;
    if (valid == all.len)
        return HP_OK;
    list->line = 1 + text_count_lines((hp_span){ all.ptr, valid });
    st = text_list_fail(list, err, HP_BAD_DATA, "not UTF-8");
    text_list_close(list);
    return st;
}

text_list text_list_start(const char *path, hp_span bytes)
{
    size_t mark = strlen(MARK);
    if (bytes.len >= mark && memcmp(bytes.ptr, MARK, mark) == 0)
        bytes = (hp_span){ bytes.ptr + mark, bytes.len - mark };
    return (text_list){ .path = path, .rest = bytes };
}

static bool says_something(hp_span line)
{
    size_t blanks = 0;
    while (blanks < line.len && (line.ptr[blanks] == ' ' || line.ptr[blanks] == '\t'))
        blanks++;
    bool is_comment = line.len > 0 && line.ptr[0] == '#' && (line.len == 1 || line.ptr[1] == ' ');
    return blanks < line.len && !is_comment;
}

bool text_list_next(text_list *list, hp_span *line)
{
    while (text_take_line(&list->rest, line)) {
        list->line++;
        if (says_something(*line))
            return true;
    }
    return false;
}

hp_status text_list_fail(const text_list *list, hp_error *err, hp_status status, const char *what)
{
    error_set(err, status, 0, "%s:%llu: %s", list->path, (unsigned long long)list->line, what);
    if (err)
        err->line = list->line;
    return status;
}

void text_list_close(text_list *list)
{
    hp_buf_free(&list->bytes);
    list->rest = (hp_span){ NULL, 0 };
}
