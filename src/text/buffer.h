/* buffer.h - what is appended to an hp_buf: numbers for compiled data, formatted and escaped text.
 *
 * A buffer that could not grow has failed: it takes nothing more, and whoever reads it must look at `failed`.
 */
#ifndef TEXT_BUFFER_H
#define TEXT_BUFFER_H

#include "hanpipe.h"

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

/* Appends printf-style text to *buf. */
void buffer_format(hp_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Append a number, decimal or hexadecimal, with at least so many digits (at most 20), as printf does, in a tenth of
 * the time. */
void buffer_put_number(hp_buf *buf, uint64_t number, unsigned digits);
void buffer_put_hex(hp_buf *buf, uint64_t number, unsigned digits);

/* Gives the buffer's contents to `write`, frees the buffer, and returns what became of it: HP_NO_MEMORY when the buffer
 * failed. */
hp_status buffer_write(hp_buf *buf, hp_write *write, void *to, hp_error *err);

/* Appends `text` with \t, \n, \\ and \xHH for tabs, line ends, backslashes, and what is no character or a control
 * character.  Any bytes; what is appended is valid UTF-8. */
void buffer_put_escaped(hp_buf *out, hp_span text);

/* The same, but backslashes stay: for people, not to be read back. */
void buffer_put_printable(hp_buf *out, hp_span text);

#endif
