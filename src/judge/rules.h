/* rules.h - named expressions, published thresholds among them: the section "judge.rules".
 *
 * The section is the text of the files in dicts/rules, each behind a line "@NAME".  Worked: "@c4\n# …\nlines > 5\n" has
 * the rule c4.
 */
#ifndef JUDGE_RULES_H
#define JUDGE_RULES_H

#include "hanpipe.h"

#define JUDGE_RULES_SECTION "judge.rules"

/* Finds the rule called `name`; *text is borrowed from `data`.  Errors: HP_USAGE with the names that there are,
 * HP_BAD_DATA where there are none. */
hp_status judge_rules_find(const hp_data *data, hp_span name, hp_span *text, hp_error *err);

/* Appends the names, a line each with an @ before it; nothing without data. */
void judge_rules_list(const hp_data *data, hp_buf *out);

#endif
