/* write_utf16.h - a library's answer in UTF-16 in place of some of a line's characters. */
#ifndef NORMALIZE_LINE_WRITE_UTF16_H
#define NORMALIZE_LINE_WRITE_UTF16_H

#include "normalize/line/line.h"

/* Writes `text`, of `length` units, in place of the cells [from, to) of the writer's line; there is room for it.  What
 * is the same at both ends is written as it was, so that an edit is no longer than it must be. */
void norm_write_utf16(norm_writer *writer, size_t from, size_t to, const uint16_t *text, int32_t length, uint8_t rule);

#endif
