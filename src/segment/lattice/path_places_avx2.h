/* path_places_avx2.h - the steps of path_places.h, 32 units at a time, on x86 with AVX2. */
#ifndef SEGMENT_LATTICE_PATH_PLACES_AVX2_H
#define SEGMENT_LATTICE_PATH_PLACES_AVX2_H

#include "segment/clause.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* As the calls without _avx2; entries behind the clause's are written, too. */
void seg_note_lengths_avx2(seg_clause *clause);
void seg_follow_path_avx2(seg_clause *clause, const seg_lexicon *lex);
#endif

#endif
