/* points.h - a text as a list of numbers of characters, decoded once for all who count them.
 *
 * A byte that is in no valid sequence is one POINTS_NONE.  Worked: "a國\xFF" → U+0061, U+570B, POINTS_NONE.
 */
#ifndef JUDGE_COUNT_POINTS_H
#define JUDGE_COUNT_POINTS_H

#include "hanpipe.h"

#define POINTS_NONE 0xFFFFFFFFu

/* Start with {0}, end with points_free(). */
typedef struct points {
    uint32_t *list;
    size_t count, room;
    size_t invalid; /* of them, bytes that are no text */
} points;

/* Decodes `text`, any bytes, in the place of what was there.  False when memory is out. */
bool points_take(points *p, hp_span text);

void points_free(points *p);

#endif
