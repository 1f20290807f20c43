/* pipeline_parts.h - what a pipeline and a worker are made of: for the files of pipeline/ alone. */
#ifndef PIPELINE_PIPELINE_PARTS_H
#define PIPELINE_PIPELINE_PARTS_H

#include <stdatomic.h>

#include "pipeline/edit_record.h"
#include "pipeline/pipeline.h"
#include "pipeline/run/dropped_lines.h"
#include "pipeline/run/findings.h"
#include "pipeline/kept_stretches.h"
#include "pipeline/run/word_sink.h"

typedef struct pipeline_opened_stage {
    const filter_descriptor *filter;
    void *self;
    filter_needs needs;
} pipeline_opened_stage;

struct hp_pipeline {
    atomic_uint references;
    hp_data *data;      /* shared; NULL without */
    hp_buf stages_json; /* for hp_pipeline_describe() */
    pipeline_needs needs;
    size_t count;
    pipeline_opened_stage stages[];
};

/* Whether the first filter reads bytes in an encoding of its own, and so knows what ends a line. */
static inline bool pipeline_reads_pieces(const hp_pipeline *pipeline)
{
    return pipeline->count > 0 && pipeline->stages[0].needs.unit == FILTER_PIECES;
}

struct pipeline_decisions {
    const hp_pipeline *pipeline;
    size_t next_try; /* so many bytes must have come before it is worth while to try again */
    struct {
        void *decision;
        bool made;
    } of[]; /* one a stage */
};

/* Appends the stage as an object of JSON (describe.c). */
void pipeline_describe_stage(const pipeline_stage *stage, hp_buf *out);

/* Drops the worker's document (run/worker.c). */
void worker_end_document(hp_worker *worker);

/* Makes the decision of stage `i` by the start of `text`, what the stage is given: as much as has come, at least
 * FILTER_HEAD bytes, or all of it (run/decisions.c). */
typedef enum decide_by { DECIDE_BY_START, DECIDE_BY_ALL } decide_by;
hp_status decisions_make(pipeline_decisions *decisions, size_t i, hp_span text, decide_by by, hp_error *err);

/* A stage's part of a worker. */
typedef struct worker_stage {
    void *scratch;
    /* Of the last run: */
    uint64_t *counts; /* one for each of the filter's counters */
    uint64_t edits;
    size_t taken;    /* bytes given */
    uint64_t before; /* of the document at hand: bytes given before the last run */
    hp_buf report;
    hp_buf earlier; /* with needs.lines_before: the lines before the text, as the stage is given them */
} worker_stage;

/* A document that a worker is given in pieces (run/document.c). */
typedef struct worker_document {
    bool is_begun, is_decided;
    hp_buf name;
    hp_place place; /* of what has not been run yet */
    pipeline_decisions *decisions;
    hp_buf carry;  /* what has come and is not final */
    hp_buf before; /* the last lines that were run, for filters that look back */
    pipeline_cut cut;
    uint64_t most; /* bytes that may be held */
} worker_document;

struct hp_worker {
    hp_pipeline *pipeline; /* shared */
    hp_buf bufs[2];
    hp_buf joined;       /* results of lines that were run one by one */
    kept_stretches kept; /* by the last stage, of what it was given */
    hp_span kept_bytes;  /* what its result has beside them */
    bool leaves_parts;   /* it may keep such */
    edit_record edits;
    dropped_lines dropped; /* by the stages of this run that are done */
    dropped_lines drops;   /* by the stage at work */
    findings found;        /* of the document at hand, or the last one */
    word_sink *words;      /* while the last stage says its words; else NULL */
    bool keeps_edits, counts_edits;
    filter_line noted; /* of the line that the text is a piece of */
    worker_document document;
    worker_stage stages[];
};

/* Runs *text through stage `i` of the worker's pipeline into `buf`; *text becomes the result: itself, when nothing
 * changed, or the contents of `buf`, or what worker_leave_parts() says (run/run_stage.c).  `decision` is the
 * stage's. */
hp_status worker_run_stage(hp_worker *worker, size_t i, const void *decision, const hp_place *place, hp_buf *buf,
                           hp_span *text, hp_error *err);

/* Sets what the stages count in a run to nothing: counters, edits, bytes given, and rows of reports. */
void worker_clear_counts(hp_worker *worker);

/* Forgets the edits of the last call. */
void worker_start_call(hp_worker *worker);

/* Runs `text`, what the stages before have left, through the last stage, which gives its words to `words`
 * (run/run_stages.c). */
hp_status worker_run_last(hp_worker *worker, const hp_place *place, hp_span text, word_sink *words, hp_error *err);

/* pipeline_view() and pipeline_view_good() through the first `count` stages alone, adding to the edits
 * (run/run_stages.c, run/good_lines.c). */
hp_status worker_run_stages(hp_worker *worker, size_t count, pipeline_decisions *decisions, const hp_place *place,
                            hp_span text, hp_span *result, hp_error *err);
hp_status worker_run_good(hp_worker *worker, size_t count, pipeline_decisions *decisions, const hp_place *place,
                          hp_span text, hp_span *result, size_t *taken, hp_error *err);

#endif
