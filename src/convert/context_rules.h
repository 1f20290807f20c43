/* context_rules.h - choices that depend on what stands around a character: dicts/conv-context.tsv. */
#ifndef CONVERT_CONTEXT_RULES_H
#define CONVERT_CONTEXT_RULES_H

#include "convert/best_path.h"

/* The form that a rule gives the character at `at` in `text`, which is a word by itself; the words before it start at
 * before[0] (the nearest) and before[1], or NULL.  Empty when no rule applies. */
hp_span conv_context_form(const conv_best_path *best, hp_span text, const char *at, const char *const before[2]);

#endif
