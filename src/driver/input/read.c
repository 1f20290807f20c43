/* read.c - opens files and reads their text, waiting where there is none yet.
 *
 * Of a file that is compressed, its text is read (compressed/unpack.h).
 * Who waits for input can be woken: a pipe stands beside the file in poll(), and a fifo is opened without waiting for
 * its writer, so that poll() is the only place to wait.
 * Worked: of a fifo nobody has opened for writing input_read_text() returns once somebody has written, or with
 * ECANCELED once driver_input_stop() was called.
 */
#include "driver/input/input_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "driver/pipe.h"
#include "driver/report/message.h"

bool input_open_file(driver_input *input, driver_file *file)
{
    file->opened = true;
    file->fd = strcmp(file->name, "-") == 0 ? STDIN_FILENO : open(file->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file->fd < 0 || fstat(file->fd, &file->info) != 0) {
        file->open_error = errno;
        driver_complain(input->settings->program, "%s: %s", file->name, strerror(file->open_error));
        input->failed = true;
        return false;
    }
    if (!S_ISREG(file->info.st_mode))
        driver_widen_pipe(file->fd);
    file->start = S_ISREG(file->info.st_mode) ? (uint64_t)lseek(file->fd, 0, SEEK_CUR) : 0;
    if (input->records || !pipeline_get_needs(input->pipeline).head)
        return true;
    file->decisions = pipeline_decisions_new(input->pipeline);
    if (!file->decisions) {
        driver_complain(input->settings->program, "%s: out of memory", file->name);
        input->failed = true;
    }
    return file->decisions != NULL;
}

bool input_is_readable(const driver_file *file)
{
    struct pollfd ask = { .fd = file->fd, .events = POLLIN };
    return S_ISREG(file->info.st_mode) || poll(&ask, 1, 0) != 0;
}

/* Waits until there is something to read, or the input is stopped. */
static void await_input(const driver_input *input, int fd)
{
    struct pollfd ask[2] = { { .fd = fd, .events = POLLIN }, { .fd = input->wake[0], .events = POLLIN } };
    poll(ask, 2, -1);
}

/* read(), again after a signal, and after waiting where a wait is to be seen: other threads may stop it, or a fifo has
 * no writer yet.  ECANCELED when the input is stopped. */
static ssize_t read_some(const driver_input *input, const driver_file *file, char *to, size_t room)
{
    bool waits = S_ISFIFO(file->info.st_mode) && file->fd != STDIN_FILENO;
    if (waits || (input->wake[0] >= 0 && !S_ISREG(file->info.st_mode)))
        await_input(input, file->fd);
    for (;;) {
        if (atomic_load(&input->stopped)) {
            errno = ECANCELED;
            return -1;
        }
        ssize_t n = read(file->fd, to, room);
        if (n >= 0 || (errno != EINTR && errno != EAGAIN))
            return n;
        if (errno == EAGAIN)
            await_input(input, file->fd);
    }
}

ssize_t input_read_text(driver_input *input, driver_file *file, char *to, size_t room)
{
    unpacker *u = &file->unpack;
    for (;;) {
        size_t raw_room = room;
        ssize_t n = unpack_is_plain(u) ? 0 : unpack_take(u, to, room);
        file->format = u->format;
        if (n != 0 || u->at_end)
            return n;
        char *raw = unpack_is_plain(u) ? to : unpack_room(u, &raw_room);
        n = raw ? read_some(input, file, raw, raw_room) : -1;
        if (n < 0) {
            errno = raw ? errno : ENOMEM;
            return n;
        }
        input->read += (uint64_t)n;
        if (raw == to)
            return n;
        unpack_add(u, (size_t)n);
    }
}
