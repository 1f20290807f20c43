/* types.h - the kinds of token that the parser tells apart, so that a configuration can leave some of them out. */
#ifndef BINDINGS_POSTGRESQL_TYPES_H
#define BINDINGS_POSTGRESQL_TYPES_H

#include "hanpipe.h"

enum {
    TYPE_BLANK = 12, /* the number by which PostgreSQL's headline function knows what is no word */
    TYPE_NUMBER = 22 /* and the one by which it knows numbers */
};

/* The next of the types from *at on, which goes behind it; 0 at the end.  *name and *meaning get static text. */
int token_type_next(size_t *at, const char **name, const char **meaning);

/* The type of a word, by its letters, and its part of speech where it has Chinese characters. */
int token_type_of(const hp_word *word);

#endif
