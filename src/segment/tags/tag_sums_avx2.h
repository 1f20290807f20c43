/* tag_sums_avx2.h - the sums of tag_sums.h on x86 with AVX2. */
#ifndef SEGMENT_TAGS_TAG_SUMS_AVX2_H
#define SEGMENT_TAGS_TAG_SUMS_AVX2_H

#include "segment/clause.h"
#include "text/vector/vector.h"

#if VECTOR_X86
/* As seg_sum_weights() and then seg_sum_tags(), for clauses without limits. */
void seg_sum_tags_avx2(seg_clause *clause, const seg_model *model);
#endif

#endif
