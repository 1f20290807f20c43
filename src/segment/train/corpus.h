/* corpus.h - a segmented corpus as a tagger learns from it: clauses with the features and the right tag of
 * every unit. */
#ifndef SEGMENT_TRAIN_CORPUS_H
#define SEGMENT_TRAIN_CORPUS_H

#include "segment/clause.h"
#include "segment/sections.h"

/* Features of a unit: indexes of blocks of four weights; -1 where there is none. */
#define SEG_FEATURES 12

/* Maps 64-bit keys to the numbers 1, 2, 3 … in order of first sight. */
typedef struct seg_map {
    uint64_t *keys; /* by slot */
    uint32_t *values, count;
    size_t slots;
} seg_map;

/* The space of features: blocks of fixed tables first, then four for each pair and each word seen in training. */
typedef struct seg_space {
    const hp_seglex *lex;
    seg_map pairs, words; /* keys: first id << 16 | second id; the lexicon's number of the word */
    hp_buf word_texts;    /* what words read like, each ended by LF, in the order of their numbers */
    size_t context, joint, chain, rest; /* where the tables begin; uni begins at 0 */
} seg_space;

typedef struct seg_clause {
    uint32_t begin, length; /* its units */
    float weight;           /* what an error in it counts */
} seg_clause;

typedef struct seg_corpus {
    seg_clause *clauses;
    size_t clause_count, clause_cap;
    int32_t (*features)[SEG_FEATURES]; /* by unit */
    uint8_t *tags, *kinds;             /* by unit */
    size_t unit_count, unit_cap, sentences, words;
} seg_corpus;

void seg_space_open(seg_space *space, const hp_seglex *lex);
void seg_space_free(seg_space *space);

/* Number of blocks, now that no feature is added any more. */
size_t seg_space_blocks(const seg_space *space);

/* The first of the four blocks of pair or word number `n`, from 1. */
size_t seg_space_pair(const seg_space *space, uint32_t n);
size_t seg_space_word(const seg_space *space, uint32_t n);

/* Adds the sentences of the file at `path` ("-": standard input), one a line, words between blanks.  An error
 * in them counts `weight`.  With `learn`, pairs and words not seen before become features.  HP_EIO, HP_EDATA,
 * HP_ENOMEM. */
hp_status seg_corpus_read(seg_corpus *corpus, seg_space *space, const char *path, float weight, bool learn,
                          hp_error *err);

void seg_corpus_free(seg_corpus *corpus);

#endif
