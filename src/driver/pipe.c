/* pipe.c - see pipe.h.
 *
 * The system lets each user have so many bytes in all pipes (64 MiB on Linux), of which 256 KiB is a small part; over
 * it the request is refused and the pipe stays as it is.
 */
#include "driver/pipe.h"

#include <fcntl.h>

enum { ROOM = 1 << 18 };

void driver_widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
    int holds = fcntl(fd, F_GETPIPE_SZ); /* fails on what is no pipe */
    if (holds >= 0 && holds < ROOM)
        (void)fcntl(fd, F_SETPIPE_SZ, ROOM);
#else
    (void)fd;
#endif
}
