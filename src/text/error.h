/* error.h - filling the caller's hp_error. */
#ifndef TEXT_ERROR_H
#define TEXT_ERROR_H

#include "hanpipe.h"

/* Inside the project an error may also live on the stack: it starts as {0} and ends with error_clear(). */
struct hp_error {
    hp_status status;
    uint64_t line;
    size_t offset;
    char *longer; /* owned: the text when it does not fit below; else NULL */
    char text[200];
};

/* Writes `status`, `offset` and the printf-style text, of any length, to *err, if there is one, and returns `status`,
 * so that a failing function can end with it.  The arguments may point into the text that *err has. */
hp_status error_set(hp_error *err, hp_status status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* HP_NO_MEMORY with the usual text. */
hp_status error_set_memory(hp_error *err);

/* For a status that the caller's hp_write gave: nothing for HP_OK. */
void error_set_refused(hp_error *err, hp_status status);

/* Frees what *err holds; it is {0} again. */
void error_clear(hp_error *err);

#endif
