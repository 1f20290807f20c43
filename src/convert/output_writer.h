/* output_writer.h - writing a conversion's output: the buffer of both engines.  Room is made once for the whole text,
 * and again only for outputs that are longer than what they stand for. */
#ifndef CONVERT_OUTPUT_WRITER_H
#define CONVERT_OUTPUT_WRITER_H

#include "convert/table.h"

enum { CONV_WRITE_SLACK = 16 };

/* Between calls there is room for what is left of the input (up to `end`) and CONV_WRITE_SLACK.  Out of memory
 * sets out->failed and moves `end` up, so that the loop over the input ends. */
typedef struct conv_writer {
    hp_buf *out;
    char *to;        /* where the next byte goes */
    const char *end; /* of the input */
} conv_writer;

/* Makes room for `more` bytes beside what the rest of the input, from `at` on, needs.  False when memory is out. */
static inline bool conv_write_reserve(conv_writer *w, size_t more, const char *at)
{
    w->out->len = (size_t)(w->to - w->out->ptr);
    size_t left = (size_t)(w->end - at) + CONV_WRITE_SLACK;
    if (w->out->cap - w->out->len >= more + left)
        return true;
    if (!hp_buf_reserve(w->out, more + left + w->out->cap / 4)) {
        w->end = at;
        return false;
    }
    w->to = w->out->ptr + w->out->len;
    return true;
}

/* Writes `value`, the output for the input before `at`. */
static inline void conv_write(conv_writer *w, hp_span value, const char *at)
{
    if (!conv_write_reserve(w, value.len, at))
        return;
    if (value.len)
        memcpy(w->to, value.ptr, value.len);
    w->to += value.len;
}

/* All input before `at` has been written, the last `tail` bytes as so many: puts `value` in place of the `length` bytes
 * before those. */
static inline void conv_rewrite(conv_writer *w, hp_span value, size_t length, size_t tail, const char *at)
{
    if (value.len > length && !conv_write_reserve(w, value.len - length, at))
        return;
    char *place = w->to - tail - length;
    if (value.len != length)
        memmove(place + value.len, place + length, tail);
    if (value.len == 6) /* two characters, as nearly all have: no call */
        memcpy(place, value.ptr, 6);
    else if (value.len)
        memcpy(place, value.ptr, value.len);
    w->to = place + value.len + tail;
}

static inline void conv_write_start(conv_writer *w, hp_buf *out, hp_span text)
{
    *w = (conv_writer){ out, out->ptr ? out->ptr + out->len : NULL, text.ptr + text.len };
    conv_write(w, (hp_span){ NULL, 0 }, text.ptr);
}

/* Goes on behind what was appended to the buffer directly, for the input before `at`. */
static inline void conv_write_resume(conv_writer *w, const char *at)
{
    if (w->out->failed)
        return;
    w->to = w->out->ptr + w->out->len;
    conv_write(w, (hp_span){ NULL, 0 }, at);
}

static inline void conv_write_finish(conv_writer *w)
{
    if (!w->out->failed)
        w->out->len = (size_t)(w->to - w->out->ptr);
}

static inline void conv_write_4(conv_writer *w, uint32_t x)
{
    unsigned char *p = (unsigned char *)w->to;
    p[0] = (unsigned char)x;
    p[1] = (unsigned char)(x >> 8);
    p[2] = (unsigned char)(x >> 16);
    p[3] = (unsigned char)(x >> 24);
}

#endif
