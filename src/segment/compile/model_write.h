/* model_write.h - what was read of a segmentation model's text, and how it becomes the section "seg.model". */
#ifndef SEGMENT_COMPILE_MODEL_WRITE_H
#define SEGMENT_COMPILE_MODEL_WRITE_H

#include "data/source_lines.h"
#include "segment/compile/model_rows.h"
#include "segment/sections.h"

/* A block of no weight; in a source the bias is SEG_BIAS. */
#define SEG_NO_WEIGHTS (SEG_BIAS * UINT64_C(0x0001000100010001))

typedef struct seg_model_source {
    source_lines text; /* for complaints */
    uint32_t ids;      /* of the lexicon, and its mark */
    uint64_t mark;
    uint64_t *uni; /* SEG_UNI_BLOCKS an id: for the unit before, itself, the one after, then by its tag; one unused */
    uint64_t *context, *joint, *chain;
    seg_model_row *pairs, *words; /* of words the blocks behind their ends are 0 */
    size_t pair_count, word_count;
    int32_t trans[8];
} seg_model_source;

/* Appends the section to *out, which is empty; a small one where the weights allow it (segment/sections.h).  Numbers
 * the rows and says of the pairs where their nodes are.  False when memory is out, or, after a message, when a pair is
 * there twice. */
bool seg_write_model(seg_model_source *m, hp_buf *out);

#endif
