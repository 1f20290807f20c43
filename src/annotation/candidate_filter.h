/* candidate_filter.h - is a place that hp_scan_next() named worth a closer look?  Answers from a few bytes around it. */
#ifndef ANNOTATION_CANDIDATE_FILTER_H
#define ANNOTATION_CANDIDATE_FILTER_H

#include "annotation/search.h"

/* False when there is certainly no annotation that could go at `at`, a place in [start, end). */
bool hp_glance(const hp_finder *finder, const char *start, const char *at, const char *end);

#endif
