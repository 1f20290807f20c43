/* job.h - one run of the driver: what its threads share, and who may touch what.
 *
 * `input` is used by whoever holds `reading`; `next_ticket` is changed by whoever holds `order`; everything below it,
 * and a file's written half, by the worker whose ticket it is, and by the main thread when the others have ended.
 */
#ifndef DRIVER_JOB_H
#define DRIVER_JOB_H

#include <pthread.h>

#include "driver/input/input.h"
#include "driver/output.h"
#include "driver/records/work.h"
#include "driver/report/file_report.h"
#include "driver/report/progress.h"
#include "driver/report/totals.h"
#include "driver/tree/journal.h"
#include "driver/view/view.h"
#include "text/error.h"

struct driver_job;

/* A stage's report. */
typedef struct driver_report {
    driver_output out; /* fd -1 where it has no file of its own */
    bool asked;        /* without a file: its rows go where the text would */
} driver_report;

/* A thread, and what is its own. */
typedef struct driver_worker {
    struct driver_job *job;
    pthread_t thread;
    hp_worker *runner;
    driver_chunk chunk;
    hp_error error; /* of the chunk */
    record_work records;
} driver_worker;

/* What became of a chunk. */
typedef struct driver_result {
    hp_span text;     /* its ptr is NULL when the runner has it in parts */
    hp_status status; /* otherwise worker->error says why, and the text is that of the lines before */
    size_t invalid;
    const char *encoding;
    const char *content; /* of the first chunk of a file: what it is when it is no text, else NULL */
    bool is_escaped;     /* and whether it is JSON with its characters as escapes */
} driver_result;

typedef struct driver_job {
    const driver_settings *settings;
    hp_pipeline *pipeline;
    hp_records *records;    /* NULL where files are texts */
    tree_plan plan;         /* of a run over folders */
    tree_journal journal;   /* fd -1 without -O */
    driver_worker *workers; /* settings->threads of them */
    size_t started;         /* workers running; the first worker's alone */
    bool spins;             /* a worker that waits looks for a while before it sleeps: each has a processor */

    pthread_mutex_t reading;
    driver_input input;

    pthread_mutex_t order;
    pthread_cond_t ticket_passed;
    _Atomic uint64_t next_ticket;

    driver_output out;
    driver_output log;
    driver_output rejects;  /* fd -1 without */
    driver_report *reports; /* one a stage */
    driver_output report;   /* of --report; fd -1 without */
    rule_counts rules;      /* for it: of the file at hand */
    driver_view view;
    hp_buf rows;
    run_totals totals; /* of what was written: a run whose result is not does not count */
    driver_progress progress;
    driver_file *writing_file; /* the file whose chunks are being written */
    bool tells_invalid;        /* each place of the input that is no text is told of */
    bool only_reports;         /* they go to the output, and no text does */
    bool told_escaped;         /* of a file of JSON with escapes */
    bool failed;               /* some output was not made */
    bool truncated;            /* a file was not worked through to its end */
    bool stopped;              /* output is broken: nothing more is read, worked on or written */
} driver_job;

/* Ends the run: nothing more can be written to the output called `name`.  `error` is an errno, or negative when it has
 * been reported (stop.c). */
void driver_stop(driver_job *job, const char *name, int error);

/* Ends an output, and says what goes wrong (stop.c). */
void driver_end_output(driver_job *job, driver_output *out);

/* Writes the chunk of the worker whose turn it is, opens its file's output before the first and ends it behind the last
 * (write_chunk.c). */
void driver_write_chunk(driver_job *job, driver_worker *worker, const driver_result *result);

/* Runs the workers, the calling thread as the first, until all is read and written, or output is broken (workers.c).
 * False, with a message, when not even one can start. */
bool driver_run_workers(driver_job *job);

#endif
