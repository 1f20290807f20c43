/* places.h - where the plain pass (plain_pass.h) saw that a phrase may start. */
#ifndef CONVERT_PLAIN_PLACES_H
#define CONVERT_PLAIN_PLACES_H

#include <stddef.h>

/* Places where a deciding pair may stand, in their order. */
enum { CONV_PLACES = 16 };
typedef struct conv_places {
    const char *at[CONV_PLACES + 4];
    size_t count;
} conv_places;

#endif
