/* file_report.h - --report: a line of JSON for each file.
 *
 * Worked: {"file":"in/a.txt","output":"out/a.txt","bytes_in":14,"bytes_out":7,"seconds":0.001,
 *          "edits":[{"stage":1,"filter":"strip","rule":"pinyin","edits":1}],"rejected":null,"error":null}
 */
#ifndef DRIVER_FILE_REPORT_H
#define DRIVER_FILE_REPORT_H

#include "driver/input/input.h"
#include "driver/output.h"

/* How often each rule of each stage acted, in one file. */
typedef struct rule_count {
    uint32_t stage;
    char *rule;
    uint64_t edits;
} rule_count;

typedef struct rule_counts {
    rule_count *items;
    size_t count, room;
    double start; /* when the file was begun, in seconds */
    bool failed;  /* memory is out */
} rule_counts;

/* The first line says what the file is. */
#define FILE_REPORT_START "{\"hanpipe\":\"report 1\""

/* A file begins. */
void rule_counts_start(rule_counts *counts);
/* Adds the edits that the worker keeps; of a record those of one field, else 0. */
void rule_counts_add(rule_counts *counts, const hp_worker *worker, uint32_t field);
/* Moves what `from` has counted to `counts`. */
void rule_counts_take(rule_counts *counts, rule_counts *from);
void rule_counts_free(rule_counts *counts);

/* Appends the line of a file that has ended, or could not be opened; `why` it failed or was rejected, or NULL. */
void file_report_row(const rule_counts *counts, const hp_pipeline *pipeline, const driver_file *file, const char *why,
                     hp_buf *out);

#endif
