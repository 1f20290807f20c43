/* sniff.h - telling that a file is largely not UTF-8, and what it is likely to be. */
#ifndef DRIVER_REPORT_SNIFF_H
#define DRIVER_REPORT_SNIFF_H

#include "hanpipe.h"

/* The number of bytes in `text` that are not UTF-8, NULs included, counted only when a sample from its start suggests
 * that they are many; 0 otherwise. */
size_t driver_sniff_count(hp_span text);

/* Whether `text`, the start of a file, is JSON that writes Chinese characters as escapes, \u4e00 to \u9fff, so that
 * no filter sees them. */
bool driver_sniff_is_escaped(hp_span text);

/* The name of the encoding that `text`, which is not UTF-8, is likely to be in; static storage.  For messages. */
const char *driver_sniff_encoding(hp_span text);

#endif
