/* piece.h - the piece of a text that was cut last: its terms, and the words that they have there.
 *
 * PostgreSQL hands a parser's tokens to dictionaries by pointer.  So a dictionary that is given a term of the piece can
 * be told what its sentence makes of it; to the term alone another cut or form may be due.
 */
#ifndef BINDINGS_POSTGRESQL_PIECE_H
#define BINDINGS_POSTGRESQL_PIECE_H

#include "bindings/search/index_words.h"

/* A word as its sentence has it. */
typedef struct piece_term {
    size_t begin, end;   /* in the piece */
    int type;            /* types.h */
    size_t first, count; /* of the words that piece_find() gives; 0 where they are not known */
} piece_term;

/* Cuts `text` by `cutter`, which ends in seg --grain=search --pos, and keeps what comes of it, and where `text` is, in
 * place of what was kept before.  Errors: those of hp_words(). */
hp_status piece_cut(hp_worker *cutter, hp_span text, hp_error *err);

/* The terms, one behind the other, and their number in *count; borrowed until the next cut.  What has no letter or
 * digit is none. */
const piece_term *piece_terms(size_t *count);

/* The words of the term that is at this very place in memory, the term first, and their number in *count; borrowed as
 * above.  NULL where there is no such term, or nothing is known of it. */
const index_word *piece_find(hp_span term, size_t *count);

/* Forgets the piece if it is of `text`, which will be there no longer. */
void piece_forget(hp_span text);

#endif
