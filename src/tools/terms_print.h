/* terms_print.h - how hanterms writes its lists. */
#ifndef TOOL_TERMS_PRINT_H
#define TOOL_TERMS_PRINT_H

#include "terms/new_words.h"
#include "terms/tf_idf.h"

typedef enum tool_terms_format { TOOL_TERMS_TEXT, TOOL_TERMS_TSV, TOOL_TERMS_JSONL } tool_terms_format;

/* What a list is of: a file, a line of one (0: the whole file), or everything (file NULL). */
typedef struct terms_source {
    const char *file;
    uint64_t line;
} terms_source;

/* Appends the list of one document or of all.  False when memory is out. */
bool tool_terms_print(tool_terms_format format, terms_source of, const terms_term *terms, size_t count, hp_buf *out);

/* Appends one new word; the first has rank 1. */
bool new_word_print(tool_terms_format format, size_t rank, const new_word *word, hp_buf *out);

#endif
