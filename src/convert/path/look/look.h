/* look.h - a look at some characters in a row, as windows see them: the entries of 21 of them at once. */
#ifndef CONVERT_PATH_LOOK_LOOK_H
#define CONVERT_PATH_LOOK_LOOK_H

#include "convert/path/look/look_flags_avx2.h"
#include "convert/path/look/seen.h"
#include "convert/plain/character_flags.h"
#include "convert/table.h"

/* True when the character with this entry can be in a window. */
static inline bool conv_can_be_in_window(uint32_t entry)
{
    return (entry >> 24 & CONV_TABLE_MARKED) != 0;
}

/* Looks at the characters around number `left`, which stands at `at`: back to number 0, all that is before being one
 * text with it, and on to the last, or to `end`. */
conv_look conv_look_around(const conv_table *outputs, const char *at, unsigned left, const char *end);

/* The same, without vectors: what conv_look_around() is. */
conv_look conv_look_plainly(const conv_table *outputs, const char *at, unsigned left, const char *end);

/* The same look from the flags of characters, around that with the number `number`, which can be in a window, but for
 * `pairs`, which is 0.  False where they do not tell enough. */
static inline bool conv_look_at_flags(const conv_character_flags *seen, size_t number, unsigned left, conv_look *look)
{
#if VECTOR_X86
    if (number >= left && conv_flags_have(seen, number - left)) {
        conv_look_at_flags_avx2(seen->flags + number - left, left, look);
        return true;
    }
#endif
    (void)seen, (void)number, (void)left, (void)look;
    return false;
}

#endif
