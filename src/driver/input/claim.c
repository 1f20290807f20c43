/* claim.c - chunks of a plain file that are taken by one and read while the next is taken.
 *
 * While a thread copies its chunk from a file under the lock, all others wait; in fast tools that is most of the time.
 * Where nothing but the place of its last line's end is to be known of a chunk, a look at its last bytes is enough:
 * then its taker reads it without the lock, from its place in the file, and the file is put behind it for whoever reads
 * on. The file's first chunk, its last and lines longer than the look are read as ever (fill.c).
 * Worked, with chunk size 8: of "ab\ncd\nefghi\n", behind "ab\n", the look at "cd\nefghi" takes "cd\n".
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "driver/input/input_parts.h"
#include "text/utf8.h"

/* Whether other threads take, too, and the chunk's bytes are nothing that is to be known before it is handed out. */
static bool may_claim(const driver_input *input, const driver_file *file)
{
    const driver_settings *s = input->settings;
    uint64_t end = file->start + file->offset + s->chunk;
    return input->wake[0] >= 0 && file->offset > 0 && input_is_plain(file) && end < (uint64_t)file->info.st_size &&
           !file->is_counted && !input->records && (!file->decisions || file->decided) && input->line_end.len == 0 &&
           s->chunk <= s->max_line && pipeline_cuts_at_lf(input->pipeline, file->decisions);
}

bool input_claim(driver_input *input, driver_file *file, driver_chunk *chunk, char window[INPUT_WINDOW],
                 hp_span *last_lines)
{
    size_t step = input->settings->chunk, size = step < INPUT_WINDOW ? step : INPUT_WINDOW;
    uint64_t from = file->start + file->offset;
    if (!may_claim(input, file) || pread(file->fd, window, size, (off_t)(from + step - size)) != (ssize_t)size)
        return false;
    const char *first = memchr(window, '\n', size), *last = memrchr(window, '\n', size);
    if (!last)
        return false;
    *last_lines = (hp_span){ first + 1, (size_t)(last - first) };
    size_t length = step - size + (size_t)(last + 1 - window);
    if (text_count_lines(*last_lines) < pipeline_get_needs(input->pipeline).lines_before ||
        lseek(file->fd, (off_t)(from + length), SEEK_SET) < 0)
        return false;
    input->read += length - input->carry.len; /* which is read again */
    input->carry.len = 0;
    chunk->to_read = length;
    file->is_claimed = true;
    return true;
}

void driver_input_read(driver_chunk *chunk)
{
    uint64_t from = chunk->file->start + chunk->place.offset;
    char *to = chunk->to_read ? hp_buf_reserve(&chunk->bytes, chunk->to_read) : NULL;
    if (chunk->bytes.failed)
        chunk->error = ENOMEM;
    chunk->bytes.failed = false;
    while (to && chunk->bytes.len < chunk->to_read) {
        size_t at = chunk->bytes.len;
        ssize_t n = pread(chunk->file->fd, to + at, chunk->to_read - at, (off_t)(from + at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            const char *lf = at ? memrchr(to, '\n', at) : NULL;
            chunk->error = errno;
            chunk->bytes.len = lf ? (size_t)(lf + 1 - to) : 0;
        }
        if (n <= 0) /* 0: the file has become shorter, and this is its end */
            break;
        chunk->bytes.len += (size_t)n;
    }
    chunk->to_read = 0;
}
