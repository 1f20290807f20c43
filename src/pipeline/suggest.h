/* suggest.h - what somebody most likely meant who wrote a word that is not there.
 *
 * Worked: "hanconv" among the filters → "conv"; "--wrods" among seg's options → "--words"; "-i" of conv → what its
 * table of habits says.
 */
#ifndef PIPELINE_SUGGEST_H
#define PIPELINE_SUGGEST_H

#include "pipeline/filter.h"

/* The nearest of the words offered so far.  Start with {word}. */
typedef struct suggestion {
    const char *given;
    const char *best; /* NULL: none is near */
    size_t distance;  /* of the best one */
} suggestion;

/* Offers one word that there is; borrowed. */
void suggest_offer(suggestion *s, const char *word);

/* Offers the long names of a table, which may be NULL. */
void suggest_offer_options(suggestion *s, const filter_option *options);

/* What the option `given` ("-i", "--path", with or without "=value") of another program is called here; NULL where
 * `habits`, which may be NULL, does not say. */
const char *suggest_habit(const filter_habit *habits, const char *given);

#endif
