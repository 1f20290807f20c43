/* string.c - see string.h. */
#include "records/json/string.h"

#include <string.h>

#include "records/json/skip.h"
#include "text/bytes.h"
#include "text/utf8.h"

static bool is_surrogate(uint32_t cp)
{
    return cp >= 0xD800 && cp < 0xE000;
}

/* The number of four hexadecimal digits. */
static inline uint32_t read_digits(const char *p)
{
    const unsigned char *s = (const unsigned char *)p;
    uint32_t each_one_more = ((uint32_t)json_hex[s[0]] << 12) + ((uint32_t)json_hex[s[1]] << 8) +
                             ((uint32_t)json_hex[s[2]] << 4) + json_hex[s[3]];
    return each_one_more - 0x1111;
}

static void note_digits(json_style *style, const char *digits)
{
    for (int i = 0; i < 4; i++) {
        style->has_upper = style->has_upper || (digits[i] >= 'A' && digits[i] <= 'F');
        style->has_lower = style->has_lower || (digits[i] >= 'a' && digits[i] <= 'f');
    }
}

static bool was_escaped(const json_style *style, uint32_t cp)
{
    for (size_t i = 0; i < style->escaped_count; i++)
        if (style->escaped[i] == cp)
            return true;
    return false;
}

/* Notes that `cp` was written in this form. */
static void note_escape(json_style *style, uint32_t cp, json_form form)
{
    if (is_surrogate(cp)) {
        style->has_lone = true;
    } else if (cp < 0x80) {
        style->ascii[cp] = (uint8_t)form;
        style->has_forms = style->has_forms || form == JSON_DIGITS || cp == '/';
    } else if (style->escaped_count < JSON_STYLE_MOST && !was_escaped(style, cp)) {
        style->escaped[style->escaped_count++] = cp;
    }
}

/* Reads the escape at the backslash `p`; returns its length. */
static inline size_t read_escape(const char *p, const char *end, uint32_t *cp)
{
    if (p[1] != 'u') {
        *cp = (unsigned char)json_escape[(unsigned char)p[1]];
        return 2;
    }
    *cp = read_digits(p + 2);
    if (*cp < 0xD800 || *cp >= 0xDC00 || end - p < 12 || p[6] != '\\' || p[7] != 'u')
        return 6;
    uint32_t low = read_digits(p + 8);
    if (low < 0xDC00 || low >= 0xE000)
        return 6;
    *cp = 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00);
    return 12;
}

/* The same as decode_escapes(), as far as they are \u and make three bytes: most of a Chinese text. */
static char *decode_wide(const char **p, const char *end, char *to)
{
    const char *at = *p;
    for (; end - at >= 6 && at[0] == '\\' && at[1] == 'u'; at += 6, to += 3) {
        uint32_t cp = read_digits(at + 2);
        if (cp < 0x800 || is_surrogate(cp))
            break;
        to[0] = (char)(0xE0 | cp >> 12);
        to[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        to[2] = (char)(0x80 | (cp & 0x3F));
    }
    *p = at;
    return to;
}

/* Writes the text of the escapes that follow each other at *p to `to`. */
static char *decode_escapes(const char **p, const char *end, char *to, json_style *style)
{
    const char *at = *p;
    do {
        uint32_t cp;
        if (!style || style->escaped_count == JSON_STYLE_MOST) {
            to = decode_wide(&at, end, to);
            if (at == end || *at != '\\')
                break;
        }
        size_t length = read_escape(at, end, &cp);
        if (style && (cp < 0x80 || style->escaped_count < JSON_STYLE_MOST || is_surrogate(cp))) {
            note_escape(style, cp, length == 2 ? JSON_SHORT : JSON_DIGITS);
            if (length > 2)
                note_digits(style, at + 2);
        }
        to += utf8_encode(cp, to);
        at += length;
    } while (at < end && *at == '\\');
    *p = at;
    return to;
}

/* Whether there is a byte beyond ASCII. */
static bool has_beyond_ascii(hp_span text)
{
    size_t i = 0;
    uint64_t word;
    for (; i + 8 <= text.len; i += 8) {
        memcpy(&word, text.ptr + i, 8);
        if (word & 0x8080808080808080u)
            return true;
    }
    while (i < text.len && (unsigned char)text.ptr[i] < 0x80)
        i++;
    return i < text.len;
}

void json_string_decode(hp_span raw, hp_buf *text, json_style *style)
{
    const char *p = raw.ptr, *end = raw.ptr + raw.len;
    char *to = hp_buf_reserve(text, raw.len + 4); /* an escape is longer than its character */
    if (!to)
        return;
    while (p < end) {
        const char *escape = memchr(p, '\\', (size_t)(end - p)), *stop = escape ? escape : end;
        memcpy(to, p, (size_t)(stop - p));
        to += stop - p;
        p = stop;
        if (escape)
            to = decode_escapes(&p, end, to, style);
    }
    text->len = (size_t)(to - text->ptr);
    if (style && style->escaped_count > 0)
        style->escapes_all = !has_beyond_ascii(raw);
}

/* Writes \u and the digits. */
static inline char *put_digits(uint32_t unit, bool upper, char *to)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    to[0] = '\\';
    to[1] = 'u';
    to[2] = digits[unit >> 12];
    to[3] = digits[unit >> 8 & 15];
    to[4] = digits[unit >> 4 & 15];
    to[5] = digits[unit & 15];
    return to + 6;
}

