/* character_flags.h - what the plain pass saw of the characters of three bytes that it has written, a byte each.
 *
 * The characters are numbered in their order, whatever is between them, so that what is asked of some in a row is one
 * load.  Only the paths with vectors fill this in, and only as far as there is room: who asks must be ready to look at
 * the text instead.
 *
 * Worked, 国内a头发 in s2t: the characters have the numbers 0 to 3; 1 and 3 stand behind another.
 */
#ifndef CONVERT_PLAIN_CHARACTER_FLAGS_H
#define CONVERT_PLAIN_CHARACTER_FLAGS_H

#include "convert/plain/places.h"
#include "convert/table.h"

/* The flags: of a character's entry CONV_TABLE_MARKED and CONV_TABLE_HAS_CHOICE, and what the text says. */
enum {
    CONV_FLAG_BEHIND = CONV_TABLE_IN_KEY, /* stands behind another of three bytes */
    CONV_FLAGS_OF_ENTRY = CONV_TABLE_MARKED | CONV_TABLE_HAS_CHOICE
};

enum { CONV_FLAGS_MOST = 4096, CONV_FLAGS_STEP = 32, CONV_FLAGS_LOAD = 32 };

typedef struct conv_character_flags {
    size_t count;                                     /* of so many characters the flags are known */
    size_t places;                                    /* of so many listed places the numbers are */
    bool goes_on;                                     /* a character that follows at once stands behind another */
    uint32_t numbers[CONV_PLACES + CONV_PLACES_MORE]; /* by the place */
    unsigned char flags[CONV_FLAGS_MOST];
} conv_character_flags;

static inline void conv_flags_start(conv_character_flags *seen)
{
    seen->count = seen->places = 0;
    seen->goes_on = false;
}

/* True when CONV_FLAGS_STEP more can be added at once. */
static inline bool conv_flags_have_room(const conv_character_flags *seen)
{
    return seen->count <= CONV_FLAGS_MOST - CONV_FLAGS_STEP;
}

/* True when CONV_FLAGS_LOAD characters from number `number` on are known. */
static inline bool conv_flags_have(const conv_character_flags *seen, size_t number)
{
    return seen->count >= CONV_FLAGS_LOAD && number <= seen->count - CONV_FLAGS_LOAD;
}

#endif
