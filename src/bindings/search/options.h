/* options.h - what tokens a text has. */
#ifndef BINDINGS_SEARCH_OPTIONS_H
#define BINDINGS_SEARCH_OPTIONS_H

#include "hanpipe.h"

typedef enum index_grain {
    INDEX_GRAIN_SEARCH, /* the smallest words: every word is found, and those inside it */
    INDEX_GRAIN_COARSE, /* terms: 大学 does not find 北京大学 */
    INDEX_GRAIN_CHAR    /* characters: every piece of a text is found */
} index_grain;

typedef struct index_options {
    index_grain grain;
    bool fold_script;       /* either script finds both */
    bool pinyin;            /* Han words also by their reading, without tones: guojia */
    bool tags;              /* words have their part of speech */
    const char *word_files; /* NULL or options of seg for them: "--words=FILE --words=FILE" */
} index_options;

#endif
