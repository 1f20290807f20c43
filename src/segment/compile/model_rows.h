/* model_rows.h - the rows of a segmentation model's pairs and words: which of them are equal, so that each is in the
 * section once. */
#ifndef SEGMENT_COMPILE_MODEL_ROWS_H
#define SEGMENT_COMPILE_MODEL_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "segment/sections.h"

/* What the model says of a pair or a word. */
typedef struct seg_model_row {
    uint32_t key, to; /* pairs: first id and second id; words: node */
    uint32_t number;  /* where its blocks are: of the rows with these blocks */
    uint64_t blocks[SEG_ROW_BLOCKS];
} seg_model_row;

/* Numbers the rows from 1, in their order: a row whose blocks are those of one before has its number.  *different gets
 * how many numbers there are.  False when memory is out. */
bool seg_number_rows(seg_model_row *rows, size_t count, size_t *different);

#endif
