/* source_lines.h - text files of the compilers, line by line.
 *
 * A compiler runs once and ends: what it allocates is left to the end of the process where freeing would only add
 * code.  Messages go to standard error as "file:line: what".
 */
#ifndef DATA_SOURCE_LINES_H
#define DATA_SOURCE_LINES_H

#include "text/fields.h"

/* A text file, read whole. */
typedef struct source_lines {
    hp_buf path; /* NUL-terminated */
    text_list list;
} source_lines;

/* Reads DIR/NAME.  False, with a message, when it cannot be read or is not UTF-8. */
bool source_lines_open(source_lines *text, const char *dir, const char *name);

/* Gives the next line that says something, as text_list_next() does; text_take_field() takes it apart. */
bool source_lines_next(source_lines *text, hp_span *line);

/* Prints "path:line: text"; returns false. */
bool source_lines_complain(const source_lines *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

void source_lines_close(source_lines *text);

#endif
