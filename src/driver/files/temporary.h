/* temporary.h - files that are not finished yet, and signals that must not leave them behind.
 *
 * Safe from any thread.
 */
#ifndef DRIVER_TEMPORARY_H
#define DRIVER_TEMPORARY_H

#include "hanpipe.h"

/* From here on INT, TERM, HUP, QUIT, XCPU, ABRT and PIPE end the process only after its temporary files were removed,
 * and a write over the limit of a file's size fails with EFBIG; a signal that is ignored stays ignored.  Call it before
 * the process starts another thread: threads inherit that these signals are blocked.  What was called for once holds to
 * the process's end. */
void driver_temporary_guard(void);

/* Makes a new file beside `target`, nobody else's, and opens it for writing.  On 0, *path is its name, which is the
 * caller's to free after the file was removed or put in its place; otherwise an errno. */
int driver_temporary_make(const char *target, char **path, int *fd);

/* Puts the file in the place of `target`; the old file gets the name `backup` unless that is NULL.  0, or an errno:
 * then the target, the backup, and the temporary file are as they were. */
int driver_temporary_place(const char *path, const char *target, const char *backup);

void driver_temporary_remove(const char *path);

/* Removes all temporary files, for a process that ends at once: whoever makes, places or removes one from now on waits
 * for ever.  Also for a handler of SIGABRT, as abort() raises it: no thread calls a library with the lock held. */
void driver_temporary_remove_all(void);

/* Ends the process as SIGPIPE does by itself, where it is guarded and not ignored; else returns. */
void driver_temporary_end_by_pipe(void);

#endif
