/* tf_idf.h - counts the words of documents and ranks them by TF-IDF.
 *
 *     TF     how often the word occurs in the document / the document's words
 *     IDF    1 + ln((1 + documents) / (1 + documents with the word))
 *
 * The documents are those that were counted, or those of a table made before, of which they are then no part.
 * A word is what stands between blanks, or bytes that are not UTF-8, and has a letter; a number or a sign is none.
 * Worked: of two documents "甲乙 甲乙 丙丁" and "丙丁", 甲乙 has TF 2/3 in the first and IDF 1 + ln(3/2).
 *
 * Memory: about 70 bytes and its text for each different word, and 8 bytes for each different word of each document
 * that is kept.  Words of more than TERMS_WORD_BYTES bytes are counted as words but never listed.
 */
#ifndef TERMS_TF_IDF_H
#define TERMS_TF_IDF_H

#include "text/fields.h"

enum { TERMS_WORD_BYTES = 255 };

typedef struct terms_counts terms_counts;

/* A word as ranked. */
typedef struct terms_term {
    hp_span text; /* borrowed from the terms_counts until a word is next added */
    uint64_t count;
    uint64_t documents; /* with the word, in the table if there is one */
    double score;
} terms_term;

/* What is ranked. */
typedef struct terms_limits {
    size_t number;  /* so many of the best */
    size_t chars;   /* words of at least so many characters */
    uint64_t count; /* that occur at least so often */
} terms_limits;

/* The document's number for all of them together. */
#define TERMS_ALL SIZE_MAX

/* NULL when memory is out.  The caller ends it with terms_free(). */
terms_counts *terms_new(void);

/* Frees.  NULL is allowed. */
void terms_free(terms_counts *terms);

/* Appends what the word is counted as; words that are counted as the same are one term. */
typedef void (*terms_fold)(const void *by, hp_span word, hp_buf *out);

/* Counts words as `fold` has them, from the beginning on; a term is listed in the form that came up first. */
void terms_set_fold(terms_counts *terms, terms_fold fold, const void *by);

/* Never lists the words of `list`: the first of each line.  Errors: HP_NO_MEMORY, HP_LIMIT. */
hp_status terms_stop(terms_counts *terms, text_list *list, hp_error *err);

/* True when the word is one of those. */
bool terms_is_stopped(terms_counts *terms, hp_span word);

/* Counts the words of `text` in the document at hand.  Errors: HP_NO_MEMORY, HP_LIMIT (2^32 different words). */
hp_status terms_add(terms_counts *terms, hp_span text, hp_error *err);

/* Ends the document at hand, which becomes number terms_kept() - 1.  Errors: HP_NO_MEMORY. */
hp_status terms_end_document(terms_counts *terms, hp_error *err);

/* The number of words in the document at hand. */
uint64_t terms_words_here(const terms_counts *terms);

/* The number of documents ended, and of those whose own counts are kept. */
uint64_t terms_documents(const terms_counts *terms);
size_t terms_kept(const terms_counts *terms);

/* Gives up the documents' own counts; their sums stay. */
void terms_forget(terms_counts *terms);

/* Appends the table of document frequencies: a line "documents TAB number", then "word TAB number" for each word that
 * at least `least` documents have, the commonest first. */
hp_status terms_write_table(const terms_counts *terms, uint64_t least, hp_buf *out, hp_error *err);

/* Takes such a table in place of the counted documents.  Errors: HP_BAD_DATA (err->line), HP_NO_MEMORY. */
hp_status terms_read_table(terms_counts *terms, text_list *table, hp_error *err);

/* Ranks the words of kept document `document`, or of all documents taken as one: the greatest score first, of equals
 * by bytes.  *ranked is the caller's to free(), NULL when there is none.  Errors: HP_NO_MEMORY. */
hp_status terms_rank(const terms_counts *terms, size_t document, const terms_limits *limits, terms_term **ranked,
                     size_t *count, hp_error *err);

#endif
