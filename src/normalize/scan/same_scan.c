/* same_scan.c - see same_scan.h. */
#include "normalize/scan/same_scan.h"

#include <stdbool.h>

const char *norm_skip_same_plain(const char *at, const char *end)
{
    const unsigned char *p = (const unsigned char *)at, *stop = (const unsigned char *)end;
    for (;;) {
        while (p < stop && *p < 0x80)
            p++;
        if (stop - p < 3)
            return (const char *)p;
        bool han = *p >= 0xE4 && *p <= 0xE9 && (*p > 0xE4 || p[1] >= 0xB8);
        bool mark = *p == 0xE3 && p[1] == 0x80 && p[2] >= 0x81 && p[2] <= 0xA0;
        if (!han && !mark)
            return (const char *)p;
        p += 3;
    }
}

const char *norm_skip_same(const char *at, const char *end)
{
#if VECTOR_X86
    if (VECTOR_HAS("avx2"))
        at = norm_skip_same_avx2(at, end);
#endif
    return norm_skip_same_plain(at, end);
}
