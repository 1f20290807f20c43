/* reading.h - how a word is read: pinyin without tones and blanks. */
#ifndef BINDINGS_SEARCH_READING_H
#define BINDINGS_SEARCH_READING_H

#include "hanpipe.h"

/* What one thread needs for it. */
typedef struct word_reading word_reading;

/* Opens; the caller ends *out with word_reading_free().  Errors: those of hp_pipeline_open() and hp_worker_open(). */
hp_status word_reading_open(word_reading **out, hp_error *err);

/* Frees.  NULL is allowed. */
void word_reading_free(word_reading *reading);

/* Puts into *out how `word` is read, borrowed until the next call; nothing when it does not begin with a Han character.
 * Errors: those of hp_run(). */
hp_status word_reading_get(word_reading *reading, hp_span word, hp_span *out, hp_error *err);

#endif
