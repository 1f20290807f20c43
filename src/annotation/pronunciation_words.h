/* pronunciation_words.h - words about pronunciation near a reading: there the reading is what the text is about. */
#ifndef ANNOTATION_PRONUNCIATION_WORDS_H
#define ANNOTATION_PRONUNCIATION_WORDS_H

#include "annotation/candidates.h"

/* False when `run` has certainly no such word.  The first asks for less, and so is true for more, and takes
 * a fraction of the time. */
bool annotation_has_cue(hp_span run);
bool annotation_may_name_readings(hp_span run);

/* True when such a word is near finding `a` of `findings`, outside every finding. */
bool annotation_names_readings(hp_span run, const annotation_candidates *findings, const annotation_candidate *a);

#endif
