/* buffer.c - hp_buf and the library's version; see hanpipe.h.
 *
 * Growth doubles, so that appending is linear in all; a buffer that has grown past a page lives in its own mapping
 * (glibc) and doubling it moves pages, not bytes.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "config.h"
#include "hanpipe.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/utf8.h"
#include "text/error.h"
#include "text/memory.h"

char *hp_buf_reserve(hp_buf *buf, size_t more)
{
    if (buf->failed)
        return NULL;
    if (more <= buf->cap - buf->len && buf->ptr)
        return buf->ptr + buf->len;
    size_t cap = buf->cap < 256 ? 256 : buf->cap;
    while (cap - buf->len < more && cap <= SIZE_MAX / 2)
        cap *= 2;
    char *ptr = cap - buf->len >= more ? memory_resize(buf->ptr, cap) : NULL;
    if (!ptr) {
        buf->failed = true;
        return NULL;
    }
    buf->ptr = ptr;
    buf->cap = cap;
    return ptr + buf->len;
}

void hp_buf_append(hp_buf *buf, hp_span text)
{
    char *to = hp_buf_reserve(buf, text.len);
    if (!to || text.len == 0)
        return;
    memcpy(to, text.ptr, text.len);
    buf->len += text.len;
}

void buffer_format(hp_buf *buf, const char *format, ...)
{
    enum { USUAL = 64 };
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    char *to = hp_buf_reserve(buf, USUAL);
    int n = to ? vsnprintf(to, USUAL, format, ap) : -1;
    if (n >= USUAL && (to = hp_buf_reserve(buf, (size_t)n + 1)))
        n = vsnprintf(to, (size_t)n + 1, format, again);
    if (to && n > 0)
        buf->len += (size_t)n;
    va_end(again);
    va_end(ap);
}

/* Appends a number to a base of at most 16, with at least so many digits. */
static void put_number(hp_buf *buf, uint64_t number, unsigned base, unsigned digits)
{
    enum { MOST = 20 };
    char text[MOST];
    unsigned n = 0;
    for (; n < MOST && (number > 0 || n < digits); number /= base)
        text[MOST - ++n] = "0123456789abcdef"[number % base];
    hp_buf_append(buf, (hp_span){ text + MOST - n, n });
}

void buffer_put_number(hp_buf *buf, uint64_t number, unsigned digits)
{
    put_number(buf, number, 10, digits);
}

void buffer_put_hex(hp_buf *buf, uint64_t number, unsigned digits)
{
    put_number(buf, number, 16, digits);
}

void hp_buf_free(hp_buf *buf)
{
    if (!buf)
        return;
    memory_free(buf->ptr);
    *buf = (hp_buf){ 0 };
}

hp_status hp_write_to_buf(void *to, hp_span text)
{
    hp_buf *buf = to;
    hp_buf_append(buf, text);
    return buf->failed ? HP_NO_MEMORY : HP_OK;
}

hp_status buffer_write(hp_buf *buf, hp_write *write, void *to, hp_error *err)
{
    hp_status st = HP_NO_MEMORY;
    if (buf->failed) {
        error_set_memory(err);
    } else {
        st = write(to, (hp_span){ buf->ptr, buf->len });
        error_set_refused(err, st);
    }
    hp_buf_free(buf);
    return st;
}

uint32_t hp_version(void)
{
    return HP_VERSION;
}

const char *hp_version_text(void)
{
    return PACKAGE_VERSION;
}

static void put_escaped(hp_buf *out, hp_span text, bool keeps_backslash)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ text.ptr + i, text.len - i }, &cp);
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte == '\t')
            hp_buf_append(out, span_of_string("\\t"));
        else if (byte == '\n')
            hp_buf_append(out, span_of_string("\\n"));
        else if (byte == '\\' && !keeps_backslash)
            hp_buf_append(out, span_of_string("\\\\"));
        else if (n == 0 || byte < 0x20 || byte == 0x7F)
            buffer_format(out, "\\x%02X", byte);
        else
            hp_buf_append(out, (hp_span){ text.ptr + i, n });
        i += n ? n : 1;
    }
}

void buffer_put_escaped(hp_buf *out, hp_span text)
{
    put_escaped(out, text, false);
}

void buffer_put_printable(hp_buf *out, hp_span text)
{
    put_escaped(out, text, true);
}
