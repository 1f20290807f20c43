/* words.h - the words of a pipeline expression.
 *
 * Words are quoted as in a shell: '…' takes everything, "…" everything but \" and \\, and \ the next byte.  A # where
 * a word would start begins a comment, up to the line's end.  A stage that is the one word @NAME stands for the words
 * of that preset (presets.h).
 *
 * Worked: "strip | conv -c 't2s' # both" is the words strip, a bar, conv, -c, t2s.
 */
#ifndef PIPELINE_EXPRESSION_WORDS_H
#define PIPELINE_EXPRESSION_WORDS_H

#include "pipeline/filter.h"

/* A word, unquoted and NUL-terminated in the arena; or the bar between stages. */
typedef struct expression_word {
    const char *text;
    size_t offset; /* in the expression; that of @NAME for the words of a preset */
    bool bar;
} expression_word;

typedef struct expression_words {
    expression_word *items;
    size_t count;
    char *arena; /* what their texts point into */
    size_t size; /* of the arena; the letters of all words together are fewer */
} expression_words;

/* Reads them all.  Items and arena are the caller's to free with memory_free(), even on failure.
 * Errors: HP_USAGE (the offset points at the word), HP_NO_MEMORY. */
hp_status expression_words_read(expression_words *out, const char *text, hp_error *err);

#endif
