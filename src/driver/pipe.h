/* pipe.h - how much a pipe holds. */
#ifndef HP_PIPE_H
#define HP_PIPE_H

/* Lets the pipe at `fd` hold a whole chunk, where the system grants it: a pipe of the usual 64 KiB is filled and
 * emptied four times for each, and each time the two processes wait for one another.  Anything else is left alone. */
void hp_pipe_widen(int fd);

#endif
