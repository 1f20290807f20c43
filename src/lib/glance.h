/* glance.h - is a place that hp_scan_next() named worth a closer look?  Answers from a few bytes around it. */
#ifndef HP_GLANCE_H
#define HP_GLANCE_H

#include "lib/annotation.h"

/* False when there is certainly no annotation that could go at `at`, a place in [start, end). */
bool hp_glance(const hp_finder *finder, const char *start, const char *at, const char *end);

/* True for the last character of a label, 拼音 读作 and so on, given as its three bytes in one number. */
bool hp_ends_label(uint32_t three);

#endif
