/* look_flags_avx2.h - a look from what the plain pass saw of characters, on x86 with AVX2. */
#ifndef CONVERT_PATH_LOOK_LOOK_FLAGS_AVX2_H
#define CONVERT_PATH_LOOK_LOOK_FLAGS_AVX2_H

#include "convert/path/look/seen.h"
#include "convert/plain/character_flags.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* As conv_look_around() (look.h), from CONV_FLAGS_LOAD flags, of which number `left` can be in a window; `pairs` is 0.
 */
void conv_look_at_flags_avx2(const unsigned char *flags, unsigned left, conv_look *look);
#endif

#endif
