/* progress.c - see progress.h.
 *
 * Worked: "312 of 1024 MB, 210 MB/s, 3 s left", and over folders "120 of 400 files, 312 of 1024 MB, …, in/a.txt".
 */
#include "driver/report/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "driver/report/clock.h"
#include "driver/report/message.h"

static const uint64_t large = 64 << 20, many = 1000;
static const double interval = 0.5, plain_interval = 10;

void driver_progress_start(driver_progress *progress, const char *program, driver_amount total, bool is_tree)
{
    *progress = (driver_progress){ .program = program, .total = total };
    bool is_terminal = isatty(STDERR_FILENO), is_large = total.bytes >= large || (is_tree && total.files >= many);
    progress->is_plain = !is_terminal;
    progress->on = is_large && (is_tree || (is_terminal && !isatty(STDOUT_FILENO)));
    if (progress->on)
        progress->start = progress->last = driver_seconds();
}

/* The end of the file's name that fits into a line. */
static const char *shorten(const char *file)
{
    enum { ROOM = 40 };
    size_t length = strlen(file);
    const char *from = length > ROOM ? file + length - ROOM : file;
    while (((unsigned char)*from & 0xC0) == 0x80)
        from++;
    return from;
}

void driver_progress_update(driver_progress *progress, driver_amount done, const char *file)
{
    enum { LINE = 200 };
    char files[LINE / 2] = "", line[LINE];
    double t = progress->on ? driver_seconds() : 0;
    if (!progress->on || t - progress->last < (progress->is_plain ? plain_interval : interval))
        return;
    progress->last = t;
    progress->shown = !progress->is_plain;
    double rate = (double)done.bytes / (t - progress->start);
    double left = done.bytes < progress->total.bytes ? (double)(progress->total.bytes - done.bytes) / rate : 0;
    if (progress->total.files > 1)
        snprintf(files, sizeof files, "%ju of %ju files, ", (uintmax_t)done.files, (uintmax_t)progress->total.files);
    snprintf(line, sizeof line, "%s%.0f of %.0f MB, %.0f MB/s, %.0f s left%s%s", files, (double)done.bytes / 1e6,
             (double)progress->total.bytes / 1e6, rate / 1e6, left, *files ? ", " : "", *files ? shorten(file) : "");
    if (progress->is_plain)
        driver_complain(progress->program, "%s", line);
    else
        fprintf(stderr, "\r\033[K%s", line);
}

void driver_progress_end(driver_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
