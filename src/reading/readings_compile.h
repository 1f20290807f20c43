/* readings_compile.h - makes the section of readings of its text sources. */
#ifndef READING_READINGS_COMPILE_H
#define READING_READINGS_COMPILE_H

#include "data/data_file_write.h"

/* Readings: DIR/Unihan_Readings.txt and Unihan_Variants.txt of `unihan`, and the tables of ours in `dicts`.  False
 * after a message that names file and line. */
bool reading_compile(data_writer *writer, const char *unihan, const char *dicts);

#endif
