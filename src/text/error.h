/* error.h - filling the caller's hp_error. */
#ifndef TEXT_ERROR_H
#define TEXT_ERROR_H

#include "hanpipe.h"

/* Writes `status`, `offset` and the printf-style text to *err, if there is one, and returns `status`, so that a
 * failing function can end with it.  A text that does not fit is cut before a code point. */
hp_status error_set(hp_error *err, hp_status status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* HP_ENOMEM with the usual text. */
hp_status error_set_memory(hp_error *err);

#endif
