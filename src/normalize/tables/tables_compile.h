/* tables_compile.h - makes the section "norm" of Unicode's files and a table of ours. */
#ifndef NORMALIZE_TABLES_TABLES_COMPILE_H
#define NORMALIZE_TABLES_TABLES_COMPILE_H

#include "data/data_file_write.h"

/* Radicals, private use and scripts, from EquivalentUnifiedIdeograph.txt, Unihan_OtherMappings.txt and
 * Unihan_Variants.txt in the folder `unicode`, and norm-pua.tsv in `dicts`.  False after a message that names file and
 * line. */
bool norm_compile(data_writer *writer, const char *unicode, const char *dicts);

#endif
