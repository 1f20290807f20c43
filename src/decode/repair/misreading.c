/* misreading.c - see misreading.h.
 *
 * The tables from characters to bytes are turned round from those of the data file when a filter is opened.
 * Private-use characters stand in them as any others: they are what such bytes become.
 */
#include "decode/repair/misreading.h"

#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum wrong { AS_GBK, AS_BIG5, AS_KOREAN, AS_JAPANESE, AS_1252, AS_1250, AS_437, AS_850, WRONGS };
enum right { UTF_8, GBK, BIG5, UTF_8_TWICE };

/* Thresholds in nats: a text that is valid UTF-8 is so seldom by chance, one that is valid GBK nearly always. */
static const struct misreading {
    uint8_t wrong, right, threshold;
    const char *name;
} table[DECODE_MISREADINGS] = {
    { AS_GBK, UTF_8, 14, "utf8-as-gbk" },
    { AS_BIG5, UTF_8, 14, "utf8-as-big5" },
    { AS_1252, UTF_8, 7, "utf8-as-cp1252" },
    { AS_1250, UTF_8, 8, "utf8-as-cp1250" },
    { AS_437, UTF_8, 8, "utf8-as-cp437" },
    { AS_850, UTF_8, 8, "utf8-as-cp850" },
    { AS_JAPANESE, UTF_8, 14, "utf8-as-sjis" },
    { AS_KOREAN, UTF_8, 14, "utf8-as-euckr" },
    { AS_1252, GBK, 14, "gbk-as-cp1252" },
    { AS_1250, GBK, 14, "gbk-as-cp1250" },
    { AS_437, GBK, 14, "gbk-as-cp437" },
    { AS_850, GBK, 14, "gbk-as-cp850" },
    { AS_BIG5, GBK, 16, "gbk-as-big5" },
    { AS_KOREAN, GBK, 16, "gbk-as-euckr" },
    { AS_JAPANESE, GBK, 16, "gbk-as-sjis" },
    { AS_1252, BIG5, 14, "big5-as-cp1252" },
    { AS_1250, BIG5, 14, "big5-as-cp1250" },
    { AS_437, BIG5, 14, "big5-as-cp437" },
    { AS_850, BIG5, 14, "big5-as-cp850" },
    { AS_GBK, BIG5, 14, "big5-as-gbk" },
    { AS_1252, UTF_8_TWICE, 7, "utf8-as-cp1252-twice" },
};

enum { UNITS = 0x10000, ASTRAL_SLOTS = 1 << 13 };

struct decode_misreadings {
    const decode_costs *costs;
    uint16_t bytes[WRONGS][UNITS]; /* two bytes, or one below 100; 0: none */
    uint16_t astral[ASTRAL_SLOTS]; /* Big5 above the basic plane: row + 1 in the data's table, by a hash */
};

int decode_misreading_threshold(size_t kind)
{
    return table[kind].threshold * DECODE_NAT;
}

unsigned decode_misreading_least(size_t kind)
{
    return table[kind].wrong >= AS_1252 && (table[kind].right == UTF_8 || table[kind].right == UTF_8_TWICE) ? 1 : 2;
}

const char *decode_misreading_name(size_t kind)
{
    return table[kind].name;
}

/* Of UTF-8 up to three bytes wait, of two-byte encodings one; of the outer UTF-8, whose characters have at most three
 * bytes, two. */
size_t decode_misreading_phases(size_t kind)
{
    return table[kind].right == UTF_8 ? 4 : table[kind].right == UTF_8_TWICE ? DECODE_PHASES : 2;
}

size_t decode_undoing_phase(const decode_undoing *undoing)
{
    return undoing->count + 4u * undoing->outer_count;
}

static void turn_two_bytes(decode_misreadings *m, enum wrong wrong, unsigned from)
{
    for (unsigned lead = 0x81; lead <= 0xFE; lead++)
        for (unsigned trail = 0x40; trail <= 0xFF; trail++) {
            unsigned unit = decode_two_bytes(m->costs, from, lead, trail);
            if (unit && !m->bytes[wrong][unit])
                m->bytes[wrong][unit] = (uint16_t)(lead << 8 | trail);
        }
}

/* What a code page of Windows does not have comes through as the control character of the same number. */
static void turn_one_byte(decode_misreadings *m, enum wrong wrong, unsigned from)
{
    for (unsigned byte = 0x80; byte <= 0xFF; byte++)
        m->bytes[wrong][decode_one_byte(m->costs, from, byte)] = (uint16_t)byte;
    m->bytes[wrong][0] = 0;
    for (unsigned byte = 0x80; byte <= 0x9F && (wrong == AS_1252 || wrong == AS_1250); byte++)
        m->bytes[wrong][byte] = (uint16_t)byte;
}

