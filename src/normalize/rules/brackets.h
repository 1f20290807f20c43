/* brackets.h - round brackets in pairs, for the rule punct. */
#ifndef NORMALIZE_RULES_BRACKETS_H
#define NORMALIZE_RULES_BRACKETS_H

#include "normalize/line/line.h"

/* Makes pairs full width where the text before or in them is Han; both of a pair, or none. */
void norm_widen_brackets(norm_line *line);

#endif
