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

/* Which of the stages of its filter the stage is, from 1: rows name the second "conv" of a pipeline "conv#2". */
unsigned pipeline_occurrence(const hp_pipeline *pipeline, size_t stage);

/* The "id" of hp_pipeline_describe(): the same number, the same result.  Errors: HP_NO_MEMORY. */
hp_status pipeline_id(const hp_pipeline *pipeline, uint64_t *id, hp_error *err);

/* How a document must be given to the pipeline. */
typedef struct pipeline_needs {
    bool document;     /* whole, in one run */
    bool head;         /* a stage decides by a document's head: decisions are needed */
    bool any_encoding; /* the first filter reads text in any encoding */
    bool line_numbers; /* the number of a text's first line is to be right (hp_place.line); else errors alone have it */
    unsigned lines_before; /* so many lines before a text are given along with it (hp_place.before) */
} pipeline_needs;

pipeline_needs pipeline_get_needs(const hp_pipeline *pipeline);

/* What the filters with needs.head have decided for one document.  Once complete it is immutable, and any number of
 * threads may run parts of the document with it. */
typedef struct pipeline_decisions pipeline_decisions;

/* Nothing decided yet; NULL when memory is out. */
pipeline_decisions *pipeline_decisions_new(const hp_pipeline *pipeline);
void pipeline_decisions_free(pipeline_decisions *decisions);

/* Decides what is left to decide by `text`, the first bytes of a document that goes on, as far as it has come; *decided
 * tells whether everything is.  When it is not, more must come.  For a document that is all there, pipeline_view()
 * decides. */
hp_status pipeline_decide(hp_worker *worker, pipeline_decisions *decisions, hp_span text, bool *decided, hp_error *err);

/* How many bytes of a document that has come as far as `text`, the end of a line before it, may be run before more has
 * come: whole lines; all of them in most pipelines. */
size_t pipeline_ready_length(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text);

/* The end of the last line in `text`; 0 when no line ends in it. */
size_t pipeline_line_end(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text);

/* The same for a text that grows: `cut`, at first {0}, remembers how far it was looked at.  True when the end has moved
 * on. */
typedef struct pipeline_cut {
    size_t whole; /* the end of the last line seen */
    size_t seen;  /* so many bytes were looked at */
} pipeline_cut;

bool pipeline_move_cut(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text,
                       pipeline_cut *cut);

/* Whether the pipeline may be given a long line in pieces, as if each were a line, where somebody counts edits, or
 * where nobody does.  Then how many bytes of `text`, which no line ends in, may be run before more has come, 0 for
 * none; *line is for worker_note_line().  See filter.h. */
bool pipeline_takes_pieces(const hp_pipeline *pipeline, bool counts_edits);
size_t pipeline_line_pieces(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text,
                            filter_line *line);

/* Makes *before, the lines needed before `text`, which is whole lines of a document, those needed before what follows
 * `text`.  False when memory is out. */
bool pipeline_keep_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_buf *before,
                         hp_span text);

/* The last lines of `before`, as many as are needed. */
hp_span pipeline_last_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span before);

/* Whether each LF byte of the document ends a line, and nothing else does.  With decisions that are not made yet it may
 * be false. */
bool pipeline_ends_lines_at_lf(const hp_pipeline *pipeline, const pipeline_decisions *decisions);

/* Whether any whole lines of the document may be run by themselves, with the lines before them, and all of them end at
 * LF bytes. */
bool pipeline_cuts_at_lf(const hp_pipeline *pipeline, const pipeline_decisions *decisions);

/* The number of line ends in `text`. */
uint64_t pipeline_count_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text);

/* Runs `text`, whole lines or a document.  *result is borrowed: it is `text` itself when no stage changed anything,
 * else it points into the worker and lives until the worker is used again.  `decisions` may be NULL where no stage
 * needs a head; those that are not made yet are made here, by `text` as the whole document. */
hp_status pipeline_view(hp_worker *worker, pipeline_decisions *decisions, const hp_place *place, hp_span text,
                        hp_span *result, hp_error *err);

/* For a record, whose fields are documents that are run one by one.  The first call forgets what the worker's last call
 * left; the second is pipeline_view() for field number `field`, and adds its edits to those of the fields before it. */
void worker_start_record(hp_worker *worker);
hp_status pipeline_view_field(hp_worker *worker, uint32_t field, pipeline_decisions *decisions, const hp_place *place,
                              hp_span text, hp_span *result, hp_error *err);

/* pipeline_view(), as far as possible: when a line fails, *result is that of the lines before it, *taken their length
 * in `text`, and the error that of the first line that fails, however the document was cut into texts.  A document that
 * must be whole fails as a whole. */
hp_status pipeline_view_good(hp_worker *worker, pipeline_decisions *decisions, const hp_place *place, hp_span text,
                             hp_span *result, size_t *taken, hp_error *err);

/* The texts of later runs are pieces of a line of which pipeline_line_pieces() has noted so much; {0}: whole lines. */
void worker_note_line(hp_worker *worker, const filter_line *line);

/* Lets results of later runs be in parts, or no longer, as long as no edits are kept: the ptr of such a result is NULL,
 * and worker_result_part() has its bytes.  Long stretches of the text that stay are then not copied. */
void worker_leave_parts(hp_worker *worker, bool on);

/* Part `i`, from 0, of such a result of the last run; false behind the last.  It may be empty; it points into the
 * worker or the text and lives as long as both. */
bool worker_result_part(const hp_worker *worker, size_t i, hp_span *part);

/* The pipeline that the worker was opened for. */
const hp_pipeline *worker_pipeline(const hp_worker *worker);

/* What hp_worker_hold() was told. */
uint64_t worker_most(const hp_worker *worker);

/* What one stage did in the last run, for --stats; of no meaning when the run failed. */
typedef struct stage_counts {
    uint64_t edits;
    const uint64_t *counts; /* one for each of the filter's counters; borrowed from the worker */
} stage_counts;

/* Asks for edits to be counted in later runs, or no longer.  Without it, and unless edits are kept, a stage's
 * edits say only whether there are any. */
void worker_count_edits(hp_worker *worker, bool on);

stage_counts worker_stage_counts(const hp_worker *worker, size_t stage);

/* The rows of the stage's report from the last run; borrowed. */
hp_span worker_stage_report(const hp_worker *worker, size_t stage);

/* The number of bytes that `stage` was given in the last run: what its next edits' offsets start after. */
size_t worker_stage_bytes(const hp_worker *worker, size_t stage);

/* Append to *text what the stage's report says, and what it warns of, in a document that has ended; see filter.h.
 * False, and nothing, where it has no such thing to say, or the document failed before it could decide. */
bool pipeline_report_document(const hp_pipeline *pipeline, size_t stage, const pipeline_decisions *decisions,
                              const uint64_t *counts, hp_buf *text);
bool pipeline_warn_document(const hp_pipeline *pipeline, size_t stage, const pipeline_decisions *decisions,
                            const uint64_t *counts, hp_buf *text);

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