/* A private-use character whose true code point has bytes has them too: other programs give it for them. */
static void add_private_use(decode_misreadings *m, enum wrong wrong, decode_encoding encoding)
{
    uint32_t mark;
    for (uint32_t cp = 0xE000; cp < 0xF900; cp++)
        if (!m->bytes[wrong][cp])
            m->bytes[wrong][cp] = m->bytes[wrong][decode_settled(encoding, cp, &mark) & 0xFFFF];
}

static size_t astral_slot(const decode_misreadings *m, uint32_t cp)
{
    size_t slot = cp * 2654435761u >> 19;
    while (m->astral[slot] && bytes_u32(m->costs->astral.ptr + 8 * (m->astral[slot] - 1u) + 4) != cp)
        slot = (slot + 1) & (ASTRAL_SLOTS - 1);
    return slot;
}

/* What of Big5 is above the basic plane; half of the slots at most. */
static void turn_astral(decode_misreadings *m)
{
    size_t rows = m->costs->astral.len / 8;
    for (size_t row = 0; row < rows && row < ASTRAL_SLOTS / 2; row++)
        m->astral[astral_slot(m, bytes_u32(m->costs->astral.ptr + 8 * row + 4))] = (uint16_t)(row + 1);
}

/* The bytes of `cp` in a wrong encoding, as a number; 0 when it has none. */
static unsigned bytes_of(const decode_misreadings *m, enum wrong wrong, uint32_t cp)
{
    if (cp < 0x80 || cp < UNITS)
        return cp < 0x80 ? cp : m->bytes[wrong][cp];
    size_t row = wrong == AS_BIG5 ? m->astral[astral_slot(m, cp)] : 0;
    return row ? bytes_u32(m->costs->astral.ptr + 8 * (row - 1)) & 0xFFFF : 0;
}

unsigned decode_gbk_bytes(const decode_misreadings *misreadings, uint32_t cp)
{
    return bytes_of(misreadings, AS_GBK, cp);
}

hp_status decode_misreadings_open(decode_misreadings **out, const decode_costs *costs, hp_error *err)
{
    decode_misreadings *m = *out = memory_zeroed(1, sizeof *m);
    if (!m)
        return error_set_memory(err);
    m->costs = costs;
    turn_two_bytes(m, AS_GBK, DECODE_TABLE_GB);
    turn_two_bytes(m, AS_BIG5, DECODE_TABLE_BIG5);
    turn_two_bytes(m, AS_KOREAN, DECODE_TABLE_UHC);
    turn_two_bytes(m, AS_JAPANESE, DECODE_TABLE_SJIS);
    for (unsigned byte = 0xA1; byte <= 0xDF; byte++)
        m->bytes[AS_JAPANESE][0xFF61 + byte - 0xA1] = (uint16_t)byte;
    add_private_use(m, AS_GBK, DECODE_GB18030);
    add_private_use(m, AS_BIG5, DECODE_BIG5);
    turn_astral(m);
    turn_one_byte(m, AS_1252, DECODE_TABLE_1252);
    turn_one_byte(m, AS_1250, DECODE_TABLE_1250);
    turn_one_byte(m, AS_437, DECODE_TABLE_437);
    turn_one_byte(m, AS_850, DECODE_TABLE_850);
    m->bytes[AS_437][U'µ'] = 0xE6; /* ICU has the Greek letter; others have the sign */
    m->bytes[AS_437][U'β'] = 0xE1;
    m->bytes[AS_GBK][U'€'] = 0x80; /* in code page 936 the byte 80 is; A2 E3, which is GB18030's, is hardly met */
    return HP_OK;
}

void decode_misreadings_free(decode_misreadings *misreadings)
{
    memory_free(misreadings);
}

/* What is taken for less likely than its share says: Chinese text is what is looked for.  Two bytes are a letter of
 * some alphabet, or kana, rather often by chance. */
static int surcharge(unsigned unit)
{
    if (unit >= 0x250 && unit < 0x2000)
        return 6 * DECODE_NAT;
    if (unit >= 0xAC00 && unit < 0xD7B0)
        return 4 * DECODE_NAT;
    return unit >= 0x3040 && unit < 0x3130 ? 3 * DECODE_NAT : unit >= 0xD800 && unit < 0xDC00 ? 4 * DECODE_NAT : 0;
}

