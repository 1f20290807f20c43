/* edit_places.h - where in a text stands what the stages of a run have made of it.
 *
 * Given the record of the edits of stages that ran over one text, finds for a place in their output the one in their
 * input, stage by stage.  Inside an edit with as many code points on both sides a place goes to the code point of the
 * same number; inside any other the word that begins or ends there takes in all that was replaced.  What was taken away
 * beside a word is not part of it, inside a word it is.
 * Worked: 國(guó)際 → 國際 (strip) → 国际 (conv): begin 3 of 际 is 9 in the input, end 6 is 12; 国 is 0-3.
 */
#ifndef PIPELINE_EDIT_PLACES_H
#define PIPELINE_EDIT_PLACES_H

#include "pipeline/edit_record.h"

/* An edit of a stage. */
typedef struct edit_places_row {
    uint64_t in, out; /* of `before` in the stage's input, of `after` in its output */
    hp_span before, after;
    bool is_aligned; /* both have the same number of code points */
} edit_places_row;

/* The last place looked for inside an aligned edit of a stage: the next is near. */
typedef struct edit_places_mark {
    size_t row, after, before; /* bytes into the row's texts */
} edit_places_mark;

/* Starts as {0}. */
typedef struct edit_places {
    edit_places_row *rows; /* of stage 0, then of stage 1 … */
    size_t *first;         /* of each stage: its first row; and the number of rows */
    edit_places_mark *marks;
    size_t stages;
} edit_places;

/* Reads the record, of the first `stages` stages over one text; its texts are borrowed.  False when memory is out; then
 * and later edit_places_free() ends it. */
bool edit_places_read(edit_places *places, const edit_record *record, size_t stages);

/* The place in the stages' input of a word that begins, or ends, at byte `at` of their output.  Places come in
 * about rising order; each costs the distance to the one before, inside long edits. */
uint64_t edit_places_begin(edit_places *places, uint64_t at);
uint64_t edit_places_end(edit_places *places, uint64_t at);

void edit_places_free(edit_places *places);

#endif
