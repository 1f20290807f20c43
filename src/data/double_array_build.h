/* double_array_build.h - builds a double array (data/double_array.h) over strings of codes. */
#ifndef DATA_DOUBLE_ARRAY_BUILD_H
#define DATA_DOUBLE_ARRAY_BUILD_H

#include "data/double_array.h"
#include "data/row_placement.h"
#include "hanpipe.h"

enum { DOUBLE_ARRAY_CODES = 65536 };

/* One string. */
typedef struct double_array_key {
    const uint16_t *codes; /* none is 0; borrowed */
    size_t length;         /* at least 1 */
    uint32_t value;        /* what its node holds */
    size_t rank;           /* of equal strings the one with the greatest rank stays */
} double_array_key;

typedef struct double_array_node {
    uint32_t base, code, value; /* code 0: no node; value 0: no string ends here, or one of value 0 */
} double_array_node;

/* An array in memory, for its owner to change the values and to put it into a section. */
typedef struct double_array {
    double_array_node *nodes;
    size_t count;  /* at least 1; node 0 is none */
    uint32_t root; /* the base of the first codes */
} double_array;

/* Makes the first code of a key, whose codes are at `codes`, depend on the second: double_array_first().  A key of one
 * code becomes two: codes[1] and key[1] must be free.  Returns how many keys it is then. */
size_t double_array_split_first(double_array_key *key, uint16_t *codes);

/* Builds the array.  Sorts `keys`.  `first` has room for DOUBLE_ARRAY_CODES nodes, all zero; NULL: the nodes of the
 * first codes go into the array too, at `root`.  False when memory is out; the caller ends *out with
 * double_array_free() either way. */
bool double_array_build(double_array_key *keys, size_t count, data_effort effort, double_array_node *first,
                        double_array *out);

/* Appends the nodes in the wide form; node 0 has the root's base.  False when a base, a value or a code has too many
 * bits. */
bool double_array_put_wide(const double_array *array, hp_buf *out);

/* Appends the nodes in the short form; node 0 has the root's base.  False when a base, a value or a code has too many
 * bits. */
bool double_array_put_short(const double_array *array, hp_buf *out);

/* Appends the nodes in the packed form, divided as `small` says if they all fit so, else in 8 bytes; *bytes gets the
 * bytes of a node.  False when 8 are not enough. */
bool double_array_put_packed(const double_array *array, double_array_packing small, uint32_t *bytes, hp_buf *out);

void double_array_free(double_array *array);

#endif
