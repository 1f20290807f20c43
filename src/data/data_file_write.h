/* data_file_write.h - collects sections and writes them as one file; the layout is in data/data_file.h. */
#ifndef DATA_DATA_FILE_WRITE_H
#define DATA_DATA_FILE_WRITE_H

#include "data/data_layout.h"
#include "data/source_lines.h"

/* The file in the making. */
typedef struct data_writer {
    data_section sections[256];
    size_t count;
    hp_buf sources; /* "name version (licence)" lines */
} data_writer;

/* Adds a section of this name (at most 16 bytes) and takes *bytes over, leaving it empty.  False when memory is out or
 * the name is taken. */
bool data_writer_add(data_writer *writer, const char *name, hp_buf *bytes);

/* Notes a dictionary for --version, with its licence as SPDX names it. */
void data_writer_source(data_writer *writer, const char *name, const char *version, const char *licence);

/* The same for one whose text carries no version: its checksum tells which it is. */
void data_writer_source_unversioned(data_writer *writer, const char *name, const source_lines *text,
                                    const char *licence);

/* Sorts the sections by name and writes the file: to FILE.tmp first, renamed when whole, because a mapped file must not
 * change under its reader; a device is written to directly.  False, with a message. */
bool data_writer_save(data_writer *writer, const char *path);

#endif
