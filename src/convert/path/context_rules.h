/* context_rules.h - choices that depend on what stands around a character: dicts/conv-context.tsv. */
#ifndef CONVERT_PATH_CONTEXT_RULES_H
#define CONVERT_PATH_CONTEXT_RULES_H

#include "hanpipe.h"

enum { CONV_CONTEXT_RULES_MAX = 32 };

/* A choice that depends on the surroundings; see dicts/conv-context.tsv for what the fields mean. */
typedef struct conv_context_rule {
    uint32_t character;
    hp_span form;
    hp_span kind;  /* "alone", "before", "after" or "line": see dicts/conv-context.tsv */
    hp_span words; /* words that may follow, or for "after" characters one of which must stand before it, with blanks */
    hp_span not_after; /* characters that may not stand before */
} conv_context_rule;

typedef struct conv_context_rules {
    conv_context_rule rows[CONV_CONTEXT_RULES_MAX];
    size_t count;
} conv_context_rules;

/* Parses the lines of "conv.rules"; the rules point into `text`.  False when they are malformed or too many. */
bool conv_context_rules_parse(conv_context_rules *rules, hp_span text);

/* The form that a rule gives the character at `at` in `text`, which is a word by itself; the words before it start at
 * before[0] (the nearest) and before[1], or NULL.  Empty when no rule applies. */
hp_span conv_context_form(const conv_context_rules *rules, hp_span text, const char *at, const char *const before[2]);

#endif
