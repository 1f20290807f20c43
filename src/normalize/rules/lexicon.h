/* lexicon.h - whether a blank cuts a word, by the segmenter's lexicon. */
#ifndef NORMALIZE_RULES_LEXICON_H
#define NORMALIZE_RULES_LEXICON_H

#include "normalize/work.h"

/* True when the Han before `at` and those from `next` on, one or more blanks between, are better read without them: a
 * word lies over the place that is likelier than what is left of it on either side. */
bool norm_blank_cuts_word(norm_work *work, size_t at, size_t next);

/* True when the Han that ends before `at`, or with `begins` the one at `at`, is a word by itself in the cheapest path
 * of what stands on its side. */
bool norm_is_word_alone(norm_work *work, size_t at, bool begins);

/* True when the Han in [from, to), blanks aside, are for the most part words of two characters or more. */
bool norm_reads_as_words(norm_work *work, size_t from, size_t to);

#endif
