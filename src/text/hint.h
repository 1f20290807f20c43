/* hint.h - reading hints in band: what strip --hints leaves for conv --hints.
 *
 * A hint is U+FFF9 base U+FFFA reading U+FFFB, Unicode's interlinear annotation.
 */
#ifndef TEXT_HINT_H
#define TEXT_HINT_H

#include "hanpipe.h"

#define HINT_BASE "\uFFF9"
#define HINT_READING "\uFFFA"
#define HINT_END "\uFFFB"

enum {
    HINT_MARK = 3, /* bytes in each of these */
    HINT_MAX = 256 /* bytes in a hint: looking for an end is bounded */
};

/* The length of the complete hint at the start of `text`; 0 when there is none. */
size_t hint_length(hp_span text);

/* The offset of the first complete hint in `text`; text.len when there is none. */
size_t hint_find(hp_span text);

#endif
