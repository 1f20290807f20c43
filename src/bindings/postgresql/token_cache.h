/* token_cache.h - the tokens of the terms that were asked for last. */
#ifndef BINDINGS_POSTGRESQL_TOKEN_CACHE_H
#define BINDINGS_POSTGRESQL_TOKEN_CACHE_H

#include "bindings/postgresql/token.h"
#include "hanpipe.h"

/* Returns what was kept for `key`, which is all that the tokens depend on, borrowed until the next call of any of
 * these, and the number of tokens in *count; NULL when nothing is kept. */
const session_token *token_cache_find(hp_span key, size_t *count);

/* Keeps a copy of `tokens`, where it is small and there is memory. */
void token_cache_keep(hp_span key, const session_token *tokens, size_t count);

/* Forgets all. */
void token_cache_clear(void);

#endif
