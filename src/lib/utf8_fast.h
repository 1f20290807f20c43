/* utf8_fast.h - a quick look over long text. */
#ifndef HP_UTF8_FAST_H
#define HP_UTF8_FAST_H

#include "hanpipe.h"

/* The length of some prefix of `text` that is plain (see hp_utf8_plain) and ends between code points.  It may
 * be shorter than the longest, down to 0 on a machine without the instructions: what it passes need not be
 * looked at again. */
size_t hp_utf8_plain_fast(hp_span text);

#endif
