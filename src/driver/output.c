/* output.c - writes all bytes or says why not; a regular file appears whole, by rename, or not at all.
 *
 * Guarantees: a target is never seen half-written, keeps its owner and mode, and is untouched after a failure; the
 * temporary file does not outlive the process, signals included (KILL aside).
 */
#include "driver/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver/pipe.h"
#include "text/bytes.h"

/* The one temporary file there is at a time, for the signal handler; NULL when there is none. */
static char *volatile guarded;

static void remove_and_end(int number)
{
    const char *path = guarded;
    if (path)
        unlink(path);
    signal(number, SIG_DFL);
    raise(number);
}

void driver_output_guard_signals(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction act;
        if (sigaction(numbers[i], NULL, &act) != 0 || act.sa_handler == SIG_IGN)
            continue;
        act = (struct sigaction){ .sa_handler = remove_and_end };
        sigemptyset(&act.sa_mask);
        sigaction(numbers[i], &act, NULL);
    }
}

void driver_output_standard(driver_output *out)
{
    *out = (driver_output){ .name = "standard output", .fd = STDOUT_FILENO };
    driver_widen_pipe(out->fd);
}

/* Opens a new file beside out->target, nobody else's until it is whole. */
static int open_temporary(driver_output *out)
{
    hp_buf path = { 0 };
    buffer_format(&path, "%s.XXXXXX", out->target);
    if (path.failed)
        return ENOMEM;
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before); /* between the file and `guarded` there must be no signal */
    out->fd = mkostemp(path.ptr, O_CLOEXEC);
    int error = out->fd < 0 ? errno : 0;
    if (!error) {
        out->temporary = path.ptr;
        guarded = path.ptr;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (error)
        hp_buf_free(&path);
    return error;
}

int driver_output_replace(driver_output *out, const char *path, const struct stat *info)
{
    *out = (driver_output){ .name = path, .fd = -1, .target = realpath(path, NULL), .mode = info->st_mode & 07777 };
    int error = out->target ? open_temporary(out) : errno;
    struct stat made;
    if (!error && fstat(out->fd, &made) != 0)
        error = errno;
    if (!error && (made.st_uid != info->st_uid || made.st_gid != info->st_gid) &&
        fchown(out->fd, info->st_uid, info->st_gid) != 0)
        error = errno;
    if (error)
        driver_output_discard(out);
    return error;
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
    if (lstat(path, &info) == 0 || errno != ENOENT) { /* a device, a fifo, a link to nothing */
        out->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
        return out->fd < 0 ? errno : 0;
    }
    mode_t mask = umask(0);
    umask(mask);
    out->target = strdup(path);
    out->mode = 0666 & ~mask;
    int error = out->target ? open_temporary(out) : ENOMEM;
    if (error)
        driver_output_discard(out);
    return error;
}

int driver_output_direct(driver_output *out, const char *path)
{
    struct stat asked, standard;
    *out = (driver_output){ .name = path, .fd = -1 };
    bool exists = stat(path, &asked) == 0;
    for (int fd = STDOUT_FILENO; exists && out->fd < 0 && fd <= STDERR_FILENO; fd++)
        if (fstat(fd, &standard) == 0 && asked.st_dev == standard.st_dev && asked.st_ino == standard.st_ino &&
            (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY)
            out->fd = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (out->fd < 0)
        out->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return out->fd < 0 ? errno : 0;
}

int driver_output_write(driver_output *out, hp_span bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(out->fd, bytes.ptr, bytes.len);
        if (n >= 0) {
            bytes = (hp_span){ bytes.ptr + n, bytes.len - (size_t)n };
        } else if (errno == EAGAIN) {
            struct pollfd ask = { .fd = out->fd, .events = POLLOUT };
            poll(&ask, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

/* Gives the old file a second name, so that there is no moment without the first. */
static int keep_old(const char *target, const char *suffix)
{
    hp_buf path = { 0 };
    buffer_format(&path, "%s%s", target, suffix);
    int error = path.failed ? ENOMEM : 0;
    if (!error && unlink(path.ptr) != 0 && errno != ENOENT)
        error = errno;
    if (!error && link(target, path.ptr) != 0)
        error = errno;
    hp_buf_free(&path);
    return error;
}

int driver_output_commit(driver_output *out, const char *suffix)
{
    /* Only now: a write takes the set-user-ID bit away. */
    int error = out->temporary && fchmod(out->fd, out->mode) != 0 ? errno : 0;
    if (close(out->fd) != 0 && errno != EINTR && !error)
        error = errno;
    out->fd = -1;
    if (!error && out->temporary && *suffix)
        error = keep_old(out->target, suffix);
    if (!error && out->temporary) {
        if (rename(out->temporary, out->target) != 0)
            error = errno;
        else
            guarded = NULL;
    }
    if (!error) {
        free(out->temporary);
        out->temporary = NULL;
    }
    driver_output_discard(out);
    return error;
}

void driver_output_discard(driver_output *out)
{
    if (out->fd >= 0 && out->fd != STDOUT_FILENO)
        close(out->fd);
    if (out->temporary) {
        unlink(out->temporary);
        guarded = NULL;
    }
    free(out->temporary);
    free(out->target);
    *out = (driver_output){ .fd = -1 };
}
