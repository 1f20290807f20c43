/* stop_words.h - words that are not indexed. */
#ifndef BINDINGS_SQLITE_STOP_WORDS_H
#define BINDINGS_SQLITE_STOP_WORDS_H

#include "bindings/search/index_words.h"

/* A list of tokens, which does not change once it is open. */
typedef struct stop_words stop_words;

/* Opens the list that is built in (`file` NULL; the words of hanterms --stop), or the words in `file`, one a line, #
 * for comments.  They become tokens as a document's words do, by `words`; one that is several tokens is none of the
 * list.  The caller ends *out with stop_words_free().  Errors: HP_IO, HP_NO_MEMORY, those of index_words_run(). */
hp_status stop_words_open(stop_words **out, const char *file, index_words *words, hp_error *err);

/* Frees.  NULL is allowed. */
void stop_words_free(stop_words *list);

/* True when `token` is in the list.  NULL has none. */
bool stop_words_have(const stop_words *list, hp_span token);

#endif
