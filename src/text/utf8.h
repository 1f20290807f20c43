/* utf8.h - code points and validity in bytes that may be anything.
 *
 * Valid means Unicode's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.  All calls are pure.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <string.h>

#include "hanpipe.h"

/* Decodes the code point at the start of `text` into *cp and returns its length in bytes, or 0 when `text` is empty
 * or does not start with a valid sequence. */
static inline size_t utf8_decode(hp_span text, uint32_t *cp);

/* Decodes the code point that ends at `end`, looking back no further than `start`; the bytes between are known to be
 * valid UTF-8.  Returns its length, or 0 when end == start. */
static inline size_t utf8_decode_back(const char *start, const char *end, uint32_t *cp);

/* Writes `cp`, a Unicode scalar value, to `to` (room for 4 bytes) and returns its length. */
static inline size_t utf8_encode(uint32_t cp, char *to);

/* The length of the longest prefix of `text` that is valid UTF-8. */
size_t utf8_valid(hp_span text);

/* The characters that set hints off (text/hint.h), which some filters must not see. */
#define UTF8_SPLITS_FIRST 0xFFF9u
#define UTF8_SPLITS_LAST 0xFFFBu

/* As utf8_valid(), and without NUL or U+FFF9..FFFB: text that needs no splitting for any filter. */
size_t utf8_unsplit(hp_span text);

/* The same for the start of a longer text: 0 when more is behind the prefix than a last character that is there in
 * part. */
size_t utf8_unsplit_so_far(hp_span text);

/* The length of the maximal subpart at the start of `text`, which does not start with a valid sequence: the bytes that
 * one U+FFFD stands for (Unicode chapter 3, "U+FFFD Substitution of Maximal Subparts").  At least 1 unless empty. */
size_t utf8_broken(hp_span text);

/* The number of bytes in `text` that are in no valid sequence. */
size_t utf8_count_invalid(hp_span text);

/* The number of code points in `text`, valid UTF-8. */
static inline size_t utf8_count(hp_span text);

/* The same for any bytes: what is in no valid sequence counts one for each U+FFFD that would stand for it. */
size_t utf8_count_points(hp_span text);

/* The number of LF bytes in `text`. */
size_t text_count_lines(hp_span text);

static inline size_t utf8_decode(hp_span text, uint32_t *cp)
{
    const unsigned char *s = (const unsigned char *)text.ptr;
    if (text.len == 0)
        return 0;
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    if (s[0] < 0xC2 || text.len < 2 || (s[1] & 0xC0) != 0x80)
        return 0;
    if (s[0] < 0xE0) {
        *cp = (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
        return 2;
    }
    if (text.len < 3 || (s[2] & 0xC0) != 0x80)
        return 0;
    if (s[0] < 0xF0) {
        *cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        return *cp < 0x800 || (*cp >= 0xD800 && *cp < 0xE000) ? 0 : 3;
    }
    if (s[0] > 0xF4 || text.len < 4 || (s[3] & 0xC0) != 0x80)
        return 0;
    *cp = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    return *cp < 0x10000 || *cp > 0x10FFFF ? 0 : 4;
}

static inline size_t utf8_decode_back(const char *start, const char *end, uint32_t *cp)
{
    const char *p = end;
    if (p == start)
        return 0;
    do
        p--;
    while (p > start && ((unsigned char)*p & 0xC0) == 0x80);
    return utf8_decode((hp_span){ p, (size_t)(end - p) }, cp);
}

static inline size_t utf8_encode(uint32_t cp, char *to)
{
    if (cp < 0x80) {
        to[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (char)(0xC0 | cp >> 6);
        to[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        to[0] = (char)(0xE0 | cp >> 12);
        to[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        to[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | cp >> 18);
    to[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    to[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    to[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* Whether the two bytes behind that at `p` go on with a character, as those of one of three bytes do. */
static inline bool text_utf8_goes_on_twice(const char *p)
{
    const unsigned char *c = (const unsigned char *)p;
    return ((c[1] ^ 0x80) | (c[2] ^ 0x80)) < 0x40;
}

/* The character of three bytes at `p`, whose bytes are valid UTF-8, or 0 when none starts there. */
static inline uint32_t text_utf8_wide(const char *p)
{
    const unsigned char *c = (const unsigned char *)p;
    if ((c[0] & 0xF0) != 0xE0)
        return 0;
    return (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6 | (c[2] & 0x3F);
}

static inline size_t utf8_count(hp_span text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t n = text.len, i = 0;
    for (; text.len - i >= 8; i += 8) { /* eight bytes at once: those that go on are taken off */
        uint64_t eight;
        memcpy(&eight, text.ptr + i, 8);
        n -= (eight >> 7 & ~(eight >> 6) & ones) * ones >> 56;
    }
    for (; i < text.len; i++)
        n -= ((unsigned char)text.ptr[i] & 0xC0) == 0x80;
    return n;
}

#endif
