/* grams.h - what repeats in a row of units, characters or words: n-grams of 2 to 13, in one go.
 *
 * An n-gram can only occur twice where the (n-1)-grams that it begins and ends with do, so only those places are looked
 * at again for each n: what a text that repeats little costs is about two look-ups a unit in all.  An n-gram is told by
 * the number of the (n-1)-gram that it begins with and its last unit: exactly, without hashes that may meet.
 */
#ifndef JUDGE_COUNT_GRAMS_H
#define JUDGE_COUNT_GRAMS_H

#include "hanpipe.h"

enum { GRAMS_TOP_MOST = 4, GRAMS_MOST = 13 };

/* What was found.  [n] is for n-grams; lengths are in characters. */
typedef struct grams_found {
    uint64_t top[GRAMS_TOP_MOST + 1];     /* from 2: of the n-grams that occur twice or more, the greatest length times
                                          * occurrences; 0 where there is none */
    uint64_t repeated[GRAMS_MOST + 1];    /* from 5: characters in repeated n-grams: reading on, an n-gram that has been
                                          * read before counts, and is passed over whole */
    uint64_t occurrences[GRAMS_MOST + 1]; /* from 5: of n-grams that occur twice or more */
} grams_found;

/* An n-gram that was met. */
typedef struct grams_slot {
    uint64_t key;   /* what it begins with, and its last unit */
    uint32_t times; /* it occurs; 0: the slot is free */
    bool is_read;
} grams_slot;

/* A worker's memory: start with {0}, end with grams_free().  At most some 80 bytes a unit. */
typedef struct grams {
    uint32_t *units;  /* `count` of them, which the caller puts */
    uint32_t *starts; /* with has_lengths: count + 1 offsets of the units in characters; else each is one */
    bool has_lengths;
    size_t count, room;
    uint32_t *ids;     /* of the n-gram that starts at a unit: its slot and 1; 0: it is the only one */
    uint32_t *places;  /* where n-grams start that are not */
    uint32_t *next;    /* the ids of the next n, place by place, until they are all there */
    grams_slot *slots; /* a hash table with open addressing, at most half full */
    size_t slot_room;
    unsigned shift; /* of the slots the first 2^(64 - shift) are in use */
} grams;

/* Makes room for `room` units.  False when memory is out. */
bool grams_reserve(grams *g, size_t room, bool has_lengths);

/* Counts n-grams up to length `most`.  False when memory is out. */
bool grams_count(grams *g, unsigned most, grams_found *found);

void grams_free(grams *g);

#endif
