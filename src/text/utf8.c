/* utf8.c - see utf8.h.
 *
 * Validation runs over every byte of every conversion, so it takes ASCII sixteen bytes at a time and the
 * three-byte sequences of Han text by one masked comparison each; all else goes through the one decoder.
 * Worked input → output: "國\xFFx" → valid prefix 3, then a broken part of 1.
 */
#include "text/utf8.h"

#include <string.h>

#include "text/bytes.h"
#include "text/vector/count_lines.h"
#include "text/vector/utf8_vector.h"

/* True when the 8 bytes at `s` are ASCII. */
static bool ascii8(const char *s)
{
    uint64_t w;
    memcpy(&w, s, sizeof w);
    return (w & UINT64_C(0x8080808080808080)) == 0;
}

/* The length of the valid characters at the start of `text`, about STRETCH bytes of them: what the vectors leave. */
static size_t valid_start(hp_span text)
{
    enum { STRETCH = 256 };
    const char *p = text.ptr, *end = text.ptr + text.len, *stop = text.len > STRETCH ? p + STRETCH : end;
    while (p < stop) {
        if (end - p >= 16 && ascii8(p) && ascii8(p + 8)) {
            p += 16;
            continue;
        }
        /* E1..EC need no check beyond the two continuation bits: neither overlong nor surrogate. */
        while (stop - p >= 3 && (unsigned char)(*p - 0xE1) <= 0xEC - 0xE1 && ((unsigned char)p[1] & 0xC0) == 0x80 &&
               ((unsigned char)p[2] & 0xC0) == 0x80)
            p += 3;
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ p, (size_t)(end - p) }, &cp);
        if (n == 0)
            break;
        p += n;
    }
    return (size_t)(p - text.ptr);
}

size_t utf8_valid(hp_span text)
{
    size_t at = 0, before = SIZE_MAX;
    while (at < text.len && at != before) {
        before = at;
        at += utf8_unsplit_vector((hp_span){ text.ptr + at, text.len - at });
        at += valid_start((hp_span){ text.ptr + at, text.len - at });
    }
    return at;
}

/* True when one of the 8 bytes at `s` is 0 (the classic subtract-and-mask test; exact for ASCII bytes). */
static bool zero8(const char *s)
{
    uint64_t w;
    memcpy(&w, s, sizeof w);
    return ((w - UINT64_C(0x0101010101010101)) & ~w & UINT64_C(0x8080808080808080)) != 0;
}

/* True when a three-byte sequence may start with the byte whose low half is that of `lead`, whatever its second byte:
 * E1 to EC and EE.  E0 could be overlong, ED a surrogate, EF a hint. */
static bool easy_lead(uint32_t lead)
{
    return 0x5FFEu >> (lead & 15) & 1;
}

/* The length of the longest prefix that is three-byte sequences with an easy lead, or EF and not BF; two are looked at
 * in one comparison. */
static size_t skip_han(const char *start, const char *end)
{
    const char *p = start;
    for (;;) {
        if (end - p >= 8) {
            uint64_t w = bytes_u64(p);
            if ((w & UINT64_C(0xC0C0F0C0C0F0)) == UINT64_C(0x8080E08080E0) && easy_lead((uint32_t)w) &&
                easy_lead((uint32_t)(w >> 24))) {
                p += 6;
                continue;
            }
        }
        if (end - p < 3)
            break;
        unsigned char lead = (unsigned char)p[0], second = (unsigned char)p[1], third = (unsigned char)p[2];
        if ((lead & 0xF0) != 0xE0 || (second & 0xC0) != 0x80 || (third & 0xC0) != 0x80 ||
            !(easy_lead(lead) || (lead == 0xEF && second != 0xBF)))
            break;
        p += 3;
    }
    return (size_t)(p - start);
}

/* After this many bytes of the plain loop, long text gets another quick look. */
enum { FAST_AGAIN = 256 };

size_t utf8_unsplit(hp_span text)
{
    if (text.len == 0)
        return 0;
    const char *p = text.ptr + utf8_unsplit_vector(text), *end = text.ptr + text.len;
    size_t again = (size_t)(p - text.ptr) + FAST_AGAIN;
    while (p < end) {
        if ((size_t)(p - text.ptr) >= again) {
            p += utf8_unsplit_vector((hp_span){ p, (size_t)(end - p) });
            again = (size_t)(p - text.ptr) + FAST_AGAIN;
            continue;
        }
        if (end - p >= 8 && ascii8(p) && !zero8(p)) {
            p += 8;
            continue;
        }
        while (p < end && (signed char)*p > 0)
            p++;
        p += skip_han(p, end);
        if (p == end)
            break;
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ p, (size_t)(end - p) }, &cp);
        if (n == 0 || cp == 0 || (cp >= UTF8_SPLITS_FIRST && cp <= UTF8_SPLITS_LAST))
            break;
        p += n;
    }
    return (size_t)(p - text.ptr);
}

size_t utf8_unsplit_so_far(hp_span text)
{
    enum { MOST_IN_PART = 3 };
    size_t n = utf8_unsplit(text);
    return text.len - n <= MOST_IN_PART ? n : 0;
}

size_t utf8_broken(hp_span text)
{
    const unsigned char *s = (const unsigned char *)text.ptr;
    if (text.len == 0)
        return 0;
    /* The range of the second byte depends on the first; a lead byte with no such second byte stands alone. */
    unsigned low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    size_t want = s[0] < 0xC2 || s[0] > 0xF4 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (want == 1 || text.len < 2 || s[1] < low || s[1] > high)
        return 1;
    size_t n = 2;
    while (n < want - 1 && n < text.len && (s[n] & 0xC0) == 0x80)
        n++;
    return n;
}

size_t utf8_count_invalid(hp_span text)
{
    size_t bad = 0;
    for (size_t at = 0; at < text.len;) {
        at += utf8_valid((hp_span){ text.ptr + at, text.len - at });
        size_t n = utf8_broken((hp_span){ text.ptr + at, text.len - at });
        bad += n;
        at += n;
    }
    return bad;
}

size_t utf8_count_points(hp_span text)
{
    size_t points = 0;
    for (uint32_t cp; text.len > 0; points++) {
        size_t n = utf8_decode(text, &cp);
        n = n ? n : utf8_broken(text);
        text.ptr += n;
        text.len -= n;
    }
    return points;
}

size_t text_count_lines(hp_span text)
{
    size_t total = 0;
#if VECTOR_X86
    if (VECTOR_HAS("avx512bw"))
        total = text_count_lines_avx512(&text);
    else if (VECTOR_HAS("avx2"))
        total = text_count_lines_avx2(&text);
#endif
    for (size_t i = 0; i < text.len; i++)
        total += text.ptr[i] == '\n';
    return total;
}
