/* crf.h - learning the weights: a linear-chain conditional random field by stochastic gradient. */
#ifndef SEGMENT_TRAIN_CRF_H
#define SEGMENT_TRAIN_CRF_H

#include "segment/train/corpus.h"

typedef struct train_weights {
    float *blocks;  /* 4 a block, by tag */
    float *squares; /* sums of squared gradients, for the step's size */
    size_t count;
    double trans[8], trans_squares[8]; /* B>M B>E M>M M>E E>B E>S S>B S>S */
} train_weights;

/* All weights 0.  False when memory is out. */
bool train_weights_open(train_weights *weights, size_t blocks);
void train_weights_free(train_weights *weights);

typedef struct train_plan {
    double rate;  /* of the steps */
    double decay; /* pull towards 0 */
} train_plan;

/* Goes once through the corpus, in an order that depends on *seed alone, and moves the weights.  Returns the
 * number of units whose right tag was thought unlikely.  False in *good when memory is out. */
size_t train_crf_epoch(const train_corpus *corpus, const train_plan *plan, train_weights *weights, uint64_t *seed,
                       bool *good);

/* Cuts the corpus and returns the word F1, 0 to 100, of the units' cuts.  False in *good when memory is out. */
double train_crf_score(const train_corpus *corpus, const train_weights *weights, bool *good);

#endif
