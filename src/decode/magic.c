/* magic.c - see magic.h.  Worked: of UTF-16LE, 00 D8 before 41 00 is half a character. */
#include "decode/magic.h"

#include <string.h>

#include "text/bytes.h"
#include "text/utf8.h"

/* True for a control character that text has no use for: it has tabs, line ends, form feeds, backspaces, the end mark
 * of DOS, the shifts and escapes of ISO 2022. */
static bool is_odd_control(uint32_t cp)
{
    const uint32_t used = 1u << '\b' | 1u << '\t' | 1u << '\n' | 1u << '\v' | 1u << '\f' | 1u << '\r' | 1u << 0x0E |
                          1u << 0x0F | 1u << 0x1A | 1u << 0x1B;
    return cp < 0x20 && !(used >> cp & 1);
}

static size_t count_odd_controls(hp_span bytes)
{
    size_t n = 0, i = 0;
    while (i < bytes.len) {
        uint64_t w = bytes.len - i >= 8 ? bytes_u64(bytes.ptr + i) : 0;
        bool controls = ((w - UINT64_C(0x2020202020202020)) & ~w & UINT64_C(0x8080808080808080)) != 0;
        size_t end = bytes.len - i >= 8 ? i + 8 : bytes.len;
        for (; controls && i < end; i++)
            n += is_odd_control((unsigned char)bytes.ptr[i]);
        i = end;
    }
    return n;
}

/* The same for units of a width and an order, which the compiler knows in each call. */
static inline size_t count_odd(const unsigned char *s, size_t count, size_t width, size_t low)
{
    size_t n = 0;
    uint32_t before = 0;
    for (size_t i = 0; i < count; i++, s += width) {
        uint32_t unit = s[low] | (uint32_t)s[low ^ 1] << 8;
        if (width == 4)
            unit |= (uint32_t)s[low ^ 2] << 16 | (uint32_t)s[low ^ 3] << 24;
        bool is_half = (before & 0xFC00) == 0xD800, is_low = (unit & 0xFC00) == 0xDC00;
        bool is_wrong = width == 2 ? is_half != is_low : unit > 0x10FFFF || (unit >= 0xD800 && unit < 0xE000);
        n += is_wrong;
        n += (unit < 0x20 && is_odd_control(unit)) || (unit & 0xFFFE) == 0xFFFE;
        before = unit;
    }
    return n;
}

/* The number of units that are no character, half a character, or an odd control character. */
static size_t count_odd_units(decode_encoding encoding, hp_span bytes)
{
    const unsigned char *s = (const unsigned char *)bytes.ptr;
    switch (encoding) {
    case DECODE_UTF_16LE:
        return count_odd(s, bytes.len / 2, 2, 0);
    case DECODE_UTF_16BE:
        return count_odd(s, bytes.len / 2, 2, 1);
    case DECODE_UTF_32LE:
        return count_odd(s, bytes.len / 4, 4, 0);
    default:
        return count_odd(s, bytes.len / 4, 4, 3);
    }
}

bool decode_is_binary(decode_encoding encoding, hp_span head)
{
    enum { FEW = 4, CUT = 3, ENOUGH = 1 << 14 };
    bool is_wide = encoding >= DECODE_UTF_16LE && encoding <= DECODE_UTF_32BE;
    if (is_wide) {
        size_t width = encoding >= DECODE_UTF_32LE ? 4 : 2;
        hp_span start = { head.ptr, head.len < ENOUGH ? head.len : ENOUGH };
        size_t odd = count_odd_units(encoding, start);
        return odd >= FEW && 100 * odd > start.len / width;
    }
    size_t odd = count_odd_controls(head);
    return odd >= FEW && 20 * odd > head.len && (encoding != DECODE_UTF_8 || utf8_count_invalid(head) > CUT);
}
