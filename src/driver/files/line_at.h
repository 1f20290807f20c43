/* line_at.h - lines of a file that nobody counted while it was read. */
#ifndef DRIVER_LINE_AT_H
#define DRIVER_LINE_AT_H

#include <stdint.h>

/* The number of the line that is at `offset` bytes behind byte `start` of the regular file called `name`, "-" for
 * standard input, where byte `start` is in line 1.  The file is read again: of one that has changed since it is what is
 * there now that counts.  Any thread; where a file stands for others who read it does not change. */
uint64_t driver_line_at(const char *name, uint64_t start, uint64_t offset);

#endif
