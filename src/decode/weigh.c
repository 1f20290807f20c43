/* weigh.c - see weigh.h.
 *
 * One loop an encoding family.  Each asks the section's tables what bytes mean, so that no converter need be opened to
 * find out what a text is not.  GB18030's four-byte characters are many and rare: they cost a flat sum.
 */
#include "decode/weigh.h"

#include <string.h>

#include "text/utf8.h"

enum {
    FOUR_BYTES = 12 * DECODE_NAT,  /* a four-byte character of GB18030, a three-byte one of EUC-JP */
    RARE_SET = 10 * DECODE_NAT,    /* a character of a set that ISO-2022-CN has and no table */
    SHIFTS = 2 * DECODE_NAT,       /* shifting in or out */
    OUT_OF_PLACE = 3 * DECODE_NAT, /* kana in an encoding of Chinese, Hangul in one that has it by the way */
    ASTRAL = 0xD840                /* the unit that a rare character counts as */
};

static void add(const decode_costs *costs, decode_reader *r, unsigned unit)
{
    decode_weigh(costs, &r->weight, unit);
    r->characters += unit >= 0x80;
}

static void add_flat(decode_reader *r, int cost)
{
    r->weight.cost += cost;
    r->weight.before = ASTRAL;
    r->characters++;
}

static void add_broken(decode_reader *r, size_t bytes)
{
    r->weight.cost += DECODE_COST_BROKEN + (int)bytes * DECODE_COST_NOISE;
    r->broken += bytes;
}

/* The length of the GB18030 character of four bytes at `s`; 0: none; `left` when it is cut. */
static size_t four_bytes(const unsigned char *s, size_t left)
{
    if (s[0] > 0xE3 || (s[0] > 0x84 && s[0] < 0x90))
        return 0;
    if (left >= 3 && (s[2] < 0x81 || s[2] > 0xFE))
        return 0;
    if (left >= 4 && (s[3] < 0x30 || s[3] > 0x39))
        return 0;
    return left < 4 ? left : 4;
}

/* A character of two bytes in `table`, where kana cost `kana` more. */
static inline size_t read_pair(const decode_costs *costs, decode_reader *r, unsigned table, const unsigned char *s,
                               int kana)
{
    unsigned unit = decode_two_bytes(costs, table, s[0], s[1]);
    if (!unit)
        return add_broken(r, 1), 1;
    add(costs, r, unit);
    if (unit >= 0x3041 && unit < 0x3100)
        r->weight.cost += kana;
    return 2;
}

static size_t read_gb18030(const decode_costs *costs, decode_reader *r, const unsigned char *s, size_t left)
{
    if (s[0] == 0x80) {
        add_flat(r, 9 * DECODE_NAT); /* the euro sign of Windows' code page 936 */
        return 1;
    }
    if (left < 2)
        return s[0] == 0xFF ? (add_broken(r, 1), 1) : 0;
    if (s[1] >= 0x30 && s[1] <= 0x39) {
        size_t n = four_bytes(s, left);
        if (n == 0)
            return add_broken(r, 1), 1;
        if (n == 4)
            add_flat(r, FOUR_BYTES);
        return n == 4 ? 4 : 0;
    }
    return read_pair(costs, r, DECODE_TABLE_GB, s, OUT_OF_PLACE);
}

static size_t read_big5(const decode_costs *costs, decode_reader *r, const unsigned char *s, size_t left)
{
    if (left < 2)
        return s[0] < 0x81 || s[0] == 0xFF ? (add_broken(r, 1), 1) : 0;
    return read_pair(costs, r, DECODE_TABLE_BIG5, s, OUT_OF_PLACE);
}

static size_t read_korean(const decode_costs *costs, decode_reader *r, const unsigned char *s, size_t left)
{
    if (left < 2)
        return s[0] < 0x81 || s[0] == 0xFF ? (add_broken(r, 1), 1) : 0;
    return read_pair(costs, r, DECODE_TABLE_UHC, s, 0);
}

static size_t read_shift_jis(const decode_costs *costs, decode_reader *r, const unsigned char *s, size_t left)
{
    if (s[0] >= 0xA1 && s[0] <= 0xDF) {
        add(costs, r, 0xFF61 + s[0] - 0xA1u);
        return 1;
    }
    if (left < 2)
        return s[0] == 0x80 || s[0] == 0xA0 || s[0] > 0xFC ? (add_broken(r, 1), 1) : 0;
    return read_pair(costs, r, DECODE_TABLE_SJIS, s, 0);
}

