/* doubts_avx2.h - the doubts of doubts.c, 32 units at a time, on x86 with AVX2. */
#ifndef SEGMENT_COARSE_DOUBTS_AVX2_H
#define SEGMENT_COARSE_DOUBTS_AVX2_H

#include "segment/clause.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* As seg_find_doubts(); entries behind the clauses' are written, too. */
void seg_find_doubts_avx2(seg_clause *clauses);
#endif

#endif
