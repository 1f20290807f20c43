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
 * that is kept.  Words of more than HP_TERM_BYTES bytes are counted as words but never listed.
 */
#ifndef TERMS_TF_IDF_H
#define TERMS_TF_IDF_H

#include "hanpipe.h"

enum { HP_TERM_BYTES = 255 };

typedef struct hp_terms hp_terms;

/* A word as ranked. */
typedef struct hp_term {
    hp_span text; /* borrowed from the hp_terms until a word is next added */
    uint64_t count;
    uint64_t documents; /* with the word, in the table if there is one */
    double score;
} hp_term;

/* What is ranked. */
typedef struct hp_terms_limits {
    size_t number;  /* so many of the best */
    size_t chars;   /* words of at least so many characters */
    uint64_t count; /* that occur at least so often */
} hp_terms_limits;

/* The document's number for all of them together. */
#define HP_TERMS_ALL SIZE_MAX

/* NULL when memory is out.  The caller ends it with hp_terms_free(). */
hp_terms *hp_terms_new(void);

/* Frees.  NULL is allowed. */
void hp_terms_free(hp_terms *terms);

/* Never lists the words of `list`: the first of each line.  Errors: HP_ENOMEM, HP_ELIMIT. */
hp_status hp_terms_stop(hp_terms *terms, hp_span list, hp_error *err);

/* True when the word is one of those. */
bool hp_terms_is_stopped(const hp_terms *terms, hp_span word);

/* Counts the words of `text` in the document at hand.  Errors: HP_ENOMEM, HP_ELIMIT (2^32 different words). */
hp_status hp_terms_add(hp_terms *terms, hp_span text, hp_error *err);

/* Ends the document at hand, which becomes number hp_terms_kept() - 1.  Errors: HP_ENOMEM. */
hp_status hp_terms_end_document(hp_terms *terms, hp_error *err);

/* The number of words in the document at hand. */
uint64_t hp_terms_words_here(const hp_terms *terms);

/* The number of documents ended, and of those whose own counts are kept. */
uint64_t hp_terms_documents(const hp_terms *terms);
size_t hp_terms_kept(const hp_terms *terms);

/* Gives up the documents' own counts; their sums stay. */
void hp_terms_forget(hp_terms *terms);

/* Appends the table of document frequencies: a line "documents TAB number", then "word TAB number" for each word that
 * at least `least` documents have, the commonest first. */
hp_status hp_terms_write_table(const hp_terms *terms, uint64_t least, hp_buf *out, hp_error *err);

/* Takes such a table in place of the counted documents.  Errors: HP_EDATA (err->line), HP_ENOMEM. */
hp_status hp_terms_read_table(hp_terms *terms, hp_span table, hp_error *err);

/* Ranks the words of kept document `document`, or of all documents taken as one: the greatest score first, of equals
 * by bytes.  *ranked is the caller's to free(), NULL when there is none.  Errors: HP_ENOMEM. */
hp_status hp_terms_rank(const hp_terms *terms, size_t document, const hp_terms_limits *limits, hp_term **ranked,
                        size_t *count, hp_error *err);

#endif
