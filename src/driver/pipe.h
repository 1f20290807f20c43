/* pipe.h - how much a pipe holds. */
#ifndef DRIVER_PIPE_H
#define DRIVER_PIPE_H

/* Lets the pipe at `fd` hold a whole chunk, where the system grants it: a pipe of the usual 64 KiB is filled and
 * emptied four times for each, and each time the two processes wait for one another.  Anything else is left alone. */
void driver_widen_pipe(int fd);

#endif
