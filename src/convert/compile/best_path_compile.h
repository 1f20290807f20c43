/* best_path_compile.h - the tables of the best-path mode: words with costs, and for each configuration the words that
 * decide. */
#ifndef CONVERT_COMPILE_BEST_PATH_COMPILE_H
#define CONVERT_COMPILE_BEST_PATH_COMPILE_H

#include "convert/compile/compile_sources.h"
#include "convert/compile/word_costs.h"
#include "convert/opencc_config.h"
#include "data/data_file_write.h"

/* Is given all words once they have costs and forms.  False after a message. */
typedef bool conv_use_words(data_writer *writer, const conv_sources *from, const conv_words *simplified,
                            const conv_words *traditional);

/* Adds "words.s", "words.t", "conv.rules" and a "best.NAME" for each configuration in *set that reads
 * Simplified or the Traditional forms; `read` reads a dictionary of from->opencc, and `use` has the words after
 * that.  False after a message. */
bool conv_compile_best_path(data_writer *writer, const conv_table_set *set, const conv_sources *from,
                            conv_read_dict *read, conv_use_words *use);

#endif
