/* options.h - what stands behind tokenize = 'hanpipe, as words: "grain", "search", "pinyin", "on". */
#ifndef BINDINGS_SQLITE_OPTIONS_H
#define BINDINGS_SQLITE_OPTIONS_H

#include "bindings/search/index_words.h"

typedef struct tokenizer_options {
    index_options index;
    hp_buf word_files;      /* what index.word_files points to, with a NUL */
    const char *data;       /* NULL, or a data file; borrowed from the words */
    const char *stop_words; /* NULL, "builtin", or a file; borrowed */
} tokenizer_options;

/* Reads the `count` words of `words`: pairs of a name and a value, or both in one with = between them.  Values that are
 * files are refused unless `files` is true.  On failure *reason gets a line of text, static; *out is to be freed in any
 * case. */
bool tokenizer_options_read(tokenizer_options *out, const char **words, int count, bool files, const char **reason);

void tokenizer_options_free(tokenizer_options *options);

#endif
