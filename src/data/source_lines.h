/* source_lines.h - text files of the compilers, line by line.
 *
 * A compiler runs once and ends: what it allocates is left to the end of the process where freeing would only add
 * code.  Messages go to standard error as "file:line: what".
 */
#ifndef DATA_SOURCE_LINES_H
#define DATA_SOURCE_LINES_H

#include "hanpipe.h"

/* A text file, read whole. */
typedef struct source_lines {
    hp_buf path; /* NUL-terminated */
    hp_buf bytes;
    size_t at;
    size_t line; /* number of the last line given, from 1 */
} source_lines;

/* Reads DIR/NAME.  False, with a message, when it cannot be read. */
bool source_lines_open(source_lines *text, const char *dir, const char *name);

/* Gives the next line, without CR and LF, skipping blank lines and those that start with '#', and a BOM at the start.
 * False at the end. */
bool source_lines_next(source_lines *text, hp_span *line);

/* Gives the next field of *line, up to a TAB or the line's end, and takes it off.  False when *line is used up. */
bool source_field(hp_span *line, hp_span *field);

/* Prints "path:line: text"; returns false. */
bool source_lines_complain(const source_lines *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

void source_lines_close(source_lines *text);

#endif
