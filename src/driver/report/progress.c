/* progress.c - see progress.h.  Worked: "312 MB of 1024 MB, 210 MB/s, 3 s left". */
#include "driver/report/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const uint64_t large = 64 << 20;
static const double interval = 0.5;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void driver_progress_start(driver_progress *progress, uint64_t total)
{
    *progress = (driver_progress){ .total = total };
    progress->on = total >= large && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    if (progress->on)
        progress->start = progress->last = now();
}

void driver_progress_update(driver_progress *progress, uint64_t done)
{
    if (!progress->on)
        return;
    double t = now();
    if (t - progress->last < interval)
        return;
    progress->last = t;
    progress->shown = true;
    double rate = (double)done / (t - progress->start);
    double left = done < progress->total ? (double)(progress->total - done) / rate : 0;
    fprintf(stderr, "\r\033[K%.0f MB of %.0f MB, %.0f MB/s, %.0f s left", (double)done / 1e6,
            (double)progress->total / 1e6, rate / 1e6, left);
}

void driver_progress_end(driver_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
