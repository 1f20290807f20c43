/* sniff.c - a rough look at bytes that are not UTF-8, for the warning only.
 *
 * GB18030 and Big5 put most characters in two bytes of which the first is above 0x80.  In Big5 the second is below
 * 0x7F for about two characters in five, in GB18030 text for next to none, since the common characters are those of
 * GB 2312.  UTF-16 has a NUL in every character of ASCII, in a line's end at least; the others have none.
 * Worked: "\xD6\xD0\xB9\xFA" (中国 in GB 2312) → "GB18030".
 */
#include "driver/report/sniff.h"

#include <ctype.h>
#include <string.h>

#include "text/utf8.h"

enum { SAMPLE = 1024 };

static size_t count_nuls(hp_span text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == 0;
    return n;
}

static size_t count_beyond_ascii(hp_span text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += (unsigned char)text.ptr[i] >= 0x80;
    return n;
}

size_t driver_sniff_count(hp_span text)
{
    hp_span sample = { text.ptr, text.len < SAMPLE ? text.len : SAMPLE };
    size_t bad = utf8_count_invalid(sample), nuls = count_nuls(sample);
    /* A sample may end inside a sequence: three bytes are no sign. */
    if ((bad <= 3 || 4 * bad < count_beyond_ascii(sample)) && 8 * nuls <= sample.len)
        return 0;
    return utf8_count_invalid(text) + count_nuls(text);
}

/* The number of UTF-16 line ends with these two bytes in `text`. */
static size_t count_wide_ends(hp_span text, const char end[2])
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < text.len; i += 2)
        n += memcmp(text.ptr + i, end, 2) == 0;
    return n;
}

const char *driver_sniff_encoding(hp_span text)
{
    hp_span sample = { text.ptr, text.len < SAMPLE ? text.len : SAMPLE };
    size_t pairs = 0, low = 0, nuls[2] = { 0, 0 };
    if (sample.len >= 2 && memcmp(sample.ptr, "\xFF\xFE", 2) == 0)
        return "UTF-16LE";
    if (sample.len >= 2 && memcmp(sample.ptr, "\xFE\xFF", 2) == 0)
        return "UTF-16BE";
    for (size_t i = 0; i < sample.len; i++)
        nuls[i % 2] += sample.ptr[i] == 0;
    size_t little = count_wide_ends(sample, "\n\0"), big = count_wide_ends(sample, "\0\n");
    if (little != big)
        return little > big ? "UTF-16LE" : "UTF-16BE";
    if (8 * (nuls[0] + nuls[1]) > sample.len)
        return nuls[1] > nuls[0] ? "UTF-16LE" : "UTF-16BE";
    for (size_t i = 0; i + 1 < sample.len; i++) {
        unsigned char lead = (unsigned char)sample.ptr[i], trail = (unsigned char)sample.ptr[i + 1];
        if (lead < 0x81 || trail < 0x40)
            continue;
        pairs++;
        low += trail < 0x7F;
        i++;
    }
    if (2 * pairs < utf8_count_invalid(sample) / 2)
        return NULL;
    return 5 * low > pairs ? "Big5" : "GB18030";
}

bool driver_sniff_is_escaped(hp_span text)
{
    enum { LOOK = 1 << 14 };
    hp_span head = { text.ptr, text.len < LOOK ? text.len : LOOK };
    if (head.len == 0 || !strchr("{[\"", head.ptr[0]) || head.ptr[0] == '\0')
        return false;
    for (const char *at = head.ptr, *end = head.ptr + head.len; (at = memchr(at, '\\', (size_t)(end - at))) != NULL;
         at++) {
        if (end - at < 6)
            return false;
        if (at[1] == 'u' && at[2] >= '4' && at[2] <= '9' && isxdigit((unsigned char)at[3]) &&
            isxdigit((unsigned char)at[4]) && isxdigit((unsigned char)at[5]))
            return true;
    }
    return false;
}
