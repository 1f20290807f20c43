/* read_file.c - see read_file.h. */
#include "text/read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "text/error.h"

enum { STEP = 1 << 16 };

hp_status text_read_file(hp_buf *out, const char *path, hp_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC), error = fd < 0 ? errno : 0;
    for (ssize_t n = 1; !error && n != 0;) {
        char *to = hp_buf_reserve(out, STEP);
        n = to ? read(fd, to, STEP) : 0;
        if (n > 0)
            out->len += (size_t)n;
        else if (n < 0 && errno != EINTR)
            error = errno;
    }
    hp_status st = error         ? error_set(err, HP_IO, 0, "%s: %s", path, strerror(error))
                   : out->failed ? error_set_memory(err)
                                 : HP_OK;
    if (fd >= 0)
        close(fd);
    if (st != HP_OK)
        hp_buf_free(out);
    return st;
}
