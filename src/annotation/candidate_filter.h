/* candidate_filter.h - is a place that annotation_next_candidate() named worth a closer look?  Answers from a few bytes
 * around it. */
#ifndef ANNOTATION_CANDIDATE_FILTER_H
#define ANNOTATION_CANDIDATE_FILTER_H

#include "annotation/candidates.h"

/* False when there is certainly no annotation that could go at `at`, a place in [start, end). */
bool annotation_may_be(const annotation_finder *finder, const char *start, const char *at, const char *end);

#endif
