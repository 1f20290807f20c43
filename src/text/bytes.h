/* bytes.h - spans of bytes, numbers in bytes from disk, and the bounded cursor that takes them.
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

/* The span of a NUL-terminated string. */
static inline hp_span span_of_string(const char *s)
{
    return (hp_span){ s, strlen(s) };
}

static inline bool span_eq(hp_span a, hp_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Has the processor fetch what is at `at`, which need not be memory.  The empty statement counts as an effect: GCC
 * takes a function that does nothing but this for one without any, and leaves out its calls. */
static inline void bytes_fetch(const void *at)
{
    __builtin_prefetch(at);
    __asm__ volatile("");
}

#endif
