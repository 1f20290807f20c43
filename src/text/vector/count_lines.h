/* count_lines.h - counting the ends of lines, 64 bytes at a time with AVX2, or 256 with AVX-512. */
#ifndef TEXT_VECTOR_COUNT_LINES_H
#define TEXT_VECTOR_COUNT_LINES_H

#include "hanpipe.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* The number of LF bytes in the whole blocks of 64, or 256, at the front of *text, which it takes off. */
size_t text_count_lines_avx2(hp_span *text);
size_t text_count_lines_avx512(hp_span *text);
#endif

#endif
