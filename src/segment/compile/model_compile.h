/* model_compile.h - makes the section "seg.model" of a model's text. */
#ifndef SEGMENT_COMPILE_MODEL_COMPILE_H
#define SEGMENT_COMPILE_MODEL_COMPILE_H

#include "data/data_file_write.h"

/* Reads DIR/NAME, for the lexicon that *writer has.  False after a message that names file and line. */
bool seg_compile_model(data_writer *writer, const char *dir, const char *name);

#endif
