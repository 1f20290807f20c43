/* output.c - writes all bytes or says why not; a regular file appears whole, by rename, or not at all.
 *
 * Guarantees: a target is never seen half-written, keeps its owner and mode, and is untouched after a failure; the
 * temporary file does not outlive the process (temporary.c).
 */
#include "driver/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "driver/pipe.h"
#include "driver/files/attributes.h"
#include "driver/files/temporary.h"
#include "text/buffer.h"
#include "text/bytes.h"

void driver_output_standard(driver_output *out)
{
    *out = (driver_output){ .name = "standard output", .fd = STDOUT_FILENO };
    driver_widen_pipe(out->fd);
}

int driver_output_replace(driver_output *out, const char *path, const struct stat *info)
{
    *out = (driver_output){ .name = path, .fd = -1, .target = realpath(path, NULL), .mode = info->st_mode & 07777 };
    int error = out->target ? driver_temporary_make(out->target, &out->temporary, &out->fd) : errno;
    struct stat made;
    if (!error && fstat(out->fd, &made) != 0)
        error = errno;
    if (!error && (made.st_uid != info->st_uid || made.st_gid != info->st_gid) &&
        fchown(out->fd, info->st_uid, info->st_gid) != 0)
        error = errno;
    if (error)
        driver_output_discard(out);
    else
        out->loses = !driver_attributes_copy(path, out->fd);
    return error;
}

/* The path of the file that `path` would make, which is not there: itself, or where the links that it is lead to.  NULL
 * when memory is out or they lead in a circle. */
static char *resolve_missing(const char *path)
{
    enum { LINKS = 40 };
    char *at = strdup(path);
    for (int links = 0; at; links++) {
        char to[PATH_MAX];
        ssize_t length = readlink(at, to, sizeof to - 1);
        if (length < 0)
            return at;
        to[length] = '\0';
        const char *slash = to[0] == '/' ? NULL : strrchr(at, '/');
        hp_buf next = { 0 };
        buffer_format(&next, "%.*s%s", slash ? (int)(slash - at) + 1 : 0, at, to);
        free(at);
        at = next.failed || links == LINKS ? NULL : strdup(next.ptr);
        hp_buf_free(&next);
    }
    return NULL;
}

int driver_output_open(driver_output *out, const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        if (access(path, W_OK) != 0)
            return errno;
        return driver_output_replace(out, path, &info);
    }
    *out = (driver_output){ .name = path, .fd = -1 };
    if (stat(path, &info) == 0 || errno != ENOENT) { /* a device, a fifo */
        out->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
        return out->fd < 0 ? errno : 0;
    }
    mode_t mask = umask(0);
    umask(mask);
    out->target = resolve_missing(path);
    out->mode = 0666 & ~mask;
    int error = out->target ? driver_temporary_make(out->target, &out->temporary, &out->fd) : ENOMEM;
    if (error)
        driver_output_discard(out);
    return error;
}

