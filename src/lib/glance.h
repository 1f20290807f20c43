/* glance.h - is a place that hp_scan_next() named worth a closer look?  Answers from a few bytes around it. */
#ifndef HP_GLANCE_H
#define HP_GLANCE_H

#include "lib/annotation.h"

/* False when there is certainly no annotation that could go at `at`, a place in [start, end). */
bool hp_glance(const hp_finder *finder, const char *start, const char *at, const char *end);

#endif
