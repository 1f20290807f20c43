/* plain_pass_avx512.h - the plain pass, 64 bytes at a time, on x86 with AVX-512 and its permutations of bytes. */
#ifndef CONVERT_PLAIN_PLAIN_PASS_AVX512_H
#define CONVERT_PLAIN_PLAIN_PASS_AVX512_H

#include "convert/output_writer.h"
#include "convert/plain/places.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* True where the processor has what the pass needs. */
static inline bool conv_has_avx512(void)
{
    return VECTOR_HAS("avx512bw") && VECTOR_HAS("avx512dq") && VECTOR_HAS("avx512vl") && VECTOR_HAS("avx512vbmi") &&
           VECTOR_HAS("avx512vbmi2") && VECTOR_HAS("bmi") && VECTOR_HAS("bmi2") && VECTOR_HAS("popcnt");
}

/* As conv_write_characters(), but adds to *places, and may return before the first character that needs attention;
 * *stops is true where it has come to that. */
const char *conv_write_characters_avx512(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                         conv_places *places, bool *stops);
#endif

#endif
