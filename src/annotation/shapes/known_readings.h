/* known_readings.h - annotations of the commonest shape that have been matched already: a text has the same few
 * thousand over and over, and to find one again takes a tenth of the work.
 *
 * What is known is the three bytes before a '(' and the bytes up to the ')', which do not depend on the text around;
 * whatever that may matter for is looked at each time.  A new annotation takes the place of an older one.
 * Worked: 國(guó)務 was matched, so 國(guó)家 is known; 國(guó): is not asked for here.
 */
#ifndef ANNOTATION_SHAPES_KNOWN_READINGS_H
#define ANNOTATION_SHAPES_KNOWN_READINGS_H

#include "annotation/scan/length_to_close.h"
#include "annotation/shapes/common_shape.h"
#include "text/bytes.h"

enum { KNOWN_READINGS = 1 << 11, KNOWN_LEAST_BEHIND = 16 };

/* Starts as {0}; belongs to one thread and one finder. */
typedef struct known_readings {
    struct known_reading {
        uint64_t reading; /* its bytes, with zeros above; 0 where nothing is known */
        uint32_t before;  /* the bytes of its character, and above them how many `reading` has */
    } of[KNOWN_READINGS];
} known_readings;

static inline struct known_reading *known_readings_at(known_readings *known, uint64_t reading, uint32_t before)
{
    uint64_t hash = (reading ^ (uint64_t)before << 32 ^ before) * UINT64_C(0x9E3779B97F4A7C15);
    return &known->of[hash >> 53];
}

/* The bytes of a reading of `len` bytes, 1 to 8, at `at`, where 8 may be looked at; and what is kept of the character
 * before its bracket. */
static inline uint64_t known_readings_bytes(const char *at, size_t len)
{
    return bytes_u64(at) & ~UINT64_C(0) >> 8 * (8 - len);
}

static inline uint32_t known_readings_before(const char *at, size_t len)
{
    return (bytes_u32(at - 4) & 0xFFFFFF) | (uint32_t)len << 24;
}

/* True when Chinese is at `p` that does not change what becomes of an annotation before it: Han, or a mark of three
 * bytes that is neither a blank, nor opens 【, nor is the colon of a label. */
static inline bool known_readings_may_end(const char *p)
{
    uint32_t behind = bytes_u32(p), two = behind & 0xFFFF, third = behind >> 16 & 0xFF;
    return ((behind & 0xFF) - 0xE4 <= 0xE9 - 0xE4) | ((two == 0x80E3) & (third != 0x80) & (third != 0x90)) |
           ((two == 0xBCEF) & (third != 0x9A));
}

/* The length of the reading at `at`, which is at least 4 bytes behind the start of what may be looked at, when
 * annotation_match_common() is known to match it, with a tone, to the one character before its bracket; else 0. */
static inline size_t known_readings_find(known_readings *known, const char *at, const char *end)
{
    if (end - at < KNOWN_LEAST_BEHIND || at[-1] != '(')
        return 0;
    size_t len = annotation_length_to_close(at);
    if (len - 1 >= 8 || at[len] != ')')
        return 0;
    uint64_t reading = known_readings_bytes(at, len);
    uint32_t before = known_readings_before(at, len);
    const struct known_reading *one = known_readings_at(known, reading, before);
    bool is_known = (one->reading == reading) & (one->before == before) & known_readings_may_end(at + len + 1);
    return is_known ? len : 0;
}

/* Remembers what annotation_match_common() has matched at `at`, where it is of this kind and not so near to `end` that
 * it would not be asked for. */
static inline void known_readings_add(known_readings *known, const char *at, const char *end,
                                      const annotation_common *plain)
{
    bool is_one = end - at >= KNOWN_LEAST_BEHIND && plain->grade == READING_GRADE_TONED &&
                  plain->characters_read == 1 && plain->len <= 8 && plain->open == at - 1 &&
                  plain->close == at + plain->len + 1;
    if (!is_one)
        return;
    uint64_t reading = known_readings_bytes(at, plain->len);
    uint32_t before = known_readings_before(at, plain->len);
    *known_readings_at(known, reading, before) = (struct known_reading){ reading, before };
}

#endif
