/* work.h - what a worker has for files of records: how it runs them, and what the records of a chunk leave until the
 * chunk's turn to be written comes. */
#ifndef DRIVER_RECORDS_WORK_H
#define DRIVER_RECORDS_WORK_H

#include "driver/report/file_report.h"
#include "records/records.h"

typedef struct record_work {
    records_run run;
    uint64_t line; /* of the record at hand */

    /* Of the chunk: */
    hp_buf out;        /* the records as they come out */
    hp_buf packed;     /* and compressed, where each is by itself */
    hp_buf log;        /* rows of --log */
    hp_buf rejects;    /* lines of --rejects */
    hp_buf *reports;   /* rows, one buffer a stage */
    uint64_t *counts;  /* as in run_totals */
    rule_counts rules; /* for --report */
    uint64_t records, bad, rejected;
    uint64_t first_bad; /* line of the first broken record */
    hp_buf why;         /* and what is wrong with it */
    uint64_t warnings, first_warning;
    hp_buf warning; /* the first that a filter has */
} record_work;

#endif
