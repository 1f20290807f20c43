/* bytes.h - numbers in bytes from disk, and the bounded cursor that takes them.
 *
 * Everything in a compiled data file is little-endian; these reads are right on any machine and at any alignment, and
 * compile to plain loads where that is possible.
 */
#ifndef TEXT_BYTES_H
#define TEXT_BYTES_H

#include <string.h>

#include "hanpipe.h"

static inline uint16_t bytes_u16(const char *p)
{
    const unsigned char *s = (const unsigned char *)p;
    return (uint16_t)(s[0] | s[1] << 8);
}

static inline uint32_t bytes_u32(const char *p)
{
    const unsigned char *s = (const unsigned char *)p;
    return (uint32_t)s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 | (uint32_t)s[3] << 24;
}

static inline uint64_t bytes_u64(const char *p)
{
    return (uint64_t)bytes_u32(p) | (uint64_t)bytes_u32(p + 4) << 32;
}

/* Appends a number of so many bits to *buf, little-endian. */
static inline void bytes_put_u32(hp_buf *buf, uint32_t n)
{
    char b[4] = { (char)n, (char)(n >> 8), (char)(n >> 16), (char)(n >> 24) };
    hp_buf_append(buf, (hp_span){ b, sizeof b });
}

static inline void bytes_put_u16(hp_buf *buf, uint16_t n)
{
    char b[2] = { (char)n, (char)(n >> 8) };
    hp_buf_append(buf, (hp_span){ b, sizeof b });
}

static inline void bytes_put_u64(hp_buf *buf, uint64_t n)
{
    bytes_put_u32(buf, (uint32_t)n);
    bytes_put_u32(buf, (uint32_t)(n >> 32));
}

/* Takes `n` bytes off the front of *in, or fails and leaves it alone. */
static inline bool span_take(hp_span *in, size_t n, hp_span *got)
{
    if (n > in->len)
        return false;
    *got = (hp_span){ in->ptr, n };
    if (n > 0) /* a span of nothing may have no address to compute with */
        *in = (hp_span){ in->ptr + n, in->len - n };
    return true;
}

/* Takes what stands before `separator` off the front of *in, and the separator; all of it where there is none. */
static inline hp_span span_take_field(hp_span *in, char separator)
{
    const char *at = in->len ? memchr(in->ptr, separator, in->len) : NULL;
    hp_span field = { in->ptr, at ? (size_t)(at - in->ptr) : in->len }, gone;
    span_take(in, field.len + (at ? 1 : 0), &gone);
    return field;
}

/* Appends printf-style text to *buf.  Defined in buffer.c. */
void buffer_format(hp_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Gives the buffer's contents to `write`, frees the buffer, and returns what became of it: HP_NO_MEMORY when the buffer
 * failed.  Defined in buffer.c. */
hp_status buffer_write(hp_buf *buf, hp_write *write, void *to, hp_error *err);

/* The span of a NUL-terminated string. */
static inline hp_span span_of_string(const char *s)
{
    return (hp_span){ s, strlen(s) };
}

static inline bool span_eq(hp_span a, hp_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Appends `text` with \t, \n, \\ and \xHH for tabs, line ends, backslashes, and what is no character or a control
 * character.  Any bytes; what is appended is valid UTF-8. */
void buffer_put_escaped(hp_buf *out, hp_span text);

/* The same, but backslashes stay: for people, not to be read back. */
void buffer_put_printable(hp_buf *out, hp_span text);

#endif
