/* piece.c - see piece.h.
 *
 * UTF-8 is only looked at; everything else goes through ICU's converter into UTF-16, a block at a time, and from
 * there to UTF-8.  The converter is told to stop at what it cannot decode, so that the caller learns of each such
 * place.
 */
#include "decode/piece.h"

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

/* Offsets of the output that are looked for in the input. */
struct search {
    size_t *offsets;
    size_t count, found;
    size_t written; /* so much of the output has been made */
};

/* A piece on its way to UTF-8. */
struct passage {
    hp_span bytes;
    decode_broken *broken;
    void *self;
    hp_buf *out;
    struct search *search; /* or NULL */
};

/* `length` more bytes of output were made, of the bytes at `from`: byte by byte, or as one character. */
static void search_in(struct search *search, size_t length, size_t from, bool byte_by_byte)
{
    for (; search->found < search->count && search->offsets[search->found] < search->written + length;
         search->found++) {
        size_t *offset = &search->offsets[search->found];
        *offset = from + (byte_by_byte ? *offset - search->written : 0);
    }
    search->written += length;
}

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

/* The same for units of one byte.  In HZ a tilde before the line feed takes it away, and two are one of text. */
static size_t last_narrow_line_end(hp_span bytes, bool is_hz)
{
    const char *lf = memrchr(bytes.ptr, '\n', bytes.len);
    for (; lf && is_hz; lf = memrchr(bytes.ptr, '\n', (size_t)(lf - bytes.ptr))) {
        size_t tildes = 0;
        while (tildes < (size_t)(lf - bytes.ptr) && lf[-1 - (ptrdiff_t)tildes] == '~')
            tildes++;
        if (tildes % 2 == 0)
            break;
    }
    return lf ? (size_t)(lf + 1 - bytes.ptr) : 0;
}

size_t decode_ready(const decode_choice *choice, hp_span bytes)
{
    decode_encoding encoding = choice->name.encoding;
    if (choice->width == 0 || bytes.len == 0)
        return 0;
    if (choice->width == 1)
        return last_narrow_line_end(bytes, encoding == DECODE_HZ);
    return last_line_end(bytes, choice->width, encoding == DECODE_UTF_16BE || encoding == DECODE_UTF_32BE);
}

/* Behind a character's first byte at most three are its own: one more is no text, whatever comes. */
size_t decode_line_ready(const decode_choice *choice, hp_span bytes)
{
    enum { MOST = 3 };
    size_t at = bytes.len;
    if (choice->name.encoding != DECODE_UTF_8)
        return 0;
    while (at > 0 && bytes.len - at < MOST && ((unsigned char)bytes.ptr[at - 1] & 0xC0) == 0x80)
        at--;
    bool may_go_on = at > 0 && (unsigned char)bytes.ptr[at - 1] >= 0xC0;
    return may_go_on ? at - 1 : bytes.len;
}

bool decode_ends_lines_at_lf(const decode_choice *choice)
{
    return choice->width == 1 && choice->name.encoding != DECODE_HZ;
}

