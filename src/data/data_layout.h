/* data_layout.h - lays sections out as one data file, in memory; the layout is in data/data_file.h. */
#ifndef DATA_DATA_LAYOUT_H
#define DATA_DATA_LAYOUT_H

#include "hanpipe.h"

/* A section for a file. */
typedef struct data_section {
    char name[17]; /* NUL-terminated */
    hp_buf bytes;
} data_section;

/* Appends the file of these sections, which are sorted by name, to *out, which is empty.  Memory that is out sets
 * out->failed. */
void data_lay_out(const data_section *sections, size_t count, hp_buf *out);

/* Fills *out with zeros up to a multiple of DATA_ALIGN bytes. */
void data_pad(hp_buf *out);

#endif
