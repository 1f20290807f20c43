/* cells_compile.h - what each character is to the segmentation. */
#ifndef SEGMENT_COMPILE_CELLS_COMPILE_H
#define SEGMENT_COMPILE_CELLS_COMPILE_H

#include "segment/compile/lexicon_source.h"

/* Gives ids and appends the parts "pages", "cells", "classes" and "names".  False when memory is out. */
bool seg_compile_cells(seg_lexicon_source *lex, hp_buf parts[4]);

#endif
