/* index_words.h - the tokens of a text for a full-text index, which finds the text by each of its words.
 *
 * A word is cut one way in its sentence, and may be cut another way when somebody types it alone.  So what is indexed
 * is how each of a text's words is cut by itself, down to parts that stay whole by themselves; and a query is taken
 * apart in the same way.  A word of several parts is found as a phrase.
 *
 *     document   北京大學的圖書館   北京 大学 的 图书 馆     at 0-6, 6-12, 12-15, 15-21 and 21-24
 *     query      图书馆             图书 馆
 */
#ifndef BINDINGS_SEARCH_INDEX_WORDS_H
#define BINDINGS_SEARCH_INDEX_WORDS_H

#include "bindings/search/options.h"

/* What one thread needs to make tokens. */
typedef struct index_words index_words;

/* One token.  `text` is borrowed for the call. */
typedef struct index_token {
    hp_span text;
    size_t begin, end; /* in the text that was given; beside another token they may be others than that one's */
    bool is_beside;    /* at the position of the token before; else one behind it */
} index_token;

/* Where tokens go.  What it returns other than HP_OK ends index_words_run(), which returns that. */
typedef hp_status index_take(void *to, const index_token *token);

/* Opens.  The caller ends *out with index_words_free(); `data` may be freed at once.
 * Errors: those of hp_pipeline_open_limited() and hp_worker_open(). */
hp_status index_words_open(index_words **out, const index_options *options, const hp_data *data, hp_error *err);

/* Frees.  NULL is allowed. */
void index_words_free(index_words *words);

typedef enum index_purpose {
    INDEX_DOCUMENT, /* all under which it may be found */
    INDEX_QUERY     /* one token a position */
} index_purpose;

/* Gives the tokens of `text`, position by position.  Errors: those of hp_words(), and what `take` returns. */
hp_status index_words_run(index_words *words, hp_span text, index_purpose purpose, index_take *take, void *to,
                          hp_error *err);

/* A word that a term has in its sentence: its place in the term, and how it is folded there. */
typedef struct index_word {
    size_t begin, end;
    hp_span text;
} index_word;

/* Gives the tokens of the term `text` alone, as index_words_run() gives them of the document that it is from, where
 * that one's words are known: `inside` are at least one, the term itself first.  Errors: as above. */
hp_status index_words_run_term(index_words *words, hp_span text, const index_word *inside, size_t count,
                               index_take *take, void *to, hp_error *err);

#endif
