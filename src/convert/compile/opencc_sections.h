/* opencc_sections.h - makes the sections of conversion of a folder of configurations. */
#ifndef CONVERT_COMPILE_OPENCC_SECTIONS_H
#define CONVERT_COMPILE_OPENCC_SECTIONS_H

#include "convert/compile/best_path_compile.h"

/* Adds the exact tables of all configurations that are there and, where word lists are given, the best path's,
 * whose words are then given to `use`.  False after a message that names the file. */
bool conv_compile(data_writer *writer, const conv_sources *from, const conv_use_words *use);

#endif
