/* model_text.h - a model's weights as text that a person can read (src/segment/compile/model_compile.c says how). */
#ifndef SEGMENT_TRAIN_MODEL_TEXT_H
#define SEGMENT_TRAIN_MODEL_TEXT_H

#include "segment/train/crf.h"

/* Appends the model to *out, weights times 100 as whole numbers; those below `least` are left out. */
void train_model_text_write(train_space *space, const train_weights *weights, double least, hp_buf *out);

#endif
