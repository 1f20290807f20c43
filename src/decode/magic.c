/* magic.c - see magic.h.  Each signature is that of its format's definition. */
#include "decode/magic.h"

#include <string.h>

#include "text/bytes.h"
#include "text/utf8.h"

static const struct signature {
    const char *name;
    uint16_t at;
    uint8_t len;
    char bytes[17];
} signatures[] = {
    { "gzip", 0, 3, "\x1F\x8B\x08" },
    { "zstd", 0, 4, "\x28\xB5\x2F\xFD" },
    { "xz", 0, 6,
      "\xFD"
      "7zXZ\0" },
    { "bzip2", 0, 4, "BZh" }, /* and a digit: see below */
    { "lz4", 0, 4, "\x04\x22\x4D\x18" },
    { "compress", 0, 2, "\x1F\x9D" },
    { "7z", 0, 6, "7z\xBC\xAF\x27\x1C" },
    { "tar", 257, 5, "ustar" },
    { "ar", 0, 8, "!<arch>\n" },
    { "cabinet", 0, 8, "MSCF\0\0\0\0" },
    { "RAR", 0, 6, "Rar!\x1A\x07" },
    { "ZIP", 0, 4, "PK\x03\x04" },
    { "ZIP", 0, 4, "PK\x05\x06" },
    { "PDF", 0, 5, "%PDF-" },
    { "PNG", 0, 8, "\x89PNG\r\n\x1A\n" },
    { "JPEG", 0, 3, "\xFF\xD8\xFF" },
    { "GIF", 0, 6, "GIF87a" },
    { "GIF", 0, 6, "GIF89a" },
    { "TIFF", 0, 4, "II*\0" },
    { "TIFF", 0, 4, "MM\0*" },
    { "WebP", 8, 4, "WEBP" },
    { "WAVE", 8, 4, "WAVE" },
    { "Ogg", 0, 4, "OggS" },
    { "MP3", 0, 3, "ID3" },
    { "MP4", 4, 4, "ftyp" },
    { "Microsoft Office", 0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" },
    { "SQLite", 0, 16, "SQLite format 3\0" },
    { "ELF", 0, 4,
      "\x7F"
      "ELF" },
    { "class file", 0, 4, "\xCA\xFE\xBA\xBE" },
    { "OpenType", 0, 5, "OTTO\0" },
    { "WebAssembly", 0, 4, "\0asm" },
    { "gettext catalogue", 0, 4, "\xDE\x12\x04\x95" },
    { "WOFF", 0, 4, "wOFF" },
    { "WOFF", 0, 4, "wOF2" },
};

/* Some signatures are also words: what follows must be no text. */
static bool is_doubtful(const struct signature *s)
{
    return s->bytes[0] == 'I' || s->bytes[0] == 'f' || s->bytes[0] == 'W' || s->bytes[0] == 'w';
}

const char *decode_content(hp_span head)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (head.len < (size_t)s->at + s->len)
            continue;
        if (s->name[0] == 'b' && s->bytes[0] == 'B') {
            if (head.len >= 10 && memcmp(head.ptr, "BZh", 3) == 0 && head.ptr[3] >= '1' && head.ptr[3] <= '9' &&
                memcmp(head.ptr + 4, "1AY&SY", 6) == 0)
                return s->name;
            continue;
        }
        size_t look = head.len < 512 ? head.len : 512;
        if (memcmp(head.ptr + s->at, s->bytes, s->len) == 0 && (!is_doubtful(s) || memchr(head.ptr, '\0', look)))
            return s->name;
    }
    return NULL;
}

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
