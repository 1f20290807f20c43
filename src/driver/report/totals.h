/* totals.h - what was done in all, for --stats and --check. */
#ifndef DRIVER_TOTALS_H
#define DRIVER_TOTALS_H

#include "pipeline/pipeline.h"

typedef struct run_totals {
    const hp_pipeline *pipeline; /* borrowed */
    uint64_t *counts;            /* for each stage its edits, then its counters in order */
    uint64_t *at_start;          /* the same when the file at hand started */
    uint64_t *of_file;           /* what it has added, where somebody asked */
    uint64_t files, bytes_in, bytes_out;
    bool has_records;
    uint64_t records, bad, rejected; /* then: how many there were, and of them those that were broken, or taken away */
} run_totals;

/* Starts at nothing, but for has_records.  False when memory is out. */
bool run_totals_open(run_totals *totals, const hp_pipeline *pipeline);
void run_totals_free(run_totals *totals);

/* Adds what the worker's last run did. */
void run_totals_add(run_totals *totals, const hp_worker *worker);

/* The same to `counts`, of which there are run_totals_length(), and from there to the totals, which sets them to 0: for
 * runs that are many in a chunk. */
size_t run_totals_length(const hp_pipeline *pipeline);
void run_totals_collect(uint64_t *counts, const hp_pipeline *pipeline, const hp_worker *worker);
void run_totals_take(run_totals *totals, uint64_t *counts);

/* A file starts; and the counters of `stage` since then.  Borrowed until the next call. */
void run_totals_start_file(run_totals *totals);
const uint64_t *run_totals_of_file(run_totals *totals, size_t stage);

/* Appends all of it as one line of JSON. */
void run_totals_json(const run_totals *totals, hp_buf *out);

/* Appends the counters of the last stage, "name TAB count" a line; true when one is above 0. */
bool run_totals_check(const run_totals *totals, hp_buf *out);

#endif
