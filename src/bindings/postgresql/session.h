/* session.h - what a server process has opened: an index_words (bindings/search) for each way to fold, by the settings.
 *
 * Nothing of hanpipe's is held while PostgreSQL's code runs that may end in an error, and no error of PostgreSQL's is
 * raised inside a call of hanpipe's; so longjmp() never passes over one.
 */
#ifndef BINDINGS_POSTGRESQL_SESSION_H
#define BINDINGS_POSTGRESQL_SESSION_H

#include <postgres.h>

/* One token, in the memory context that was current. */
typedef struct session_token {
    char *text; /* folded, with a NUL */
    size_t text_len;
    size_t begin, end;
    bool is_beside;
} session_token;

typedef struct session_way {
    bool fold_script;
    bool pinyin; /* readings beside the tokens */
} session_way;

/* Defines the settings hanpipe.grain, hanpipe.words and hanpipe.data. */
void session_define_settings(void);

/* Returns the tokens of `text`, and their number in *count, allocated in the current memory context.  With `way.pinyin`
 * as a document has them, else as a query.  Raises ERROR. */
session_token *session_tokens(session_way way, const char *text, size_t length, size_t *count);

#endif
