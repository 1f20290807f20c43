/* clock.h - seconds, for rates and reports. */
#ifndef DRIVER_CLOCK_H
#define DRIVER_CLOCK_H

#include <time.h>

/* Since some moment, on the monotonic clock. */
static inline double driver_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#endif
