/* token.h - one token of a term, and how it was made. */
#ifndef BINDINGS_POSTGRESQL_TOKEN_H
#define BINDINGS_POSTGRESQL_TOKEN_H

#include <postgres.h>

typedef struct session_token {
    char *text; /* folded, with a NUL */
    size_t text_len;
    size_t begin, end; /* in the term */
    bool is_beside;    /* at the position of the token before; else one behind it */
} session_token;

typedef struct session_way {
    bool fold_script;
    bool pinyin; /* readings beside the tokens */
} session_way;

#endif
