/* skip.h - passing over parts of a JSON text (RFC 8259), strictly, without copying.
 *
 * Each call is given where it stands and where the text ends.  What is no JSON stops it: it returns NULL, and *wrong is
 * where and *why, static storage, what.  Bytes of 0x80 and above may be anything: that a text is UTF-8 is checked by
 * who reads it.
 */
#ifndef RECORDS_JSON_SKIP_H
#define RECORDS_JSON_SKIP_H

#include <stdint.h>
#include <string.h>

#include "hanpipe.h"

/* What is wrong with a text. */
typedef struct json_fault {
    const char *at;
    const char *why;
} json_fault;

/* Notes the first fault, and is NULL. */
static inline const char *json_fail(json_fault *fault, const char *at, const char *why)
{
    *fault = (json_fault){ at, why };
    return NULL;
}

/* For each byte one more than its value as a hexadecimal digit, or 0. */
extern const uint8_t json_hex[256];

/* For each byte the character that it means behind a backslash, or NUL. */
extern const char json_escape[256];

/* The length of the escape that starts at the backslash `p`; 0 when it is none. */
static inline size_t json_escape_length(const char *p, const char *end)
{
    const unsigned char *s = (const unsigned char *)p;
    if (end - p >= 2 && json_escape[s[1]])
        return 2;
    bool good = end - p >= 6 && s[1] == 'u' && json_hex[s[2]] && json_hex[s[3]] && json_hex[s[4]] && json_hex[s[5]];
    return good ? 6 : 0;
}

/* Eight bytes at once: of the lanes of a byte each the high bit is set where the byte is ", \ or a control character;
 * exactly so up to the lowest one set, and above it perhaps too often. */
static inline uint64_t json_special_lanes(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t quote = (word ^ ones * '"') - ones, backslash = (word ^ ones * '\\') - ones;
    return (quote | backslash | (word - ones * 0x20)) & ~word & ones * 0x80;
}

/* The first byte at or behind `p` that is ", \ or a control character; `end` where there is none. */
static inline const char *json_find_special(const char *p, const char *end)
{
    uint64_t word, lanes;
    for (; end - p >= 8; p += 8) {
        memcpy(&word, p, 8);
        lanes = json_special_lanes(word);
        if (!lanes)
            continue;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        return p + __builtin_ctzll(lanes) / 8;
#else
        break;
#endif
    }
    while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
        p++;
    return p;
}

/* Passes over blanks. */
static inline const char *json_skip_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
        p++;
    return p;
}

/* Passes over a byte order mark. */
static inline const char *json_skip_mark(const char *p, const char *end)
{
    return end - p >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? p + 3 : p;
}

/* Passes over the string that starts at `p`, its quotation mark; *has_escape tells whether it has a backslash. */
const char *json_skip_string(const char *p, const char *end, bool *has_escape, json_fault *fault);

/* Passes over the number, true, false or null that starts at `p`. */
const char *json_skip_scalar(const char *p, const char *end, json_fault *fault);

/* Passes over the value that starts at `p`, of which is known that it is one. */
const char *json_skip_known(const char *p, const char *end);

#endif
