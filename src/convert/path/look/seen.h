/* seen.h - what a look at characters (look.h) says of them. */
#ifndef CONVERT_PATH_LOOK_SEEN_H
#define CONVERT_PATH_LOOK_SEEN_H

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

#endif
