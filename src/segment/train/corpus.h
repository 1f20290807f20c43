/* corpus.h - a segmented corpus as a tagger learns from it: clauses with the features and the right tag of
 * every unit. */
#ifndef SEGMENT_TRAIN_CORPUS_H
#define SEGMENT_TRAIN_CORPUS_H

#include "segment/clause.h"
#include "segment/sections.h"
#include "text/map/number_map.h"

/* Features of a unit: indexes of blocks of four weights; -1 where there is none. */
#define TRAIN_FEATURES 12

/* The space of features: blocks of fixed tables first, then four for each pair and each word seen in training. */
typedef struct train_space {
    const seg_lexicon *lex;
    /* Numbers from 1, in order of first sight, by first id << 16 | second id and by the lexicon's number of the word.
     */
    number_map pairs, words;
    hp_buf word_texts;                  /* what words read like, each ended by LF, in the order of their numbers */
    size_t context, joint, chain, rest; /* where the tables begin; uni begins at 0 */
    bool failed;                        /* memory was out for a pair or a word */
} train_space;

typedef struct train_clause {
    uint32_t begin, length; /* its units */
    float weight;           /* what an error in it counts */
} train_clause;

typedef struct train_corpus {
    train_clause *clauses;
    size_t clause_count, clause_cap;
    int32_t (*features)[TRAIN_FEATURES]; /* by unit */
    uint8_t *tags, *kinds;               /* by unit */
    size_t unit_count, unit_cap, sentences, words;
} train_corpus;

void train_space_open(train_space *space, const seg_lexicon *lex);
void train_space_free(train_space *space);

/* Number of blocks, now that no feature is added any more. */
size_t train_space_blocks(const train_space *space);

/* The first of the four blocks of pair or word number `n`, from 1. */
size_t train_space_pair(const train_space *space, uint32_t n);
size_t train_space_word(const train_space *space, uint32_t n);

/* Adds the sentences of the file at `path` ("-": standard input), one a line, words between blanks.  An error
 * in them counts `weight`.  With `learn`, pairs and words not seen before become features.  HP_IO, HP_BAD_DATA,
 * HP_NO_MEMORY. */
hp_status train_corpus_read(train_corpus *corpus, train_space *space, const char *path, float weight, bool learn,
                            hp_error *err);

void train_corpus_free(train_corpus *corpus);

#endif
