/* pair_lookup_avx2.h - the look-ups of pair_lookup.c, eight units at a time, on x86 with AVX2. */
#ifndef SEGMENT_PAIRS_PAIR_LOOKUP_AVX2_H
#define SEGMENT_PAIRS_PAIR_LOOKUP_AVX2_H

#include "segment/clause.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* As the calls without _avx2 (clause.h); entries behind the clause's are written, too. */
void seg_prefetch_avx2(seg_clause *clause, const seg_lexicon *lex, const seg_model *model);
void seg_look_up_pairs_avx2(seg_clause *clause, const seg_lexicon *lex, const seg_model *model);
void seg_look_up_threes_avx2(seg_clause *clause, const seg_lexicon *lex);
#endif

#endif
