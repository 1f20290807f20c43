/* seg_text.h - a model's weights as text that a person can read (src/mkdict/seg_model.c says how). */
#ifndef HP_SEG_TEXT_H
#define HP_SEG_TEXT_H

#include "tools/seg_crf.h"

/* Appends the model to *out, weights times 100 as whole numbers; those below `least` are left out. */
void seg_text_write(seg_space *space, const seg_weights *weights, double least, hp_buf *out);

#endif
