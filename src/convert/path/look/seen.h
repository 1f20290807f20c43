/* seen.h - what a look at characters (look.h), or at pairs of them (near_pairs.h), says. */
#ifndef CONVERT_PATH_LOOK_SEEN_H
#define CONVERT_PATH_LOOK_SEEN_H

#include <stddef.h>
#include <stdint.h>

enum { CONV_LOOK = 21 };

/* Of up to CONV_LOOK characters of three bytes in a row those numbered [from, to), which can be in a window and stand
 * together; and a bit for each of them. */
typedef struct conv_look {
    unsigned from, to;
    uint32_t pairs;      /* starts a deciding pair, if the bitmap is right */
    uint32_t choices;    /* has a choice */
    uint32_t simplified; /* stands in Simplified text only */
    uint32_t marked;     /* its entry in the words says more */
} conv_look;

enum { CONV_NEAR_MOST = 64 };

/* What was found in the `length` bytes that were looked at, whole characters, CONV_NEAR_MOST or less: a bit for each
 * byte at which a key may start. */
typedef struct conv_near_pairs {
    size_t length;
    uint64_t bits;
} conv_near_pairs;

#endif