int driver_output_standard_at(const char *path)
{
    struct stat asked, standard;
    if (strcmp(path, "-") == 0)
        return STDOUT_FILENO;
    bool exists = stat(path, &asked) == 0;
    for (int fd = STDOUT_FILENO; exists && fd <= STDERR_FILENO; fd++)
        if (fstat(fd, &standard) == 0 && asked.st_dev == standard.st_dev && asked.st_ino == standard.st_ino &&
            (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY)
            return fd;
    return -1;
}

int driver_output_open_rows(driver_output *out, const char *path, const char *first)
{
    int standard = driver_output_standard_at(path), error = 0;
    if (standard < 0) {
        error = driver_output_open(out, path);
    } else {
        *out = (driver_output){ .name = path, .fd = fcntl(standard, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) };
        error = out->fd < 0 ? errno : 0;
    }
    if (!error)
        error = driver_output_write(out, span_of_string(first));
    if (error)
        driver_output_discard(out);
    return error;
}

int driver_output_compress(driver_output *out, const compressed_format *format, size_t threads)
{
    if (!format)
        return 0;
    out->pack = pack_open(format, threads);
    return out->pack ? 0 : format->load(NULL) == HP_OK ? ENOMEM : ELIBACC;
}

/* What is to be done after a write that failed: 0 to write again, when that is possible, or an errno. */
static int await_output(const driver_output *out)
{
    int error = errno;
    struct pollfd ask = { .fd = out->fd, .events = POLLOUT };
    if (error == EAGAIN)
        poll(&ask, 1, -1);
    if (error == EAGAIN || error == EINTR)
        return 0;
    if (error == EPIPE)
        driver_temporary_end_by_pipe();
    return error;
}

/* Writes to the file: a pack_write. */
static int write_bytes(void *to, hp_span bytes)
{
    driver_output *out = to;
    int error = 0;
    while (bytes.len > 0 && !error) {
        ssize_t n = write(out->fd, bytes.ptr, bytes.len);
        if (n >= 0)
            bytes = (hp_span){ bytes.ptr + n, bytes.len - (size_t)n };
        else
            error = await_output(out);
    }
    return error;
}

/* Takes `length` bytes off the front of the parts. */
static void pass_over(struct iovec *parts, size_t count, size_t length)
{
    for (size_t i = 0; i < count && length > 0; i++) {
        size_t n = length < parts[i].iov_len ? length : parts[i].iov_len;
        parts[i] = (struct iovec){ (char *)parts[i].iov_base + n, parts[i].iov_len - n };
        length -= n;
    }
}

static int write_some_parts(driver_output *out, struct iovec *parts, size_t count)
{
    int error = 0;
    size_t first = 0;
    while (!error) {
        while (first < count && parts[first].iov_len == 0)
            first++;
        if (first == count)
            break;
        ssize_t n = writev(out->fd, parts + first, (int)(count - first));
        if (n >= 0)
            pass_over(parts + first, count - first, (size_t)n);
        else
            error = await_output(out);
    }
    return error;
}

int driver_output_write_parts(driver_output *out, const hp_worker *worker)
{
    enum { MOST = 64 };
    struct iovec parts[MOST];
    size_t count = 0;
    int error = 0;
    hp_span part;
    for (size_t i = 0; !error && worker_result_part(worker, i, &part); i++) {
        if (part.len > 0)
            parts[count++] = (struct iovec){ (void *)part.ptr, part.len };
        if (count < MOST)
            continue;
        error = write_some_parts(out, parts, count);
        count = 0;
    }
    return error ? error : write_some_parts(out, parts, count);
}

int driver_output_write(driver_output *out, hp_span bytes)
{
    return out->pack ? pack_add(out->pack, bytes, write_bytes, out) : write_bytes(out, bytes);
}

/* Flushes the folder that `path` is in, so that its new name is on the disk too. */
static int sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int error = fd < 0 || (fsync(fd) != 0 && errno != EINVAL) ? errno : 0;
    if (fd >= 0)
        close(fd);
    free(folder);
    return error;
}

/* Puts the temporary file in its place. */
static int place(driver_output *out, const char *suffix)
{
    hp_buf backup = { 0 };
    if (*suffix)
        buffer_format(&backup, "%s%s", out->target, suffix);
    int error = backup.failed ? ENOMEM : driver_temporary_place(out->temporary, out->target, backup.ptr);
    hp_buf_free(&backup);
    if (error)
        return error;
    free(out->temporary);
    out->temporary = NULL;
    return out->sync ? sync_folder(out->target) : 0;
}

int driver_output_commit(driver_output *out, const char *suffix)
{
    /* Only now: a write takes the set-user-ID bit away. */
    int error = out->pack ? pack_end(out->pack, write_bytes, out) : 0;
    if (!error && out->temporary && fchmod(out->fd, out->mode) != 0)
        error = errno;
    if (!error && out->keeps_times && futimens(out->fd, out->times) != 0)
        error = errno;
    if (!error && out->sync && fsync(out->fd) != 0 && errno != EINVAL && errno != EROFS)
        error = errno; /* EINVAL: a pipe or a device */
    if (close(out->fd) != 0 && errno != EINTR && !error)
        error = errno;
    out->fd = -1;
    if (!error && out->temporary)
        error = place(out, suffix);
    driver_output_discard(out);
    return error;
}

void driver_output_discard(driver_output *out)
{
    if (out->fd >= 0 && out->fd != STDOUT_FILENO)
        close(out->fd);
    if (out->temporary)
        driver_temporary_remove(out->temporary);
    pack_free(out->pack);
    free(out->temporary);
    free(out->target);
    *out = (driver_output){ .fd = -1 };
}
