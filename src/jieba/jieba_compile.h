/* jieba_compile.h - makes the jieba engine's sections of jieba's own files. */
#ifndef JIEBA_JIEBA_COMPILE_H
#define JIEBA_JIEBA_COMPILE_H

#include "data/data_file_write.h"

/* DIR/dict.txt and DIR/finalseg/prob_*.py of jieba.  False after a message that names file and line. */
bool jieba_compile(data_writer *writer, const char *dir);

#endif
