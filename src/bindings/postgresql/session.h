/* session.h - what a server process has opened, by the settings: what cuts texts into terms, and what makes tokens of a
 * term (bindings/search), for each way to fold.
 *
 * Nothing of hanpipe's is held while PostgreSQL's code runs that may end in an error, and no error of PostgreSQL's is
 * raised inside a call of hanpipe's; so longjmp() never passes over one.
 */
#ifndef BINDINGS_POSTGRESQL_SESSION_H
#define BINDINGS_POSTGRESQL_SESSION_H

#include "bindings/postgresql/piece.h"
#include "bindings/postgresql/token.h"

/* Defines the settings hanpipe.grain, hanpipe.words and hanpipe.data. */
void session_define_settings(void);

/* Cuts a text or a piece of one, and returns its terms, and their number in *count; borrowed until the next call.
 * Until piece_forget() the tokens of a term at its very place are those of its sentence.  Raises ERROR. */
const piece_term *session_cut(const char *text, size_t length, size_t *count);

/* Returns the tokens of `term`, with all under which it may be found beside them, and their number in *count; borrowed
 * until the next call.  Raises ERROR. */
const session_token *session_tokens(session_way way, const char *term, size_t length, size_t *count);

#endif
