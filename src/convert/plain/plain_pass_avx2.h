/* plain_pass_avx2.h - the plain pass, 64 bytes at a time, on x86 with AVX2 and BMI. */
#ifndef CONVERT_PLAIN_PLAIN_PASS_AVX2_H
#define CONVERT_PLAIN_PLAIN_PASS_AVX2_H

#include "convert/output_writer.h"
#include "convert/plain/places.h"
#include "text/vector/vector.h"

#if VECTOR_X86
#define CONV_AVX2_SETS "avx2,bmi,bmi2,popcnt"

/* True where the processor has what the paths with AVX2 need. */
static inline bool conv_has_avx2(void)
{
    return VECTOR_HAS("avx2") && VECTOR_HAS("bmi") && VECTOR_HAS("bmi2") && VECTOR_HAS("popcnt");
}

/* As conv_write_characters(), but adds to *places, and may return before the first character that needs attention;
 * *stops is true where it has come to that. */
const char *conv_write_characters_avx2(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                       conv_places *places, bool *stops);
#endif

#endif