static size_t read_euc_jp(const decode_costs *costs, decode_reader *r, const unsigned char *s, size_t left)
{
    size_t want = s[0] == 0x8F ? 3 : 2;
    if (s[0] < 0x8E || (s[0] > 0x8F && s[0] < 0xA1) || s[0] == 0xFF)
        return add_broken(r, 1), 1;
    for (size_t i = 1; i < want && i < left; i++)
        if (s[i] < 0xA1 || s[i] == 0xFF)
            return add_broken(r, 1), 1;
    if (left < want)
        return 0;
    unsigned unit = s[0] >= 0xA1 ? decode_two_bytes(costs, DECODE_TABLE_EUC_JP, s[0], s[1]) : 0;
    if (s[0] == 0x8E && s[1] <= 0xDF)
        unit = 0xFF61 + s[1] - 0xA1u;
    if (s[0] == 0x8F)
        add_flat(r, FOUR_BYTES);
    else if (unit)
        add(costs, r, unit);
    else
        return add_broken(r, 1), 1;
    return want;
}

static size_t read_utf8(const decode_costs *costs, decode_reader *r, const unsigned char *s, size_t left)
{
    hp_span text = { (const char *)s, left };
    uint32_t cp;
    size_t n = utf8_decode(text, &cp);
    if (n > 0) {
        add(costs, r, decode_unit(cp));
        return n;
    }
    n = utf8_broken(text);
    if (n == left && s[0] >= 0xC2 && s[0] < 0xF5)
        return 0; /* cut by the end */
    add_broken(r, n);
    return n;
}

static size_t read_one_byte(const decode_costs *costs, decode_reader *r, const unsigned char *s, size_t left)
{
    (void)left;
    unsigned unit = decode_one_byte(costs, (unsigned)(r->encoding - DECODE_WINDOWS_1252), s[0]);
    if (unit >= 0xA0)
        add(costs, r, unit);
    else
        add_broken(r, 1);
    return 1;
}

typedef size_t read_high(const decode_costs *, decode_reader *, const unsigned char *, size_t left);

/* Encodings in which bytes below 80 are ASCII, unless they belong to a character that began above. */
static size_t read_over_ascii(const decode_costs *costs, decode_reader *r, hp_span bytes, read_high *high)
{
    const unsigned char *s = (const unsigned char *)bytes.ptr;
    size_t i = 0;
    while (i < bytes.len) {
        size_t n = 1;
        if (s[i] < 0x80)
            decode_weigh(costs, &r->weight, s[i]);
        else
            n = high(costs, r, s + i, bytes.len - i);
        if (n == 0)
            break;
        i += n;
    }
    return i;
}

/* The unit of 16 or 32 bits at `s`. */
static uint32_t wide_at(decode_encoding encoding, const unsigned char *s)
{
    switch (encoding) {
    case DECODE_UTF_16LE:
        return s[0] | (uint32_t)s[1] << 8;
    case DECODE_UTF_16BE:
        return s[1] | (uint32_t)s[0] << 8;
    case DECODE_UTF_32LE:
        return s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 | (uint32_t)s[3] << 24;
    default:
        return s[3] | (uint32_t)s[2] << 8 | (uint32_t)s[1] << 16 | (uint32_t)s[0] << 24;
    }
}

static size_t read_wide(const decode_costs *costs, decode_reader *r, hp_span bytes)
{
    const unsigned char *s = (const unsigned char *)bytes.ptr;
    size_t width = r->encoding == DECODE_UTF_16LE || r->encoding == DECODE_UTF_16BE ? 2 : 4, i = 0;
    while (bytes.len - i >= width) {
        uint32_t cp = wide_at(r->encoding, s + i);
        size_t n = width;
        if (width == 2 && (cp & 0xFC00) == 0xD800) {
            if (bytes.len - i < 4)
                break;
            uint32_t low = wide_at(r->encoding, s + i + 2);
            cp = (low & 0xFC00) == 0xDC00 ? (cp << 10) + low - 0x35FDC00 : 0xD800;
            n = cp > 0xFFFF ? 4 : 2;
        }
        if (cp > 0x10FFFF || (cp & 0xFFFFF800) == 0xD800)
            add_broken(r, n);
        else
            add(costs, r, decode_unit(cp));
        i += n;
    }
    return i;
}

/* Two bytes of seven bits, of GB 2312. */
static void read_gb2312(const decode_costs *costs, decode_reader *r, const unsigned char *s)
{
    unsigned unit = decode_two_bytes(costs, DECODE_TABLE_GB, s[0] | 0x80u, s[1] | 0x80u);
    if (unit && s[0] > 0x20 && s[1] > 0x20)
        add(costs, r, unit);
    else
        add_broken(r, 2);
}

