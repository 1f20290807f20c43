/* read_file.h - a file that a user names, read whole: word lists, dictionaries, configurations, pipelines, corpora.
 *
 * One limit holds for all of them, so that a device that never ends, or the wrong file, is an error and not a machine
 * without memory.
 */
#ifndef TEXT_READ_FILE_H
#define TEXT_READ_FILE_H

#include "hanpipe.h"

enum { TEXT_FILE_MAX = 1 << 28 }; /* bytes */

/* Appends the contents of the file at `path` to *out, which the caller frees.  On failure *out is freed and empty, and
 * the error's text names the file.  Errors: HP_IO, HP_LIMIT (more than TEXT_FILE_MAX), HP_NO_MEMORY. */
hp_status text_read_file(hp_buf *out, const char *path, hp_error *err);

/* The same for what is open as `fd`, which stays open; `name` is for the error's text. */
hp_status text_read_descriptor(hp_buf *out, int fd, const char *name, hp_error *err);

#endif
