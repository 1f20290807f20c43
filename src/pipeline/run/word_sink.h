/* word_sink.h - takes the words that a run's last filter says, and gives them to the caller with their places in the
 * text that the run was given. */
#ifndef PIPELINE_WORD_SINK_H
#define PIPELINE_WORD_SINK_H

#include "pipeline/run/edit_places.h"

/* So many code points of the text are before byte `byte`. */
typedef struct word_sink_point {
    uint64_t byte, points;
} word_sink_point;

typedef struct word_sink {
    hp_take_word *take;
    void *to;
    hp_span given;       /* to the run */
    edit_places *places; /* of the stages before the filter; NULL when they changed nothing */
    word_sink_point begin, end;
} word_sink;

/* Completes the word, which begins at byte `at` of what the filter was given, and gives it to the caller.  What that
 * returns. */
hp_status word_sink_put(word_sink *sink, uint64_t at, hp_word *word);

#endif
