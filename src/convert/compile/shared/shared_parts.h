/* shared_parts.h - puts what the tables of a data file have in common into one section (convert/table_parts.h). */
#ifndef CONVERT_COMPILE_SHARED_SHARED_PARTS_H
#define CONVERT_COMPILE_SHARED_SHARED_PARTS_H

#include "convert/table_codes.h"
#include "data/data_file_write.h"

/* Takes the entries, codes and outputs of all tables in `writer`, which have the codes of `codes`, and the nodes of
 * those that have their keys in common, into one section.  False when memory is out, or there is too much for the
 * numbers of the format. */
bool conv_share_parts(data_writer *writer, const conv_codes *codes);

#endif
