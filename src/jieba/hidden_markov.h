/* hidden_markov.h - jieba's model for words that are in no dictionary. */
#ifndef JIEBA_HIDDEN_MARKOV_H
#define JIEBA_HIDDEN_MARKOV_H

#include "jieba/dictionary.h"

/* Puts out places `from` to `to` of the run's block, which the best path left as single characters. */
void jieba_cut_unknown(const jieba_dictionary *jieba, jieba_scratch *s, hp_span run, size_t from, size_t to);

#endif
