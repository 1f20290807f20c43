/* line_at.c - see line_at.h.
 *
 * Lines are counted for messages alone, and most runs have none.
 * Worked: of "a\nb\nc\n" offset 4 is in line 3.
 */
#include "driver/files/line_at.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "text/utf8.h"

uint64_t driver_line_at(const char *name, uint64_t start, uint64_t offset)
{
    enum { AT_ONCE = 1 << 14 };
    char bytes[AT_ONCE];
    uint64_t line = 1;
    int fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    for (uint64_t at = 0; at < offset;) {
        size_t most = offset - at < AT_ONCE ? (size_t)(offset - at) : AT_ONCE;
        ssize_t n = pread(fd, bytes, most, (off_t)(start + at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        line += text_count_lines((hp_span){ bytes, (size_t)n });
        at += (uint64_t)n;
    }
    if (fd > STDIN_FILENO)
        close(fd);
    return line;
}
