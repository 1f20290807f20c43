/* format.c - the list of formats, and which of them a file is in. */
#include "driver/compressed/format.h"

#include <string.h>

const compressed_format *const compressed_formats[] = { &compressed_gzip, &compressed_zstd, &compressed_xz,
                                                        &compressed_bzip2, NULL };

const compressed_format *compressed_find(const char *name)
{
    size_t i = 0;
    while (compressed_formats[i] && strcmp(compressed_formats[i]->name, name) != 0)
        i++;
    return compressed_formats[i];
}

bool compressed_sniff(hp_span head, bool is_all, const compressed_format **format)
{
    bool may_be_any = head.len == 0;
    *format = NULL;
    for (size_t i = 0; head.len > 0 && compressed_formats[i]; i++) {
        bool is_start = false;
        if (compressed_formats[i]->is_it(head, &is_start)) {
            *format = compressed_formats[i];
            return true;
        }
        may_be_any = may_be_any || is_start;
    }
    return is_all || !may_be_any;
}
