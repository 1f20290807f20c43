/* filters.h - what the filters stat and keep share. */
#ifndef FILTERS_JUDGE_FILTERS_H
#define FILTERS_JUDGE_FILTERS_H

#include "hanpipe.h"

/* Appends the names that there are for counts, a line each with what it means (stat.c). */
void judge_list_names(hp_buf *out);

/* The filters' versions (stat.c). */
void judge_versions(const hp_data *data, hp_buf *out);

#endif
