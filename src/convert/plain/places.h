/* places.h - where the plain pass (plain_pass.h) saw that a phrase may start. */
#ifndef CONVERT_PLAIN_PLACES_H
#define CONVERT_PLAIN_PLACES_H

#include <stddef.h>

/* Places where a deciding pair may stand, in their order: when there are CONV_PLACES the pass ends, and what it looks
 * at at once may have more. */
enum { CONV_PLACES = 16, CONV_PLACES_MORE = 24 };
typedef struct conv_places {
    const char *at[CONV_PLACES + CONV_PLACES_MORE];
    size_t count;
} conv_places;

#endif
