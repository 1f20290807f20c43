/* words_compile.h - makes the sections of detect/sections.h of Unihan and detect-words.tsv. */
#ifndef DETECT_COMPILE_WORDS_COMPILE_H
#define DETECT_COMPILE_WORDS_COMPILE_H

#include "data/data_file_write.h"

/* Adds "detect.words" from the table in `dicts`.  False after a message. */
bool detect_compile_words(data_writer *writer, const char *dicts);

/* Adds "detect.joyo" from Unihan's files in `unihan`.  False after a message. */
bool detect_compile_joyo(data_writer *writer, const char *unihan);

#endif