hp_status decode_converter_open(decode_converter **out, const decode_choice *choice, hp_error *err)
{
    *out = memory_zeroed(1, sizeof **out);
    if (!*out)
        return error_set_memory(err);
    (*out)->encoding = choice->name.encoding;
    if (choice->name.encoding == DECODE_UTF_8)
        return HP_OK;
    (*out)->shifts = choice->name.encoding == DECODE_HZ || choice->name.encoding == DECODE_ISO_2022_CN ||
                     (choice->name.encoding == DECODE_OTHER && choice->width == 1);
    bool is_hz = choice->name.encoding == DECODE_HZ;
    hp_status st = decode_icu_open(&(*out)->icu, is_hz ? "gb18030" : choice->name.icu, err);
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

/* Tells of the bytes at `at`, which could not be decoded. */
static void report(const struct passage *p, size_t at, size_t length)
{
    size_t before = p->out->len;
    if (p->broken)
        p->broken(p->self, at, (hp_span){ p->bytes.ptr + at, length }, p->out);
    else
        hp_buf_append(p->out, span_of_string("\uFFFD"));
    if (p->search)
        search_in(p->search, p->out->len - before, at, false);
}

static void copy_utf8(const struct passage *p)
{
    hp_span bytes = p->bytes;
    for (size_t at = 0; at < bytes.len;) {
        hp_span rest = { bytes.ptr + at, bytes.len - at };
        size_t good = utf8_valid(rest);
        hp_buf_append(p->out, (hp_span){ rest.ptr, good });
        if (p->search)
            search_in(p->search, good, at, true);
        at += good;
        size_t bad = utf8_broken((hp_span){ bytes.ptr + at, bytes.len - at });
        if (bad > 0)
            report(p, at, bad);
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

/* Units of UTF-16, and, where somebody searches, the offset that each came from; less than 0 for none of its own. */
struct block {
    uint16_t units[BLOCK];
    int32_t from[BLOCK];
    size_t count;
};

/* Writes the block as UTF-8.  The units' offsets count from `base`; a first one that has none came from `from`. */
static void write_units(const struct passage *p, decode_encoding encoding, const struct block *block, size_t base,
                        size_t from)
{
    char *start = hp_buf_reserve(p->out, 6 * block->count), *to = start;
    for (size_t i = 0; to && i < block->count;) {
        uint32_t cp = block->units[i], mark = 0;
        size_t unit = i;
        char *before = to;
        if (cp < 0x80) {
            *to++ = (char)cp;
            i++;
        } else {
            cp = next_code_point(block->units, block->count, &i);
            if (cp >= 0xE000 && cp <= 0xF8FF)
                cp = decode_settled(encoding, cp, &mark);
            to += utf8_encode(cp, to);
            if (mark)
                to += utf8_encode(mark, to);
        }
        if (!p->search)
            continue;
        from = block->from[unit] < 0 ? from : base + (size_t)block->from[unit];
        search_in(p->search, (size_t)(to - before), from, false);
    }
    if (start)
        p->out->len += (size_t)(to - start);
}

/* As in Windows' code page 936, which browsers read too. */
static bool is_euro(decode_encoding encoding, hp_span bytes)
{
    return encoding == DECODE_GB18030 && bytes.len == 1 && (unsigned char)bytes.ptr[0] == 0x80;
}

/* Appends `text`, which the bytes at `at` have become. */
static void put(const struct passage *p, hp_span text, size_t at)
{
    hp_buf_append(p->out, text);
    if (p->search)
        search_in(p->search, text.len, at, false);
}

static void convert_broken(const decode_converter *converter, const struct passage *p, size_t at, size_t length)
{
    if (is_euro(converter->encoding, (hp_span){ p->bytes.ptr + at, length }))
        put(p, span_of_string("€"), at);
    else
        report(p, at, length);
}

/* Converts the bytes from `at` to `end`. */
static void convert(decode_converter *converter, const struct passage *p, size_t at, size_t end)
{
    struct block block;
    size_t kept = 0, half_from = 0; /* half of a surrogate pair that the block before ended with, and of what bytes */
    decode_icu_result result = DECODE_ICU_MORE;
    decode_icu_reset(converter->icu);
    while (result != DECODE_ICU_DONE && !p->out->failed) {
        size_t bad, base = at;
        result = decode_icu_convert(converter->icu, (hp_span){ p->bytes.ptr, end }, &at, block.units + kept,
                                    p->search ? block.from + kept : NULL, BLOCK - kept, &block.count, &bad);
        block.from[0] = kept || !p->search ? -1 : block.from[0];
        block.count += kept;
        kept = result == DECODE_ICU_MORE && block.count > 0 && (block.units[block.count - 1] & 0xFC00) == 0xD800;
        block.count -= kept;
        write_units(p, converter->encoding, &block, base, half_from);
        if (kept) {
            block.units[0] = block.units[block.count];
            half_from = p->search && block.from[block.count] >= 0 ? base + (size_t)block.from[block.count] : base;
        }
        if (result == DECODE_ICU_BROKEN)
            convert_broken(converter, p, at - bad, bad);
    }
}

/* True for half of a character of GB 2312 in HZ. */
static bool is_seven_bits(char c)
{
    return (unsigned char)c >= 0x21 && (unsigned char)c <= 0x7E;
}

/* Puts the character of GB 2312 that two bytes of seven bits are in HZ; false when they are none. */
static bool put_gb2312(const decode_converter *converter, const struct passage *p, size_t at, size_t end)
{
    char bytes[2], text[4];
    uint16_t units[4];
    size_t from = 0, count, bad;
    for (size_t i = 0; i < 2; i++) {
        if (end - at < 2 || !is_seven_bits(p->bytes.ptr[at + i]))
            return false;
        bytes[i] = (char)(p->bytes.ptr[at + i] | 0x80);
    }
    decode_icu_reset(converter->icu);
    if (decode_icu_convert(converter->icu, (hp_span){ bytes, 2 }, &from, units, NULL, 4, &count, &bad) !=
            DECODE_ICU_DONE ||
        count != 1)
        return false;
    put(p, (hp_span){ text, utf8_encode(units[0], text) }, at);
    return true;
}

/* Converts a line of HZ, less its end; returns whether that stays.  ICU's own converter drops a byte that stands alone,
 * and line ends. */
static bool convert_hz(const decode_converter *converter, const struct passage *p, size_t at, size_t end)
{
    bool shifted = false;
    while (at < end) {
        hp_span rest = { p->bytes.ptr + at, end - at };
        char next = rest.len > 1 ? rest.ptr[1] : '\0';
        bool is_tilde = rest.ptr[0] == '~', is_plain = !shifted || (unsigned char)rest.ptr[0] <= ' ';
        if (is_tilde && (next == '{' || (shifted && next == '}'))) {
            shifted = next == '{';
            at += 2;
        } else if (is_tilde && !shifted && rest.len == 1 && end < p->bytes.len) {
            return false;
        } else if (shifted && put_gb2312(converter, p, at, end)) {
            at += 2;
        } else if (is_plain && (unsigned char)rest.ptr[0] < 0x80) {
            put(p, (hp_span){ rest.ptr, 1 }, at);
            at += is_tilde && next == '~' ? 2 : 1;
        } else {
            report(p, at, 1);
            at++;
        }
    }
    return true;
}

/* Converts line by line: what shifts, shifts back at a line's end, whether it says so or not. */
static void convert_lines(decode_converter *converter, const struct passage *p)
{
    for (size_t at = 0; at < p->bytes.len;) {
        const char *lf = memchr(p->bytes.ptr + at, '\n', p->bytes.len - at);
        size_t end = lf ? (size_t)(lf - p->bytes.ptr) : p->bytes.len;
        bool stays = true;
        if (converter->encoding == DECODE_HZ)
            stays = convert_hz(converter, p, at, end);
        else
            convert(converter, p, at, end);
        if (lf && stays)
            put(p, span_of_string("\n"), end);
        at = end + (lf != NULL);
    }
}

static void pass(decode_converter *converter, const struct passage *p)
{
    if (p->bytes.len == 0)
        return;
    if (converter->icu && converter->shifts)
        convert_lines(converter, p);
    else if (converter->icu)
        convert(converter, p, 0, p->bytes.len);
    else
        copy_utf8(p);
}

hp_status decode_piece(decode_converter *converter, hp_span bytes, decode_broken *broken, void *self, hp_buf *out,
                       hp_error *err)
{
    const struct passage p = { .bytes = bytes, .broken = broken, .self = self, .out = out };
    size_t before = out->len;
    pass(converter, &p);
    if (!out->failed)
        return HP_OK;
    out->len = before;
    return error_set_memory(err);
}

hp_status decode_locate(decode_converter *converter, hp_span bytes, decode_broken *broken, void *self, size_t *offsets,
                        size_t count, hp_error *err)
{
    hp_buf out = { 0 };
    struct search search = { .offsets = offsets, .count = count };
    const struct passage p = { .bytes = bytes, .broken = broken, .self = self, .out = &out, .search = &search };
    pass(converter, &p);
    for (size_t i = search.found; i < count; i++)
        offsets[i] = bytes.len;
    bool failed = out.failed;
    hp_buf_free(&out);
    return failed ? error_set_memory(err) : HP_OK;
}
