/* totals.h - what was done in all, for --stats and --check. */
#ifndef HP_TOTALS_H
#define HP_TOTALS_H

#include "pipeline/pipeline.h"

typedef struct hp_totals {
    const hp_pipeline *pipeline; /* borrowed */
    uint64_t *counts;            /* for each stage its edits, then its counters in order */
    uint64_t files, bytes_in, bytes_out;
} hp_totals;

/* Starts at nothing.  False when memory is out. */
bool hp_totals_open(hp_totals *totals, const hp_pipeline *pipeline);
void hp_totals_free(hp_totals *totals);

/* Adds what the scratch's last run did. */
void hp_totals_add(hp_totals *totals, const hp_scratch *scratch);

/* Appends all of it as one line of JSON. */
void hp_totals_json(const hp_totals *totals, hp_buf *out);

/* Appends the counters of the last stage, "name TAB count" a line; true when one is above 0. */
bool hp_totals_check(const hp_totals *totals, hp_buf *out);

#endif