static char *put_in_digits(uint32_t cp, bool upper, char *to)
{
    if (cp < 0x10000)
        return put_digits(cp, upper, to);
    cp -= 0x10000;
    to = put_digits(0xD800 + (cp >> 10), upper, to);
    return put_digits(0xDC00 + (cp & 0x3FF), upper, to);
}

/* The character's form of a letter behind the backslash; 0 where there is none. */
static char short_letter(char c)
{
    static const char letters[128] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\', ['/'] = '/'
    };
    return letters[(unsigned char)c];
}

static char *put_ascii(char c, const json_style *style, bool upper, char *to)
{
    bool must = c == '"' || c == '\\' || (unsigned char)c < 0x20;
    char letter = short_letter(c);
    json_form form = (json_form)style->ascii[(unsigned char)c];
    if (form == JSON_PLAIN && must)
        form = letter ? JSON_SHORT : JSON_DIGITS;
    if (form == JSON_DIGITS)
        return put_digits((unsigned char)c, upper, to);
    if (form == JSON_SHORT)
        *to++ = '\\';
    *to++ = form == JSON_SHORT ? letter : c;
    return to;
}

/* Writes the character at the start of `text`, or a byte that is none, in its form; returns its length in `text`. */
static size_t put_formed(hp_span text, const json_style *style, char **to)
{
    bool upper = style->has_upper && !style->has_lower;
    const unsigned char *s = (const unsigned char *)text.ptr;
    uint32_t cp;
    if (s[0] < 0x80) {
        *to = put_ascii(text.ptr[0], style, upper, *to);
        return 1;
    }
    size_t length = utf8_decode(text, &cp);
    bool is_lone = length == 0 && text.len >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] < 0xC0 && (s[2] & 0xC0) == 0x80;
    if (is_lone) {
        cp = 0xD000 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        length = 3;
    }
    if (is_lone || (length > 0 && (style->escapes_all || was_escaped(style, cp)))) {
        *to = put_in_digits(cp, upper, *to);
        return length;
    }
    length = length > 0 ? length : 1;
    memcpy(*to, text.ptr, length);
    *to += length;
    return length;
}

/* Writes the characters of three bytes at the start of `text` as escapes; returns their length in `text`. */
static size_t put_wide(hp_span text, bool upper, char **to)
{
    const unsigned char *s = (const unsigned char *)text.ptr;
    size_t at = 0;
    for (; text.len - at >= 3 && (s[at] & 0xF0) == 0xE0; at += 3) {
        uint32_t cp = (uint32_t)(s[at] & 0x0F) << 12 | (uint32_t)(s[at + 1] & 0x3F) << 6 | (s[at + 2] & 0x3F);
        if (((s[at + 1] ^ 0x80) | (s[at + 2] ^ 0x80)) & 0xC0 || cp < 0x800 || is_surrogate(cp))
            break;
        *to = put_digits(cp, upper, *to);
    }
    return at;
}

/* Character by character. */
static void encode_formed(hp_span text, const json_style *style, hp_buf *out)
{
    enum { BATCH = 4096, WIDEST = 12 };
    bool upper = style->has_upper && !style->has_lower;
    size_t at = 0;
    while (at < text.len) {
        char *to = hp_buf_reserve(out, BATCH * 6 + WIDEST);
        if (!to)
            return;
        size_t stop = text.len - at > BATCH ? at + BATCH : text.len;
        while (at < stop) {
            if (style->escapes_all)
                at += put_wide((hp_span){ text.ptr + at, stop - at }, upper, &to);
            if (at < stop)
                at += put_formed((hp_span){ text.ptr + at, text.len - at }, style, &to);
        }
        out->len = (size_t)(to - out->ptr);
    }
}

/* With no more escapes than there must be. */
static void encode_plain(hp_span text, const json_style *style, hp_buf *out)
{
    enum { BATCH = 1 << 14 };
    const char *p = text.ptr, *end = text.ptr + text.len;
    while (p < end) {
        const char *last = (size_t)(end - p) > BATCH ? p + BATCH : end;
        char *to = hp_buf_reserve(out, 6 * (size_t)(last - p));
        if (!to)
            return;
        while (p < last) {
            const char *stop = json_find_special(p, last);
            memcpy(to, p, (size_t)(stop - p));
            to += stop - p;
            for (p = stop; p < last && (*p == '"' || *p == '\\' || (unsigned char)*p < 0x20); p++)
                to = put_ascii(*p, style, false, to);
        }
        out->len = (size_t)(to - out->ptr);
    }
}

void json_string_encode(hp_span text, const json_style *style, hp_buf *out)
{
    if (style->has_forms || style->has_lone || style->escaped_count > 0 || style->escapes_all)
        encode_formed(text, style, out);
    else
        encode_plain(text, style, out);
}

bool json_line_is_escaped(hp_span line)
{
    if (has_beyond_ascii(line))
        return false;
    for (size_t i = 0; i + 5 < line.len; i++) {
        if (line.ptr[i] != '\\')
            continue;
        i++;
        if (line.ptr[i] == 'u' && (line.ptr[i + 1] != '0' || line.ptr[i + 2] != '0' || line.ptr[i + 3] >= '8'))
            return true;
    }
    return false;
}
