/* readings.h - how characters are read: syllables in four spellings, and the readings of each character.
 *
 * A reading is a number: syllable << 3 | tone, tone 0 meaning the neutral tone, 1 to 4 Mandarin's and 1 to 6
 * Cantonese's tones.  Syllables are numbered from 1; those of Cantonese follow those of Mandarin.
 * Opened tables are immutable and shared by threads; every look-up is bounds-safe on damaged data.
 */
#ifndef READING_READINGS_H
#define READING_READINGS_H

#include "hanpipe.h"

typedef struct reading_table reading_table;

/* The ways to write a reading down. */
typedef enum reading_system {
    READING_PINYIN,
    READING_ZHUYIN,
    READING_JYUTPING,
    READING_WADE,
    READING_SYSTEMS
} reading_system;

/* The name of a system in options and outputs.  Static storage. */
const char *reading_system_name(reading_system system);

/* Opens the sections "syllables" and "readings" of `data`, which must outlive *out.  On HP_OK the caller owns *out
 * and ends it with reading_table_free(); on failure it is NULL.  Errors: HP_BAD_DATA, HP_NO_MEMORY. */
hp_status reading_table_open(reading_table **out, const hp_data *data, hp_error *err);

/* Frees.  NULL is allowed. */
void reading_table_free(reading_table *readings);

/* The number of the syllable spelled `name` in `system`, or 0.  Pinyin, jyutping and Wade-Giles are in a-z, with v for
 * ü, E for ê, and ' for Wade-Giles aspiration; zhuyin is one byte a symbol, U+3105 being 1. */
unsigned reading_find_syllable(const reading_table *readings, reading_system system, const char *name, size_t len);

/* True when some pinyin syllable of two letters or more starts with the two letters a-z at `name`. */
bool reading_starts_syllable(const reading_table *readings, const char name[2]);

/* The reading whose usual pinyin in lower case, precomposed (v for ü where it has no mark), is the low bytes of `key`,
 * 8 at most, read little-endian with zeros above: "guó" → guo2.  0 when there is none. */
unsigned reading_of_key(const reading_table *readings, uint64_t key);

/* How a reading suits a character, weakest first. */
typedef enum reading_fit {
    READING_FIT_NONE,
    READING_FIT_BASE, /* the syllable is one of the character's, in another tone */
    READING_FIT_EXACT /* syllable and tone are the character's */
} reading_fit;

/* The reading of `cp` whose spelling, as above, is the `len` bytes at `p`; 0 when it has no such reading.  Eight bytes
 * at `p` must be there to be read.  `len` 0 and `cp` 0 are allowed. */
unsigned reading_exact(const reading_table *readings, const char *p, size_t len, uint32_t cp);

/* The word that a single character is read as, 瓩 as 千瓦: its characters in `word`, and their number; 0 for none. */
size_t reading_word(const reading_table *readings, uint32_t cp, uint32_t word[3]);

/* The reading that `text` is, one syllable of Mandarin in pinyin or zhuyin, however it is typed: zhǐ, zhi3 and ㄓˇ are
 * one.  Pinyin without a tone has the neutral one.  0 when it is nothing of the kind.  Pure.  Defined in
 * syllable_match.c, which knows how letters make syllables. */
unsigned reading_parse(const reading_table *readings, hp_span text);

/* How syllable and tone suit code point `cp`. */
reading_fit reading_find_fit(const reading_table *readings, uint32_t cp, unsigned syllable, unsigned tone);

#endif
