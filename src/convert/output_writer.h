/* output_writer.h - writing a conversion's output: the loop that both engines share, and their buffer.  Room is
 * made once for the whole text, and again only for outputs that are longer than what they stand for. */
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

/* Writes `value`, the output for the input before `at`. */
static inline void conv_write(conv_writer *w, hp_span value, const char *at)
{
    w->out->len = (size_t)(w->to - w->out->ptr);
    size_t left = (size_t)(w->end - at) + CONV_WRITE_SLACK;
    if (w->out->cap - w->out->len < value.len + left) {
        if (!hp_buf_reserve(w->out, value.len + left + w->out->cap / 4)) {
            w->end = at;
            return;
        }
        w->to = w->out->ptr + w->out->len;
    }
    if (value.len)
        memcpy(w->to, value.ptr, value.len);
    w->to += value.len;
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

/* Writes the characters from `at` on that need no attention, each by one look-up and one XOR; returns the
 * first that does, or the end.  Attention need those whose entry has one of `flags`, those that start a deciding
 * pair, and those that are neither ASCII nor three bytes long. */
static inline const char *conv_write_characters(conv_writer *w, const conv_table *table, uint32_t flags, const char *at)
{
    /* Copies, so that they stay in registers whatever is written. */
    const char *index = table->index, *entries = table->entries, *deciding = table->deciding, *end = w->end;
    const unsigned shift = table->deciding_shift;
    conv_writer own = *w;
    while (at < end) {
        unsigned char lead = (unsigned char)*at;
        if (lead < 0x80) {
            if (!table->ascii[lead])
                break;
            *own.to++ = *at++;
            continue;
        }
        if (lead < 0xE0 || lead >= 0xF0 || end - at < 3)
            break;
        uint32_t x, next = 0;
        if (end - at >= 8) {
            x = bytes_u32(at);
            next = bytes_u32(at + 3);
        } else {
            x = utf8_char_bytes(at, 3);
            size_t left = (size_t)(end - at) - 3;
            if (left > 0)
                next = utf8_char_bytes(at + 3, left < 3 ? left : 3);
        }
        uint32_t high = (x & 15) << 6 | (x >> 8 & 63);
        uint32_t slot = (uint32_t)bytes_u16(index + 2 * (size_t)high) << 6 | (x >> 16 & 63);
        uint32_t entry = bytes_u32(entries + 4 * (size_t)slot);
        /* One branch for "a phrase may start here": rare, where the flag alone would be a coin toss. */
        uint32_t search = entry >> 31 & conv_bitmap_has(deciding, shift, conv_pair_hash(x & 0xFFFFFF, next));
        if ((entry & flags << 24) != 0 || search)
            break;
        conv_write_4(&own, x ^ entry);
        own.to += 3;
        at += 3;
    }
    w->to = own.to;
    return at;
}

#endif
