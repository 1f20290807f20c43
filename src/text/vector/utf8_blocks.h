/* utf8_blocks.h - a quick look over long text, 64 bytes at a time, on x86 with AVX2 or AVX-512. */
#ifndef TEXT_VECTOR_UTF8_BLOCKS_H
#define TEXT_VECTOR_UTF8_BLOCKS_H

#include "hanpipe.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* The length, a multiple of 64, of some prefix of `text` in which nothing is found that is not plain; a sequence may
 * begin at its end and go on, or go wrong, behind it. */
size_t utf8_unsplit_avx2(hp_span text);
size_t utf8_unsplit_avx512(hp_span text);
#endif

#endif
