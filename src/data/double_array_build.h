/* double_array_build.h - builds a double array over strings of small numbers. */
#ifndef DATA_DOUBLE_ARRAY_BUILD_H
#define DATA_DOUBLE_ARRAY_BUILD_H

#include "hanpipe.h"

/* One string. */
typedef struct double_array_key {
    const uint16_t *codes; /* none is 0 */
    size_t length;         /* at least 1 */
    uint32_t value;        /* what its unit holds */
    size_t rank;           /* of equal strings the one with the greatest rank stays */
} double_array_key;

/* Appends the array to *units, eight bytes a unit: the base of its children (32 bits; 0: none), then its code in the
 * low `code_bits` bits and its value above them.  A unit's child by `code` is at base + code; no two bases are equal,
 * so a unit that holds that code there is the child.  Sorts `keys`.  *root gets the base of the first codes.
 * False when a value or code does not fit or memory is out. */
bool double_array_build(double_array_key *keys, size_t count, unsigned code_bits, hp_buf *units, uint32_t *root);

#endif
