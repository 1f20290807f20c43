/* opencc_sections.h - makes the sections of conversion of a folder of configurations. */
#ifndef CONVERT_COMPILE_OPENCC_SECTIONS_H
#define CONVERT_COMPILE_OPENCC_SECTIONS_H

#include "convert/compile/compile_sources.h"
#include "data/data_file_write.h"

/* Adds the exact tables of all configurations that are there and, where word lists are given, the best path's.  False
 * after a message that names the file. */
bool conv_compile(data_writer *writer, const conv_sources *from);

#endif
