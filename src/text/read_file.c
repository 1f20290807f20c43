/* read_file.c - see read_file.h. */
#include "text/read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "text/error.h"

enum { STEP = 1 << 16 };

hp_status text_read_descriptor(hp_buf *out, int fd, const char *name, hp_error *err)
{
    size_t before = out->len;
    int error = 0;
    for (ssize_t n = 1; !error && n != 0 && out->len - before <= TEXT_FILE_MAX;) {
        char *to = hp_buf_reserve(out, STEP);
        do
            n = to ? read(fd, to, STEP) : 0;
        while (n < 0 && errno == EINTR);
        if (n > 0)
            out->len += (size_t)n;
        error = n < 0 ? errno : 0;
    }
    hp_status st = HP_OK;
    if (error)
        st = error_set(err, HP_IO, 0, "%s: %s", name, strerror(error));
    else if (out->failed)
        st = error_set_memory(err);
    else if (out->len - before > TEXT_FILE_MAX)
        st = error_set(err, HP_LIMIT, 0, "%s: larger than %d MiB, the most for a file that is read whole", name,
                       TEXT_FILE_MAX >> 20);
    if (st != HP_OK)
        hp_buf_free(out);
    return st;
}

hp_status text_read_file(hp_buf *out, const char *path, hp_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        hp_buf_free(out);
        return error_set(err, HP_IO, 0, "%s: %s", path, strerror(errno));
    }
    hp_status st = text_read_descriptor(out, fd, path, err);
    close(fd);
    return st;
}
