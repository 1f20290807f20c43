/* dropped_lines.h - which of the input's lines the stages of a run have taken away, so that what a later stage says of
 * a line names it by its number in the input. */
#ifndef PIPELINE_DROPPED_LINES_H
#define PIPELINE_DROPPED_LINES_H

#include "hanpipe.h"

/* Numbers in the input, rising.  Starts as {0}. */
typedef struct dropped_lines {
    uint64_t *numbers;
    size_t count, cap;
    bool failed; /* out of memory: numbers are missing */
} dropped_lines;

/* Adds a number above all that are there. */
void dropped_lines_add(dropped_lines *lines, uint64_t number);

/* Moves the numbers of *more into *lines. */
void dropped_lines_merge(dropped_lines *lines, dropped_lines *more);

/* The number in the input of line `number` of a text that is the input without `lines`. */
uint64_t dropped_lines_input_number(const dropped_lines *lines, uint64_t number);

void dropped_lines_free(dropped_lines *lines);

#endif
