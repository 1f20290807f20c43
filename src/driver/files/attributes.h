/* attributes.h - what a file has beside bytes, owner and mode: extended attributes, and the access control list that
 * is kept as one.
 */
#ifndef DRIVER_ATTRIBUTES_H
#define DRIVER_ATTRIBUTES_H

#include <stdbool.h>

/* Gives the file open at `to` the attributes of the file `from`.  False when one of them could not be given; the others
 * are.  A file system that has none has nothing to lose. */
bool driver_attributes_copy(const char *from, int to);

#endif
