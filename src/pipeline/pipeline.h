/* pipeline.h - a pipeline as the driver sees it: opened from parsed stages, run without copying what does not
 * change. */
#ifndef PIPELINE_PIPELINE_H
#define PIPELINE_PIPELINE_H

#include "pipeline/filter.h"

/* A filter and its options, before it is opened. */
typedef struct pipeline_stage {
    const filter_descriptor *filter;
    const filter_given *given; /* borrowed until the pipeline is open */
    size_t count;
    size_t offset; /* of the stage in the expression, for errors */
} pipeline_stage;

/* Opens the stages in order.  As hp_pipeline_open() otherwise. */
hp_status pipeline_open_stages(hp_pipeline **out, const pipeline_stage *stages, size_t count, const hp_data *data,
                               hp_error *err);

size_t pipeline_length(const hp_pipeline *pipeline);
const filter_descriptor *pipeline_filter(const hp_pipeline *pipeline, size_t stage);

/* As hp_pipeline_run(), but *result is borrowed: it is `text` itself when no stage changed anything, else it points
 * into the scratch and lives until the scratch is used again. */
hp_status pipeline_view(const hp_pipeline *pipeline, const hp_place *place, hp_span text, hp_scratch *scratch,
                        hp_span *result, hp_error *err);

/* What one stage did in the last run, for --stats; of no meaning when the run failed. */
typedef struct stage_counts {
    uint64_t edits;
    const uint64_t *counts; /* one for each of the filter's counters; borrowed from the scratch */
} stage_counts;

/* Asks for edits to be counted in later runs, or no longer.  Without it, and without hp_scratch_record(), a tally's
 * edits say only whether there are any. */
void worker_count_edits(hp_scratch *scratch, bool on);

stage_counts worker_stage_counts(const hp_scratch *scratch, size_t stage);

/* The rows of the stage's report from the last run; borrowed. */
hp_span worker_stage_report(const hp_scratch *scratch, size_t stage);

/* How many bytes of `text`, whole lines, may be run before more input has come; text.len in most pipelines. */
size_t pipeline_ready_length(const hp_pipeline *pipeline, hp_span text);

/* The number of bytes that `stage` was given in the last run: what its next edits' offsets start after. */
size_t worker_stage_bytes(const hp_scratch *scratch, size_t stage);

/* Parses a pipeline expression into stages (expression.c).  On HP_OK *out is the caller's, ended with
 * pipeline_expression_free(). */
typedef struct pipeline_expression {
    pipeline_stage *stages;
    size_t count;
    filter_given *given; /* all stages' options */
    char *words;         /* what their values point into */
} pipeline_expression;

hp_status pipeline_expression_parse(pipeline_expression *out, const char *text, hp_error *err);
void pipeline_expression_free(pipeline_expression *expression);

#endif
