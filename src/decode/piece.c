/* piece.c - see piece.h.
 *
 * UTF-8 is only looked at; everything else goes through ICU's converter into UTF-16, a block at a time, and from
 * there to UTF-8.  The converter is told to stop at what it cannot decode, so that the caller learns of each such
 * place.
 */
#include "decode/piece.h"

#include <stdlib.h>

#include "decode/icu_converter.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { BLOCK = 4096 }; /* units of UTF-16 between two looks at the output */

struct decode_converter {
    decode_encoding encoding;
    decode_icu *icu; /* NULL for UTF-8 */
    bool shifts;     /* it may shift, within a line */
};

/* The length of the longest prefix of `bytes` that ends after a line feed of `width` bytes. */
static size_t last_line_end(hp_span bytes, unsigned width, bool big_endian)
{
    static const char wide[] = { 0, 0, 0, '\n', 0, 0, 0 };
    const char *unit = big_endian ? wide + 4 - width : wide + 3;
    for (size_t end = bytes.len - bytes.len % width; end > 0; end -= width)
        if (memcmp(bytes.ptr + end - width, unit, width) == 0)
            return end;
    return 0;
}

size_t decode_ready(const decode_choice *choice, hp_span bytes)
{
    decode_encoding encoding = choice->name.encoding;
    if (choice->width == 0 || bytes.len == 0)
        return 0;
    if (choice->width == 1) {
        const char *end = memrchr(bytes.ptr, '\n', bytes.len);
        return end ? (size_t)(end + 1 - bytes.ptr) : 0;
    }
    return last_line_end(bytes, choice->width, encoding == DECODE_UTF_16BE || encoding == DECODE_UTF_32BE);
}

hp_status decode_converter_open(decode_converter **out, const decode_choice *choice, hp_error *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return error_set_memory(err);
    (*out)->encoding = choice->name.encoding;
    if (choice->name.encoding == DECODE_UTF_8)
        return HP_OK;
    (*out)->shifts = choice->name.encoding == DECODE_HZ || choice->name.encoding == DECODE_ISO_2022_CN ||
                     (choice->name.encoding == DECODE_OTHER && choice->width == 1);
    hp_status st = decode_icu_open(&(*out)->icu, choice->name.icu, err);
    if (st != HP_OK) {
        memory_free(*out);
        *out = NULL;
    }
    return st;
}

void decode_converter_free(decode_converter *converter)
{
    if (!converter)
        return;
    decode_icu_free(converter->icu);
    memory_free(converter);
}

static void report(decode_broken *broken, void *self, size_t offset, hp_span bytes, hp_buf *out)
{
    if (broken)
        broken(self, offset, bytes, out);
    else
        hp_buf_append(out, span_of_string("\uFFFD"));
}

static void copy_utf8(hp_span bytes, decode_broken *broken, void *self, hp_buf *out)
{
    for (size_t at = 0; at < bytes.len;) {
        hp_span rest = { bytes.ptr + at, bytes.len - at };
        size_t good = utf8_valid(rest);
        hp_buf_append(out, (hp_span){ rest.ptr, good });
        at += good;
        size_t bad = utf8_broken((hp_span){ bytes.ptr + at, bytes.len - at });
        if (bad > 0)
            report(broken, self, at, (hp_span){ bytes.ptr + at, bad }, out);
        at += bad;
    }
}

/* The code point at units[*i], which moves on; a lone surrogate, which no converter gives, is U+FFFD. */
static uint32_t next_code_point(const uint16_t *units, size_t count, size_t *i)
{
    uint32_t cp = units[(*i)++];
    if ((cp & 0xF800) != 0xD800)
        return cp;
    if ((cp & 0xFC00) != 0xD800 || *i == count || (units[*i] & 0xFC00) != 0xDC00)
        return 0xFFFD;
    return (cp << 10) + units[(*i)++] - 0x35FDC00;
}

static void write_units(decode_encoding encoding, const uint16_t *units, size_t count, hp_buf *out)
{
    char *start = hp_buf_reserve(out, 6 * count), *to = start;
    if (!to)
        return;
    for (size_t i = 0; i < count;) {
        uint32_t cp = units[i], mark = 0;
        if (cp < 0x80) {
            *to++ = (char)cp;
            i++;
            continue;
        }
        cp = next_code_point(units, count, &i);
        if (cp >= 0xE000 && cp <= 0xF8FF)
            cp = decode_settled(encoding, cp, &mark);
        to += utf8_encode(cp, to);
        if (mark)
            to += utf8_encode(mark, to);
    }
    out->len += (size_t)(to - start);
}

static void convert_broken(const decode_converter *converter, size_t offset, hp_span bytes, decode_broken *broken,
                           void *self, hp_buf *out)
{
    if (converter->encoding == DECODE_GB18030 && bytes.len == 1 && (unsigned char)bytes.ptr[0] == 0x80)
        hp_buf_append(out, span_of_string("€")); /* as in Windows' code page 936, which browsers read too */
    else
        report(broken, self, offset, bytes, out);
}

/* Converts `bytes` from `at` on. */
static void convert(decode_converter *converter, hp_span bytes, size_t at, decode_broken *broken, void *self,
                    hp_buf *out)
{
    uint16_t units[BLOCK];
    size_t kept = 0; /* half of a surrogate pair that the block before ended with */
    decode_icu_result result = DECODE_ICU_MORE;
    decode_icu_reset(converter->icu);
    while (result != DECODE_ICU_DONE && !out->failed) {
        size_t count, bad;
        result = decode_icu_convert(converter->icu, bytes, &at, units + kept, BLOCK - kept, &count, &bad);
        count += kept;
        kept = result == DECODE_ICU_MORE && count > 0 && (units[count - 1] & 0xFC00) == 0xD800;
        write_units(converter->encoding, units, count - kept, out);
        units[0] = kept ? units[count - 1] : 0;
        if (result == DECODE_ICU_BROKEN)
            convert_broken(converter, at - bad, (hp_span){ bytes.ptr + at - bad, bad }, broken, self, out);
    }
}

/* Converts line by line: what shifts, shifts back at a line's end, whether it says so or not. */
static void convert_lines(decode_converter *converter, hp_span bytes, decode_broken *broken, void *self, hp_buf *out)
{
    for (size_t at = 0; at < bytes.len;) {
        const char *lf = memchr(bytes.ptr + at, '\n', bytes.len - at);
        size_t end = lf ? (size_t)(lf + 1 - bytes.ptr) : bytes.len;
        convert(converter, (hp_span){ bytes.ptr, end }, at, broken, self, out);
        at = end;
    }
}

hp_status decode_piece(decode_converter *converter, hp_span bytes, decode_broken *broken, void *self, hp_buf *out,
                       hp_error *err)
{
    size_t before = out->len;
    if (bytes.len == 0)
        return HP_OK;
    if (converter->icu && converter->shifts)
        convert_lines(converter, bytes, broken, self, out);
    else if (converter->icu)
        convert(converter, bytes, 0, broken, self, out);
    else
        copy_utf8(bytes, broken, self, out);
    if (!out->failed)
        return HP_OK;
    out->len = before;
    return error_set_memory(err);
}
