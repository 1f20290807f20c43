/* mkdict.h - what the compilers of sections share: reading text files line by line, and collecting sections.
 *
 * The program runs once and ends: what it allocates is left to the end of the process where freeing would only add
 * code.  Messages go to standard error as "file:line: what".
 */
#ifndef MKDICT_H
#define MKDICT_H

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

/* The file in the making. */
typedef struct data_writer {
    struct data_section {
        char name[17];
        hp_buf bytes;
    } sections[256];
    size_t count;
    hp_buf sources; /* "name version" lines */
} data_writer;

/* Adds a section of this name (at most 16 bytes) and takes *bytes over, leaving it empty.  False when memory is out or
 * the name is taken. */
bool data_writer_add(data_writer *mk, const char *name, hp_buf *bytes);

/* Notes a dictionary for --version. */
void data_writer_source(data_writer *mk, const char *name, const char *version);

/* The same for one whose text carries no version: its checksum tells which it is. */
void data_writer_source_unversioned(data_writer *mk, const char *name, const source_lines *text);

/* Sorts the sections by name and writes the file: to FILE.tmp first, renamed when whole, because a mapped file must not
 * change under its reader; a device is written to directly.  False, with a message. */
bool data_writer_save(data_writer *mk, const char *path);

#endif
