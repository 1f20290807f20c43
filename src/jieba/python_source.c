/* python_source.c - see python_source.h.  Worked: "P={'B': {'\u4e00': -3.5}}" gives one number: outer "B", key "一",
 * value -3.5.
 *
 * A key may have \uXXXX and the escapes of its quotes and of the backslash; anything else escaped is an error.
 */
#include "jieba/python_source.h"

#include <stdlib.h>
#include <string.h>

#include "text/bytes.h"
#include "text/utf8.h"

struct reader {
    source_lines text;
    jieba_python_note *note;
    void *to;
};

/* Takes a byte; there is one. */
static char next(struct reader *r)
{
    hp_span *rest = &r->text.list.rest;
    char c = *rest->ptr;
    *rest = (hp_span){ rest->ptr + 1, rest->len - 1 };
    return c;
}

/* The next byte that is not blank, or '\0' at the end; counts lines. */
static char peek(struct reader *r)
{
    while (r->text.list.rest.len > 0 && strchr(" \t\r\n", *r->text.list.rest.ptr))
        r->text.list.line += next(r) == '\n';
    return r->text.list.rest.len > 0 ? *r->text.list.rest.ptr : '\0';
}

/* Takes the byte `c`, after blanks. */
static bool take_byte(struct reader *r, char c)
{
    if (peek(r) != c)
        return source_lines_complain(&r->text, "expected '%c'", c);
    next(r);
    return true;
}

/* Reads what follows a backslash. */
static bool read_escape(struct reader *r, hp_buf *key)
{
    hp_span *rest = &r->text.list.rest, escape;
    const char *at = rest->ptr;
    size_t left = rest->len;
    char digits[5] = { 0 }, *end, utf8[4];
    if (left > 0 && (at[0] == '\'' || at[0] == '"' || at[0] == '\\')) {
        hp_buf_append(key, (hp_span){ at, 1 });
        next(r);
        return true;
    }
    if (left < 5 || at[0] != 'u')
        return source_lines_complain(&r->text, "an escape other than \\uXXXX");
    memcpy(digits, at + 1, 4);
    uint32_t cp = (uint32_t)strtoul(digits, &end, 16);
    if (end != digits + 4 || (cp >= 0xD800 && cp < 0xE000))
        return source_lines_complain(&r->text, "\\u%s is no character", digits);
    hp_buf_append(key, (hp_span){ utf8, utf8_encode(cp, utf8) });
    return span_take(rest, 5, &escape);
}

/* Reads a quoted string into *key, whose contents it replaces. */
static bool read_key(struct reader *r, hp_buf *key)
{
    char quote = peek(r);
    key->len = 0;
    if (quote != '\'' && quote != '"')
        return source_lines_complain(&r->text, "expected a string");
    for (next(r); r->text.list.rest.len > 0;) {
        char c = next(r);
        if (c == quote)
            return true;
        if (c == '\n')
            break;
        if (c == '\\' ? !read_escape(r, key) : (hp_buf_append(key, (hp_span){ &c, 1 }), false))
            return false;
    }
    return source_lines_complain(&r->text, "a string without its end");
}

static bool read_number(struct reader *r, double *value)
{
    char digits[64], *end;
    size_t n = 0;
    peek(r);
    while (r->text.list.rest.len > 0 && n < sizeof digits - 1 && strchr("+-.0123456789eE", *r->text.list.rest.ptr))
        digits[n++] = next(r);
    digits[n] = '\0';
    *value = strtod(digits, &end);
    return (n > 0 && *end == '\0') || source_lines_complain(&r->text, "expected a number");
}

/* Reads a dictionary; `outer` is its key in the one around it, or NULL for the outermost. */
static bool read_dictionary(struct reader *r, const hp_buf *outer)
{
    hp_buf key = { 0 };
    bool good = take_byte(r, '{');
    while (good && peek(r) != '}') {
        double value;
        good = read_key(r, &key) && take_byte(r, ':');
        if (good && !outer && peek(r) == '{') {
            good = read_dictionary(r, &key);
        } else if (good && (good = read_number(r, &value))) {
            hp_span name = outer ? (hp_span){ outer->ptr, outer->len } : (hp_span){ NULL, 0 };
            good = r->note(r->to, name, (hp_span){ key.ptr, key.len }, value) ||
                   source_lines_complain(&r->text, "an unexpected key");
        }
        if (good && peek(r) != '}')
            good = take_byte(r, ',');
    }
    hp_buf_free(&key);
    return good && take_byte(r, '}');
}

bool jieba_read_python(const char *dir, const char *name, jieba_python_note *note, void *to)
{
    struct reader r = { .note = note, .to = to };
    if (!source_lines_open(&r.text, dir, name)) {
        source_lines_close(&r.text);
        return false;
    }
    hp_span *rest = &r.text.list.rest, head;
    const char *start = rest->len ? memmem(rest->ptr, rest->len, "P={", 3) : NULL;
    span_take(rest, start ? (size_t)(start - rest->ptr) + 2 : rest->len, &head);
    r.text.list.line = 1 + text_count_lines(head);
    bool good = read_dictionary(&r, NULL);
    if (good && peek(&r) != '\0')
        good = source_lines_complain(&r.text, "text behind the dictionary");
    source_lines_close(&r.text);
    return good;
}
