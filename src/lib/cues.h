/* cues.h - words about pronunciation near a reading: there the reading is what the text is about. */
#ifndef HP_CUES_H
#define HP_CUES_H

#include "lib/annotation.h"

/* False when `run` has certainly no such word. */
bool hp_may_cue(hp_span run);

/* True when such a word is near finding `a` of `findings`, outside every finding. */
bool hp_has_cue(hp_span run, const hp_findings *findings, const hp_annotation *a);

#endif
