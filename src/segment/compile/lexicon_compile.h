/* lexicon_compile.h - makes the section "seg.lex" of word lists. */
#ifndef SEGMENT_COMPILE_LEXICON_COMPILE_H
#define SEGMENT_COMPILE_LEXICON_COMPILE_H

#include "data/data_file_write.h"

/* Reads `jieba`/dict.txt, and seg-fold.tsv and seg-words.tsv in `dicts`.  False after a message that names file and
 * line. */
bool seg_compile_lexicon(data_writer *writer, const char *jieba, const char *dicts);

#endif
