/* pronunciation_words.h - words about pronunciation near a reading: there the reading is what the text is about. */
#ifndef ANNOTATION_PRONUNCIATION_WORDS_H
#define ANNOTATION_PRONUNCIATION_WORDS_H

#include "annotation/search.h"

/* False when `run` has certainly no such word. */
bool hp_may_cue(hp_span run);

/* True when such a word is near finding `a` of `findings`, outside every finding. */
bool hp_has_cue(hp_span run, const hp_findings *findings, const hp_annotation *a);

#endif
