/* terms_print.h - how hanterms writes its lists. */
#ifndef HP_TERMS_PRINT_H
#define HP_TERMS_PRINT_H

#include "terms/new_words.h"
#include "terms/tf_idf.h"

typedef enum hp_terms_format { HP_TERMS_TEXT, HP_TERMS_TSV, HP_TERMS_JSONL } hp_terms_format;

/* What a list is of: a file, a line of one (0: the whole file), or everything (file NULL). */
typedef struct hp_terms_of {
    const char *file;
    uint64_t line;
} hp_terms_of;

/* Appends the list of one document or of all.  False when memory is out. */
bool hp_terms_print(hp_terms_format format, hp_terms_of of, const terms_term *terms, size_t count, hp_buf *out);

/* Appends one new word; the first has rank 1. */
bool hp_newword_print(hp_terms_format format, size_t rank, const new_word *word, hp_buf *out);

#endif
