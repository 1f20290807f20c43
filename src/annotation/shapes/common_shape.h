/* common_shape.h - the commonest annotations, matched as a whole: one or two characters, a round bracket, one syllable
 * each in lower case with its marks, as the dictionaries have it. */
#ifndef ANNOTATION_SHAPES_COMMON_SHAPE_H
#define ANNOTATION_SHAPES_COMMON_SHAPE_H

#include "annotation/candidates.h"

/* One of them. */
typedef struct annotation_common {
    const char *open, *close; /* the bracket's start, and behind its end */
    size_t len;               /* of the reading, which starts where it was asked for; bytes */
    uint32_t last;            /* the character before the bracket */
    size_t characters_read;   /* characters read: 1 or 2 */
    bool blank;               /* a blank and a character follow: CONTEXT_BLANK_AFTER */
    reading_grade grade;      /* READING_GRADE_TONED, or READING_GRADE_NEUTRAL when no syllable has a mark */
} annotation_common;

/* True when the reading of such an annotation starts at `at`, its characters behind `floor`, all of it before `end`.
 * False when it is anything else, or when what stands around it may matter. */
bool annotation_match_common(const annotation_finder *finder, const char *floor, const char *at, const char *end,
                             annotation_common *plain);

#endif
