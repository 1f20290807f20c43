/* syllable_match.h - is this text a reading of these characters?
 *
 * The syllables of a reading belong to the last characters before it, one each: (Xī'ān) to 西安, (guó) to the 國 of
 * 中國.  The text is cut into syllables in every way that the spelling allows, from its end, and a way counts when each
 * syllable is a reading of its character.  Worked: "diǎnr" over 一点儿 → 2 characters covered, one toned syllable.
 */
#ifndef READING_SYLLABLE_MATCH_H
#define READING_SYLLABLE_MATCH_H

#include "reading/readings.h"
#include "reading/spelling.h"

#define READING_BASE_MAX 24

/* The characters before an annotation, the nearest first.  gap[i] says that something other than a character stands
 * between cp[i] and cp[i - 1] (a comma, a blank): a reading that covers both must have a break there. */
typedef struct reading_base {
    uint32_t cp[READING_BASE_MAX];
    const char *at[READING_BASE_MAX]; /* where each starts in the text */
    bool gap[READING_BASE_MAX];
    size_t count;
} reading_base;

typedef enum reading_grade {
    READING_GRADE_NONE,     /* no reading of these characters */
    READING_GRADE_TONELESS, /* the syllables are theirs, without any tone */
    READING_GRADE_NEUTRAL,  /* as before, and the dictionaries list the neutral tone, or a dot or digit
                             * marks it, or an apostrophe is left of each tone mark */
    READING_GRADE_TONED     /* with tones, each theirs or a regular change of theirs */
} reading_grade;

typedef struct reading_match {
    reading_grade grade;
    reading_system system;
    size_t characters_read; /* characters of the base */
    size_t syllables;
    bool toned;      /* a tone was written, whether or not it fits: set also when grade is READING_GRADE_NONE */
    bool is_spelled; /* the text is made of syllables of the system, whosever they are */
} reading_match;

/* Matches folded Latin letters in `system`, not zhuyin, to the characters of `base`. */
void reading_match_latin(const reading_table *readings, reading_system system, const reading_letter *letters,
                         size_t count, const reading_base *base, reading_match *match);

/* Matches folded zhuyin. */
void reading_match_zhuyin(const reading_table *readings, const reading_symbols *syllables, size_t count,
                          const reading_base *base, reading_match *match);

#endif
