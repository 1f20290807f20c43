/* plain_pass_avx2.h - the plain pass, four characters at a time, on x86 with AVX2. */
#ifndef CONVERT_PLAIN_PLAIN_PASS_AVX2_H
#define CONVERT_PLAIN_PLAIN_PASS_AVX2_H

#include "convert/output_writer.h"
#include "convert/plain/places.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* As conv_write_characters(), but adds to *places, and may return before the first character that needs attention;
 * *stops is true where it has come to that. */
const char *conv_write_characters_avx2(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                       conv_places *places, bool *stops);
#endif

#endif
