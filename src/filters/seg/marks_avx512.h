/* marks_avx512.h - copying marked text, 32 bytes at a time, on x86 with AVX-512 and its packing of bytes. */
#ifndef FILTERS_SEG_MARKS_AVX512_H
#define FILTERS_SEG_MARKS_AVX512_H

#include "filters/seg/mark_bits.h"
#include "hanpipe.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* True where the processor has what it needs. */
static inline bool seg_marks_have_avx512(void)
{
    return VECTOR_HAS("avx512bw") && VECTOR_HAS("avx512vl") && VECTOR_HAS("avx512vbmi2") && VECTOR_HAS("bmi2");
}

/* As seg_copy_marked_plain(). */
char *seg_copy_marked_avx512(const seg_marks *marks, hp_span text, char separator, char *to);
#endif

#endif
