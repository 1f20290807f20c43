/* best_path_compile.h - the tables of the best-path mode: words with costs, and for each configuration the words that
 * decide. */
#ifndef CONVERT_COMPILE_BEST_PATH_COMPILE_H
#define CONVERT_COMPILE_BEST_PATH_COMPILE_H

#include "convert/table_build.h"
#include "convert/compile/compile_sources.h"
#include "convert/compile/word_costs.h"
#include "convert/opencc_config.h"
#include "data/data_file_write.h"

/* Another who has use for the words, once they have costs and forms. */
typedef struct conv_use_words {
    /* Adds keys to "words.s" in the making.  False after a message. */
    bool (*add)(const conv_sources *from, const conv_words *simplified, const conv_words *traditional,
                conv_build *build);
    /* Has the table: adds sections of its own.  False after a message. */
    bool (*compile)(data_writer *writer, const conv_sources *from, const conv_words *simplified,
                    const conv_table *table);
} conv_use_words;

/* Adds "words.s", "words.t", "conv.rules" and a "best.NAME" for each configuration in *set that reads
 * Simplified or the Traditional forms; `read` reads a dictionary of from->opencc.  False after a message. */
bool conv_compile_best_path(data_writer *writer, const conv_table_set *set, const conv_sources *from,
                            conv_read_dict *read, const conv_use_words *use);

#endif
