/* write_words_ssse3.h - words to text, on x86 with SSSE3. */
#ifndef FILTERS_SEG_WRITE_WORDS_SSSE3_H
#define FILTERS_SEG_WRITE_WORDS_SSSE3_H

#include "segment/clause.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* As write_words() in write.c, for a clause of which every unit has three bytes. */
char *seg_write_words_ssse3(const seg_clause *clause, size_t count, char separator, char *to);
#endif

#endif
