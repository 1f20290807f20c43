/* input.c - reads files into chunks that end at a line's end.
 *
 * Given files of any bytes it hands out all of them, in order, each chunk ending at an LF or at its file's end.
 * What was read behind the last LF waits in `carry` for the next chunk.  A chunk goes out before the next read would
 * block, so a slow writer upstream never holds a line back.
 * Worked, with chunk size 4: "ab\ncd\nef" → "ab\n", "cd\n", "ef" (last).
 */
#include "driver/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver/pipe.h"
#include "text/utf8.h"

bool driver_input_open(driver_input *input, const driver_settings *settings, const hp_pipeline *pipeline)
{
    size_t count = settings->file_count ? settings->file_count : 1;
    *input = (driver_input){
        .settings = settings, .pipeline = pipeline, .count = count, .files = calloc(count, sizeof *input->files)
    };
    if (!input->files)
        return false;
    for (size_t i = 0; i < count; i++) {
        input->files[i].name = settings->file_count ? settings->files[i] : "-";
        input->files[i].fd = -1;
        input->files[i].line = 1;
    }
    return true;
}

void driver_input_close(driver_input *input)
{
    for (size_t i = 0; input->files && i < input->count; i++) {
        if (input->files[i].fd > STDIN_FILENO)
            close(input->files[i].fd);
        free(input->files[i].stage_offsets);
    }
    free(input->files);
    hp_buf_free(&input->carry);
    *input = (driver_input){ 0 };
}

uint64_t driver_input_size(const driver_input *input)
{
    uint64_t total = 0;
    for (size_t i = 0; i < input->count; i++) {
        struct stat info;
        bool is_stdin = strcmp(input->files[i].name, "-") == 0;
        if ((is_stdin ? fstat(STDIN_FILENO, &info) : stat(input->files[i].name, &info)) != 0)
            continue;
        if (!S_ISREG(info.st_mode))
            return 0;
        total += (uint64_t)info.st_size;
    }
    return total;
}

static bool open_file(driver_input *input, driver_file *file)
{
    file->opened = true;
    file->fd = strcmp(file->name, "-") == 0 ? STDIN_FILENO : open(file->name, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0 || fstat(file->fd, &file->info) != 0) {
        driver_complain(input->settings->program, "%s: %s", file->name, strerror(errno));
        input->failed = true;
        return false;
    }
    driver_widen_pipe(file->fd);
    return true;
}

static bool wait_readable(int fd, int timeout)
{
    struct pollfd ask = { .fd = fd, .events = POLLIN };
    return poll(&ask, 1, timeout) != 0;
}

/* read(), again after a signal, and after waiting where the descriptor does not block. */
static ssize_t read_some(int fd, char *to, size_t room)
{
    for (;;) {
        ssize_t n = read(fd, to, room);
        if (n >= 0 || (errno != EINTR && errno != EAGAIN))
            return n;
        if (errno == EAGAIN)
            wait_readable(fd, -1);
    }
}

/* The number of bytes of the lines that may be handed out before one that is over the limit; bytes.len when none is. */
static size_t length_within(hp_span bytes, size_t limit)
{
    size_t from = 0;
    while (bytes.len - from > limit) {
        const char *lf = memchr(bytes.ptr + from, '\n', limit + 1);
        if (!lf)
            return from;
        from = (size_t)(lf + 1 - bytes.ptr);
    }
    return bytes.len;
}

/* Puts everything behind the last LF of the chunk back for later. */
static void keep_back(driver_input *input, driver_chunk *chunk, size_t whole)
{
    hp_buf_append(&input->carry, (hp_span){ chunk->bytes.ptr + whole, chunk->bytes.len - whole });
    chunk->bytes.len = whole;
}

/* Reads into the chunk until it holds whole lines and enough of them, or the file ends.  `whole` counts the bytes up
 * to the last LF seen. */
static void fill(driver_input *input, driver_file *file, driver_chunk *chunk)
{
    const driver_settings *s = input->settings;
    hp_buf *bytes = &chunk->bytes;
    size_t whole = 0;
    for (;;) {
        size_t room = s->chunk > bytes->len / 2 ? s->chunk : bytes->len / 2;
        char *to = hp_buf_reserve(bytes, room);
        ssize_t n = to ? read_some(file->fd, to, room) : -1;
        if (n <= 0) {
            chunk->error = n < 0 ? (to ? errno : ENOMEM) : 0;
            chunk->last = true;
            whole = bytes->len;
            break;
        }
        bytes->len += (size_t)n;
        const char *lf = memrchr(to, '\n', (size_t)n);
        if (lf)
            whole = (size_t)(lf + 1 - bytes->ptr);
        else if (bytes->len - whole > s->max_line)
            break;
        size_t ready = pipeline_ready_length(input->pipeline, (hp_span){ bytes->ptr, whole });
        if (ready > 0 && (bytes->len >= s->chunk || !wait_readable(file->fd, 0))) {
            whole = ready;
            break;
        }
    }
    size_t within = length_within((hp_span){ bytes->ptr, bytes->len }, s->max_line);
    if (within < bytes->len) {
        chunk->long_line = file->line + text_count_lines((hp_span){ bytes->ptr, within });
        chunk->last = true;
        bytes->len = within;
    } else if (!chunk->last) {
        keep_back(input, chunk, whole);
    }
}

bool driver_input_take(driver_input *input, driver_chunk *chunk)
{
    while (input->at < input->count && !input->files[input->at].opened)
        if (!open_file(input, &input->files[input->at]))
            input->at++;
    if (input->at == input->count)
        return false;
    driver_file *file = &input->files[input->at];
    chunk->file = file;
    chunk->place = (hp_place){ .file = file->name, .line = file->line, .offset = file->offset };
    chunk->ticket = input->ticket++;
    chunk->last = file->failed;
    chunk->error = 0;
    chunk->long_line = 0;
    chunk->bytes.len = 0;
    if (!chunk->last) {
        hp_buf_append(&chunk->bytes, (hp_span){ input->carry.ptr, input->carry.len });
        input->carry.len = 0;
        fill(input, file, chunk);
    }
    if (chunk->bytes.failed || input->carry.failed) {
        chunk->error = ENOMEM;
        chunk->last = true;
        chunk->bytes.failed = input->carry.failed = false;
    }
    file->offset += chunk->bytes.len;
    file->line += text_count_lines((hp_span){ chunk->bytes.ptr, chunk->bytes.len });
    if (chunk->last) {
        if (file->fd > STDIN_FILENO)
            close(file->fd);
        file->fd = -1;
        input->carry.len = 0;
        input->at++;
    }
    chunk->more = input->at < input->count;
    return true;
}
