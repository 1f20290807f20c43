/* places.h - where the plain pass (plain_pass.h) saw that a phrase may start. */
#ifndef CONVERT_PLAIN_PLACES_H
#define CONVERT_PLAIN_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Places where a deciding pair may stand, in their order, as bytes from where the pass began: when there are
 * CONV_PLACES the pass ends, and what it looks at at once may have more.  It ends as well after CONV_PASS_BYTES. */
enum { CONV_PLACES = 64, CONV_PLACES_MORE = 16, CONV_PASS_BYTES = 1 << 24 };
struct conv_character_flags;
typedef struct conv_places {
    uint32_t listed; /* by who calls the pass: flags of characters that are listed whatever is behind them */
    struct conv_character_flags *seen; /* by the same: what it saw of characters (character_flags.h), or NULL */
    const char *from;
    size_t count;
    uint32_t offsets[CONV_PLACES + CONV_PLACES_MORE];
} conv_places;

/* True when the pass, which has come to `at`, is to end. */
static inline bool conv_pass_ends(const conv_places *places, const char *at)
{
    return places->count >= CONV_PLACES || at - places->from >= CONV_PASS_BYTES;
}

/* What is known of a place that is kept (pairs.h): the offset, and these bits. */
enum {
    CONV_PAIR_LONG = 1 << 30,
    CONV_PAIR_JOINED = 1 << 29,
    CONV_PAIR_BREAKS = 1 << 28,
    CONV_PAIR_OFFSET = CONV_PAIR_BREAKS - 1
};

/* Whether anybody will ask if a place is joined, or breaks: finding that out takes time. */
typedef enum conv_pair_asks { CONV_PAIR_ASKS_ALONE, CONV_PAIR_ASKS_AROUND } conv_pair_asks;

#endif
