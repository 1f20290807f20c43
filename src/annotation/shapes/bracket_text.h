/* bracket_text.h - a bracket as it stands in the text, whatever it holds. */
#ifndef ANNOTATION_SHAPES_BRACKET_TEXT_H
#define ANNOTATION_SHAPES_BRACKET_TEXT_H

#include "annotation/bracket_kinds.h"
#include "annotation/search_parts.h"

#define ANNOTATION_INSIDE_MAX 192 /* bytes inside a bracket */

typedef struct annotation_bracket {
    const char *open; /* of the outermost layer */
    hp_span content;
    const char *end; /* behind the last closing bracket */
    bool closed;
    bool strict; /* of a kind that is seldom used for readings: only toned ones count */
    uint32_t opener;
} annotation_bracket;

static inline bool annotation_is_opener(uint32_t cp)
{
    return annotation_bracket_traits(cp) != 0;
}

/* Pairs of one and the same character. */
static inline bool annotation_is_fence(uint32_t cp)
{
    return annotation_bracket_traits(cp) & ANNOTATION_FENCE;
}

static inline bool annotation_is_round(uint32_t cp)
{
    return annotation_bracket_traits(cp) & ANNOTATION_ROUND;
}

static inline bool annotation_is_strict(uint32_t cp)
{
    return annotation_bracket_traits(cp) & ANNOTATION_STRICT;
}

/* The opener of the bracket that `at` is in, its outermost layer; NULL when there is none in reach.  An ASCII letter is
 * only a place when an opener, or a label, is right before it. */
const char *annotation_find_opener(annotation_search *search, const char *at);

/* Reads the bracket that opens at b->open.  Not closed when another opens, or nothing closes, within reach. */
bool annotation_read_bracket(const annotation_search *search, annotation_bracket *b);

#endif
