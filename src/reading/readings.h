/* readings.h - how characters are read: syllables in four spellings, and the readings of each character.
 *
 * A reading is a number: syllable << 3 | tone, tone 0 meaning the neutral tone, 1 to 4 Mandarin's and 1 to 6
 * Cantonese's tones.  Syllables are numbered from 1; those of Cantonese follow those of Mandarin.
 * Opened tables are immutable and shared by threads; every look-up is bounds-safe on damaged data.
 */
#ifndef READING_READINGS_H
#define READING_READINGS_H

#include "hanpipe.h"

typedef struct hp_readings hp_readings;

/* The ways to write a reading down. */
typedef enum hp_system {
    HP_PINYIN,
    HP_ZHUYIN,
    HP_JYUTPING,
    HP_WADE,
    HP_SYSTEMS
} hp_system;

/* The name of a system in options and outputs.  Static storage. */
const char *hp_system_name(hp_system system);

/* Opens the sections "syllables" and "readings" of `data`, which must outlive *out.  On HP_OK the caller owns *out
 * and ends it with hp_readings_free(); on failure it is NULL.  Errors: HP_EDATA, HP_ENOMEM. */
hp_status hp_readings_open(hp_readings **out, const hp_data *data, hp_error *err);

/* Frees.  NULL is allowed. */
void hp_readings_free(hp_readings *readings);

/* The number of the syllable spelled `name` in `system`, or 0.  Pinyin, jyutping and Wade-Giles are in a-z, with v for
 * ü, E for ê, and ' for Wade-Giles aspiration; zhuyin is one byte a symbol, U+3105 being 1. */
unsigned hp_syllable_find(const hp_readings *readings, hp_system system, const char *name, size_t len);

/* True when some pinyin syllable of two letters or more starts with the two letters a-z at `name`. */
bool hp_syllable_starts(const hp_readings *readings, const char name[2]);

/* The reading whose usual pinyin in lower case, precomposed (v for ü where it has no mark), is the low bytes of `key`,
 * 8 at most, read little-endian with zeros above: "guó" → guo2.  0 when there is none. */
unsigned hp_reading_of_key(const hp_readings *readings, uint64_t key);

/* How a reading suits a character, weakest first. */
typedef enum hp_fit {
    HP_FIT_NONE,
    HP_FIT_BASE,    /* the syllable is one of the character's, in another tone */
    HP_FIT_EXACT    /* syllable and tone are the character's */
} hp_fit;

/* The reading of `cp` whose spelling, as above, is the `len` bytes at `p`; 0 when it has no such reading.  Eight bytes
 * at `p` must be there to be read.  `len` 0 and `cp` 0 are allowed. */
unsigned hp_reading_exact(const hp_readings *readings, const char *p, size_t len, uint32_t cp);

/* The word that a single character is read as, 瓩 as 千瓦: its characters in `word`, and their number; 0 for none. */
size_t hp_reading_word(const hp_readings *readings, uint32_t cp, uint32_t word[3]);

/* The reading that `text` is, one syllable of Mandarin in pinyin or zhuyin, however it is typed: zhǐ, zhi3 and ㄓˇ are
 * one.  Pinyin without a tone has the neutral one.  0 when it is nothing of the kind.  Pure.  Defined in syllable_match.c, which
 * knows how letters make syllables. */
unsigned hp_reading_parse(const hp_readings *readings, hp_span text);

/* How syllable and tone suit code point `cp`. */
hp_fit hp_reading_fit(const hp_readings *readings, uint32_t cp, unsigned syllable, unsigned tone);

#endif
