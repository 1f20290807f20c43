/* utf8_vector.h - a quick look over long text. */
#ifndef TEXT_VECTOR_UTF8_VECTOR_H
#define TEXT_VECTOR_UTF8_VECTOR_H

#include "hanpipe.h"

/* The length of some prefix of `text` that is plain (see utf8_unsplit) and ends between code points.  It may
 * be shorter than the longest, down to 0 on a machine without the instructions: what it passes need not be
 * looked at again. */
size_t utf8_unsplit_vector(hp_span text);

#endif
