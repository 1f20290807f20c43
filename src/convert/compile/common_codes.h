/* common_codes.h - small codes for common characters. */
#ifndef CONVERT_COMPILE_COMMON_CODES_H
#define CONVERT_COMPILE_COMMON_CODES_H

#include "convert/compile/compile_sources.h"
#include "convert/table_codes.h"
#include "hanpipe.h"

/* Gives the characters that are frequent in the lists of words, where there are such, the first codes, the most
 * frequent the very first: double arrays are smaller so.  `codes` are all zero.  False after a message. */
bool conv_give_common_codes(const conv_sources *from, conv_codes *codes);

#endif
