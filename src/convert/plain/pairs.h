/* pairs.h - what the tables say of the places that the plain pass has listed: which of them may start a deciding key.
 *
 * Places are sorted out by the bitmap of pairs (table.h), by what is behind a place's pair and before it; of those that
 * are left, all nodes are looked up before the first is used, so that none waits for another.
 *
 * Worked: 头 of 剃头发现 is listed, because 头发 decides.  No key has 剃头, so that a piece ends there; no key has 头发现,
 * so that two characters are all that matters.
 */
#ifndef CONVERT_PLAIN_PAIRS_H
#define CONVERT_PLAIN_PAIRS_H

#include "convert/plain/places.h"
#include "convert/table.h"

/* A place where a deciding key may stand. */
typedef struct conv_pair {
    const char *at;
    uint32_t first, second; /* the nodes of its characters, or 0 */
    uint32_t code;          /* of the second */
    size_t length;          /* of the two characters */
    bool goes_on;           /* keys may have more in common with it than those */
    bool joined, breaks;    /* a key may lie across its start, may start at its second; nobody may have asked */
} conv_pair;

/* Lists the places at which a deciding key may stand, of text up to `end`; returns how many there are.  What is around
 * them need be known only if `asks` says so. */
size_t conv_find_pairs(const conv_table *table, const conv_places *places, const char *end, conv_pair_asks asks,
                       conv_pair *pairs);

/* Lists all places, whatever is around them. */
size_t conv_list_pairs(const conv_table *table, const conv_places *places, const char *end, conv_pair *pairs);

/* The length of what keys can have in common with the text at `at`, where a deciding pair may stand: two characters, or
 * all that is left; 0 where no deciding key can stand there. */
size_t conv_deciding_length(const conv_table *table, const char *at, const char *end);

/* Sorts out places from number `i` on, up to the last; adds those that are kept to `kept`, of which there are `count`
 * already, and returns how many there are then. */
size_t conv_sort_places(const conv_table *table, const conv_places *places, size_t i, const char *end, uint32_t *kept,
                        size_t count);

#endif
