/* compose.h - one list of edits out of two that follow each other. */
#ifndef NORMALIZE_LINE_COMPOSE_H
#define NORMALIZE_LINE_COMPOSE_H

#include "normalize/line/line.h"

/* How many bytes `text` takes at most with the edits made. */
static inline size_t norm_edits_room(const norm_edits *edits, hp_span text)
{
    return text.len + edits->text.len;
}

/* Writes `text` with the edits made, norm_edits_room() at most, to `to`; returns its end. */
char *norm_edits_write(const norm_edits *edits, hp_span text, char *to);

/* Appends `text` with the edits made to *out. */
void norm_edits_apply(const norm_edits *edits, hp_span text, hp_buf *out);

/* `first` makes `middle` out of some text, `second` changes `middle`: *both becomes the edits that do it at once.
 * Where edits of both meet, they become one, with the later rule. */
void norm_edits_compose(const norm_edits *first, const norm_edits *second, hp_span middle, norm_edits *both);

#endif
