/* reading.c - looks each character up in a table made of Unihan, and puts their readings together.
 *
 *     国家   guo, jia             guojia
 *     银行   yin, xing or hang    yinxing yinhang
 *
 * A character's readings come with the most used first (readings.awk), so that what is left out of a long word is what
 * is least likely.  Latin letters and digits stand for themselves: k歌 is kge.
 */
#include "bindings/search/reading.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

#include "bindings/search/readings.inc"

enum {
    MOST_READINGS = 8,
    MOST_CHARACTERS = 32, /* of a word that has readings */
    MOST_READING = 256
};

/* The readings of one character of a word: a set, of which number `at` is taken. */
typedef struct choice {
    const char *set; /* readings with a blank between them */
    unsigned at;
    char self[2]; /* what `set` points to for a character that stands for itself */
} choice;

/* Of an entry the code point is above bit 12. */
static int compare(const void *key, const void *entry)
{
    uint32_t point = *(const uint32_t *)key, other = *(const uint32_t *)entry >> 12;
    return (point > other) - (point < other);
}

static bool find_choice(choice *out, UChar32 point)
{
    *out = (choice){ NULL, 0, { 0, 0 } };
    if ((point >= 'a' && point <= 'z') || (point >= '0' && point <= '9')) {
        out->self[0] = (char)point;
        return true;
    }
    uint32_t key = point > 0 ? (uint32_t)point : 0;
    const uint32_t *entry = bsearch(&key, characters, sizeof characters / sizeof *characters, sizeof *characters,
                                    compare);
    if (entry)
        out->set = sets[*entry & 0xFFF];
    return entry != NULL;
}

/* Puts the readings that are chosen one behind the other; false when there is no room. */
static bool put_reading(hp_buf *out, const choice *choices, size_t count)
{
    char reading[MOST_READING];
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        const char *from = choices[i].set ? choices[i].set : choices[i].self;
        for (unsigned skip = choices[i].at; skip > 0; skip--)
            from = strchr(from, ' ') + 1;
        size_t n = strcspn(from, " ");
        if (length + n + 1 > sizeof reading)
            return false;
        memcpy(reading + length, from, n);
        length += n;
    }
    reading[length++] = ' ';
    hp_buf_append(out, (hp_span){ reading, length });
    return true;
}

static unsigned reading_count(const choice *one)
{
    unsigned count = 1;
    for (const char *at = one->set; at && (at = strchr(at, ' ')); at++)
        count++;
    return count;
}

/* Goes on to the next choice of readings, the last character's first; false when there is none. */
static bool next_choice(choice *choices, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        if (++choices[i].at < reading_count(&choices[i]))
            return true;
        choices[i].at = 0;
    }
    return false;
}

void reading_append(hp_buf *out, hp_span word)
{
    choice choices[MOST_CHARACTERS];
    size_t count = 0, at = 0;
    if (word.len == 0 || (uint8_t)word.ptr[0] < 0xE3) /* no Han character is before U+3000 */
        return;
    while (at < word.len) {
        UChar32 point;
        U8_NEXT((const uint8_t *)word.ptr, at, word.len, point);
        if (count == MOST_CHARACTERS || !find_choice(&choices[count++], point))
            return;
    }
    for (int i = 0; i < MOST_READINGS; i++) {
        if (!put_reading(out, choices, count) || !next_choice(choices, count))
            return;
    }
}
