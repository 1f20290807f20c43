/* grams.h - what repeats in a row of units, characters or words: n-grams of 2 to 13, in one go.
 *
 * An n-gram can only occur twice where the (n-1)-grams that it begins and ends with do, so only those places are looked
 * at again for each n.  Pairs are found in a hash table.  For longer ones the places of an (n-1)-gram are gone back
 * over, which are few, to the last with the same unit behind it; where that takes too many steps, the table is used for
 * that n as well, with the (n-1)-gram's number and the last unit as its key.  Nothing is told by hashes that may meet.
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
    uint64_t key;  /* what it begins with, and its last unit */
    uint32_t last; /* where it was met last, a place; 0: the slot is free */
} grams_slot;

/* A worker's memory: start with {0}, end with grams_free().  At most some 100 bytes a unit.
 *
 * A place is 1 + the number of the unit there; at place 0 is none, and what is said of it says so. */
typedef struct grams {
    uint32_t *units;  /* `count` of them, which the caller puts */
    uint32_t *starts; /* with has_lengths: count + 1 offsets of the units in characters; else each is one */
    bool has_lengths;
    size_t count, room;
    uint32_t *places;  /* which are looked at, in order */
    uint32_t *before;  /* by place: the last place before with the same n-gram; 0: none */
    uint32_t *next;    /* the same for the next n */
    uint32_t *first;   /* by place: what tells its n-gram from others of its length, where it is needed */
    uint32_t *times;   /* by place: how often its n-gram has occurred, up to it; for longer ones: whether it was read */
    uint16_t *longest; /* by place: the n of the longest n-gram there that is known to occur twice; 1: none */
    grams_slot *slots; /* a hash table with open addressing */
    size_t slot_room;
    unsigned shift; /* of the slots the first 2^(64 - shift) are in use */
} grams;

/* Makes room for `room` units.  False when memory is out. */
bool grams_reserve(grams *g, size_t room, bool has_lengths);

/* Counts n-grams up to length `most`.  False when memory is out. */
bool grams_count(grams *g, unsigned most, grams_found *found);

void grams_free(grams *g);

#endif
