/* word_lists.h - the lists of words: rime's essay and jieba's dictionary with frequencies, and the project's. */
#ifndef CONVERT_COMPILE_WORD_LISTS_H
#define CONVERT_COMPILE_WORD_LISTS_H

#include "convert/compile/word_costs.h"
#include "convert/opencc_exact.h"
#include "data/data_file_write.h"

/* All add to the words what the list has, and return false after a message. */

/* The essay's Traditional words, and what `to_simplified` makes of them; the file is named in "sources". */
bool conv_read_essay(const char *path, const conv_exact *to_simplified, conv_words *simplified, conv_words *traditional,
                     data_writer *writer);

/* dict.txt of jieba's folder. */
bool conv_read_jieba(const char *dir, conv_words *simplified);

/* conv-words.tsv of the folder of our tables: its forms go first, and so do its frequencies where it has them. */
bool conv_read_own(const char *dicts, conv_words *simplified);

#endif