/* Gives a character of the right text; false for what no text has: such bytes were not read wrong. */
static bool give(const decode_misreadings *m, decode_undoing *u, uint32_t cp, hp_buf *text)
{
    char bytes[4];
    if ((cp >= 0x7F && cp < 0xA0) || (cp >= 0xE000 && cp < 0xF900) || (cp >= 0xFFF0 && cp <= 0xFFFF) || cp >= 0x40000)
        return false;
    decode_weigh(m->costs, &u->weight, decode_unit(cp));
    u->weight.cost += surcharge(decode_unit(cp));
    u->characters += cp >= 0x80 && u->characters < 255;
    u->count = 0;
    if (text)
        hp_buf_append(text, (hp_span){ bytes, utf8_encode(cp, bytes) });
    return true;
}

static bool add_utf8(const decode_misreadings *m, decode_undoing *u, uint8_t byte, hp_buf *text)
{
    uint32_t cp;
    u->waiting[u->count++] = byte;
    hp_span waiting = { (const char *)u->waiting, u->count };
    if (utf8_decode(waiting, &cp) > 0)
        return give(m, u, cp, text);
    return u->waiting[0] >= 0xC2 && u->waiting[0] <= 0xF4 && u->count < 4 && utf8_broken(waiting) == u->count &&
           u->count < (u->waiting[0] < 0xE0   ? 2
                       : u->waiting[0] < 0xF0 ? 3
                                              : 4);
}

static bool add_two_bytes(const decode_misreadings *m, unsigned right, decode_undoing *u, uint8_t byte, hp_buf *text)
{
    if (u->count == 0 && byte < 0x80)
        return give(m, u, byte, text);
    u->waiting[u->count++] = byte;
    if (u->count == 1)
        return byte >= 0x81 && byte <= 0xFE;
    unsigned unit = decode_two_bytes(m->costs, right, u->waiting[0], byte);
    uint32_t cp = (unit & 0xF800) == 0xD800 ? decode_astral(m->costs, (unsigned)u->waiting[0] << 8 | byte) : unit;
    return cp && give(m, u, cp, text);
}

/* UTF-8 whose characters, read as code page 1252, are bytes of UTF-8. */
static bool add_twice(const decode_misreadings *m, decode_undoing *u, uint8_t byte, hp_buf *text)
{
    uint32_t cp;
    if (u->outer_count == 0 && byte < 0x80)
        return add_utf8(m, u, byte == ' ' && u->count > 0 && u->waiting[0] >= 0xE0 ? 0xA0 : byte, text);
    u->outer[u->outer_count++] = byte == ' ' ? 0xA0 : byte;
    hp_span waiting = { (const char *)u->outer, u->outer_count };
    if (utf8_decode(waiting, &cp) == 0)
        return u->outer[0] >= 0xC2 && u->outer[0] < 0xF0 && u->outer_count < (u->outer[0] < 0xE0 ? 2 : 3) &&
               utf8_broken(waiting) == u->outer_count;
    u->outer_count = 0;
    unsigned inner = cp < UNITS ? m->bytes[AS_1252][cp] : 0;
    return inner && add_utf8(m, u, (uint8_t)inner, text);
}

static bool add(const decode_misreadings *m, size_t kind, decode_undoing *u, uint8_t byte, hp_buf *text)
{
    /* A0 is a no-break space in most code pages, and easily made a blank. */
    bool is_code_page = table[kind].wrong >= AS_1252;
    if (table[kind].right == UTF_8 && is_code_page && byte == ' ' && u->count > 0 && u->waiting[0] >= 0xE0)
        byte = 0xA0;
    if (table[kind].right == UTF_8)
        return add_utf8(m, u, byte, text);
    if (table[kind].right == UTF_8_TWICE)
        return add_twice(m, u, byte, text);
    return add_two_bytes(m, table[kind].right == GBK ? DECODE_TABLE_GB : DECODE_TABLE_BIG5, u, byte, text);
}

bool decode_undo(const decode_misreadings *m, size_t kind, decode_undoing *undoing, uint32_t cp, hp_buf *text)
{
    unsigned bytes = bytes_of(m, table[kind].wrong, cp);
    if (bytes == 0)
        return false;
    return (bytes < 0x100 || add(m, kind, undoing, (uint8_t)(bytes >> 8), text)) &&
           add(m, kind, undoing, (uint8_t)bytes, text);
}