/* HZ: ~{ and ~} shift, ~~ is a tilde, ~ before a line's end is nothing. */
static size_t read_hz(const decode_costs *costs, decode_reader *r, hp_span bytes)
{
    const unsigned char *s = (const unsigned char *)bytes.ptr;
    size_t i = 0;
    for (size_t n; i < bytes.len; i += n) {
        n = 1;
        if (s[i] == '\n' || s[i] >= 0x80 || (!r->shift && s[i] != '~')) {
            r->shift = s[i] == '\n' ? 0 : r->shift;
            s[i] < 0x80 ? decode_weigh(costs, &r->weight, s[i]) : add_broken(r, 1);
            continue;
        }
        if (bytes.len - i < 2)
            break;
        if (s[i] == '~' && (s[i + 1] == '{' || s[i + 1] == '}')) {
            r->weight.cost += r->shift == (s[i + 1] == '{') ? DECODE_COST_BROKEN : SHIFTS;
            r->shift = s[i + 1] == '{';
            n = 2;
        } else if (r->shift) {
            n = s[i + 1] == '\n' ? 1 : 2;
            n == 2 ? read_gb2312(costs, r, s + i) : add_broken(r, 1);
        } else {
            n = s[i + 1] == '~' || s[i + 1] == '\n' ? 2 : 1;
            n == 2 ? decode_weigh(costs, &r->weight, '~') : add_broken(r, 1);
        }
    }
    return i;
}

/* The length of the designation at `s` (which is ESC), and the set that it names in *set; 0: none; `left`: cut. */
static size_t designation(const unsigned char *s, size_t left, uint8_t *set)
{
    static const struct {
        char bytes[5];
        uint8_t set;
    } known[] = {
        { "\x1B$)A", 1 }, { "\x1B$)G", 2 }, { "\x1B$)E", 2 }, { "\x1B$*H", 0 }, { "\x1B$+I", 0 }, { "\x1B$+J", 0 },
        { "\x1B$+K", 0 }, { "\x1B$+L", 0 }, { "\x1B$+M", 0 }, { "\x1BN", 3 },   { "\x1BO", 3 },
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        size_t len = strlen(known[k].bytes), have = left < len ? left : len;
        if (memcmp(s, known[k].bytes, have) == 0) {
            *set = known[k].set;
            return have < len ? left : len;
        }
    }
    return 0;
}

/* ISO-2022-CN.  Bits 0-1 of `shift`: the set behind SO; bit 2: it is shifted in. */
static size_t read_iso_2022(const decode_costs *costs, decode_reader *r, hp_span bytes)
{
    const unsigned char *s = (const unsigned char *)bytes.ptr;
    size_t i = 0;
    for (size_t n; i < bytes.len; i += n) {
        uint8_t set = 0;
        n = 1;
        if (s[i] == 0x1B) {
            n = designation(s + i, bytes.len - i, &set);
            if (n == bytes.len - i && n < 4 && set != 3)
                break;
            n == 0 ? add_broken(r, 1) : (void)(r->weight.cost += SHIFTS);
            r->shift = set == 1 || set == 2 ? (uint8_t)((r->shift & 4) | set) : r->shift;
            n = n == 0 ? 1 : set == 3 ? n + 2 : n;
            if (n > bytes.len - i)
                break;
        } else if (s[i] == 0x0E || s[i] == 0x0F) {
            r->weight.cost += SHIFTS / 2;
            r->shift = (uint8_t)((r->shift & 3) | (s[i] == 0x0E ? 4 : 0));
        } else if (s[i] == '\n' || s[i] >= 0x80 || !(r->shift & 4)) {
            r->shift = s[i] == '\n' ? 0 : r->shift;
            s[i] < 0x80 ? decode_weigh(costs, &r->weight, s[i]) : add_broken(r, 1);
        } else if (bytes.len - i < 2)
            break;
        else {
            n = 2;
            (r->shift & 3) == 1 ? read_gb2312(costs, r, s + i) : add_flat(r, RARE_SET);
        }
    }
    return i;
}

size_t decode_read(const decode_costs *costs, decode_reader *reader, hp_span bytes)
{
    switch (reader->encoding) {
    case DECODE_UTF_8:
        return read_over_ascii(costs, reader, bytes, read_utf8);
    case DECODE_GB18030:
        return read_over_ascii(costs, reader, bytes, read_gb18030);
    case DECODE_BIG5:
        return read_over_ascii(costs, reader, bytes, read_big5);
    case DECODE_SHIFT_JIS:
        return read_over_ascii(costs, reader, bytes, read_shift_jis);
    case DECODE_EUC_JP:
        return read_over_ascii(costs, reader, bytes, read_euc_jp);
    case DECODE_EUC_KR:
        return read_over_ascii(costs, reader, bytes, read_korean);
    case DECODE_HZ:
        return read_hz(costs, reader, bytes);
    case DECODE_ISO_2022_CN:
        return read_iso_2022(costs, reader, bytes);
    case DECODE_UTF_16LE:
    case DECODE_UTF_16BE:
    case DECODE_UTF_32LE:
    case DECODE_UTF_32BE:
        return read_wide(costs, reader, bytes);
    default:
        return read_over_ascii(costs, reader, bytes, read_one_byte);
    }
}
