/* costs_compile.h - makes the section "decode.costs" of lists of words and a table of ours. */
#ifndef DECODE_COSTS_COMPILE_H
#define DECODE_COSTS_COMPILE_H

#include "data/data_file_write.h"

/* From DIR/dict.txt of `jieba` and the file `essay`, each of which may be NULL, and decode-characters.tsv in `dicts`.
 * False after a message that names file and line. */
bool decode_compile(data_writer *writer, const char *jieba, const char *essay, const char *dicts);

#endif
