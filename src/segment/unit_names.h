/* unit_names.h - how a model's text names units, classes and places; shared by the trainer and the compiler. */
#ifndef SEGMENT_UNIT_NAMES_H
#define SEGMENT_UNIT_NAMES_H

#include "segment/clause.h"

/* One letter for each seg_class. */
extern const char seg_classes[];

/* Two characters for each place on the path: the tag and the length of the word. */
extern const char *const seg_paths[];

/* Appends the name of `id`: the character, or <number> and the like. */
void seg_put_name(const seg_lexicon *lex, uint16_t id, hp_buf *out);

/* Takes a unit's name off the front of *text.  False, with *text as it was, when there is none that the
 * lexicon knows. */
bool seg_take_name(const seg_lexicon *lex, hp_span *text, uint16_t *id);

#endif
