/* read_file.h - a file that a user names, read whole: word lists, configurations, pipelines. */
#ifndef TEXT_READ_FILE_H
#define TEXT_READ_FILE_H

#include "hanpipe.h"

/* Appends the contents of the file at `path` to *out, which the caller frees.  On failure *out is freed and empty, and
 * the error's text names the file.  Errors: HP_IO, HP_NO_MEMORY. */
hp_status text_read_file(hp_buf *out, const char *path, hp_error *err);

#endif
