/* filters.h - what the filters detect, stat and keep share. */
#ifndef FILTERS_JUDGE_FILTERS_H
#define FILTERS_JUDGE_FILTERS_H

#include "judge/judge.h"

/* Appends the names that there are for counts, a line each with what it means (stat.c). */
void judge_list_names(hp_buf *out);

/* The filters' versions (stat.c). */
void judge_versions(const hp_data *data, hp_buf *out);

/* Append a row: the file, the line's number where that is wanted, and what was counted; with its LF (stat.c). */
hp_status judge_put_tsv_row(judge *j, const bool *wanted, const hp_place *place, bool line, hp_buf *rows,
                            hp_error *err);
void judge_put_json_row(hp_span object, const hp_place *place, bool line, hp_buf *rows);

/* Appends what was found in the document in plain words, a line with its LF; of errors only where those were asked for
 * (summary.c). */
hp_status judge_put_summary(judge *j, const bool *wanted, const hp_place *place, bool line, hp_buf *rows,
                            hp_error *err);

#endif
