/* length_to_close.h - how long a bracket's content is, for common_shape.c: 16 bytes at once where the machine can.
 *
 * Worked: "guó)家" and what follows → 4.
 */
#ifndef ANNOTATION_LENGTH_TO_CLOSE_H
#define ANNOTATION_LENGTH_TO_CLOSE_H

#include <stddef.h>

#include "text/vector/vector.h"

/* The number of bytes from `p` before a ')' or a byte EF; 16 or more when there is none among the first 16, which must
 * be there. */
static inline size_t annotation_length_to_close_plain(const char *p)
{
    size_t n = 0;
    while (n < 16 && p[n] != ')' && (unsigned char)p[n] != 0xEF)
        n++;
    return n;
}

#if VECTOR_X86 /* of which SSE2 is a part */
#include <emmintrin.h>

/* The same. */
static inline size_t annotation_length_to_close(const char *p)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(')')), _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xEF)));
    return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(ends) | 1u << 16);
}
#else
#define annotation_length_to_close annotation_length_to_close_plain
#endif

#endif
