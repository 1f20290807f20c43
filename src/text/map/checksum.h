/* checksum.h - FNV-1a, 64 bits (Fowler, Noll and Vo): for hash tables and to tell files apart. */
#ifndef TEXT_CHECKSUM_H
#define TEXT_CHECKSUM_H

#include "hanpipe.h"

/* The sum over `text`. */
uint64_t text_checksum(hp_span text);

/* The sum over what `sum` stands for, and then `text`. */
uint64_t text_checksum_more(uint64_t sum, hp_span text);

#endif
