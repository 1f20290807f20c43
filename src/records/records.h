/* records.h - records and their fields: what is cut, found, run through a pipeline as a document, and put back.
 *
 * A format (format.h) knows where records end and fields stand; run.c does the rest.  The driver and hp_run_record()
 * are its two callers.
 */
#ifndef RECORDS_RECORDS_H
#define RECORDS_RECORDS_H

#include "pipeline/pipeline.h"

/* The end of the last whole record in a text that grows; at first {0}. */
typedef struct records_cut {
    size_t whole; /* its end */
    size_t seen;  /* so many bytes were looked at */
    int state;    /* of the format's own */
} records_cut;

/* Moves the cut over the whole records of `text`.  True when it has moved. */
bool records_move_cut(const hp_records *records, hp_span text, records_cut *cut);

/* The length of the first record in `text`, which starts with one; the last of a file may lack its end. */
size_t records_length(const hp_records *records, hp_span text);

/* Whether files have entries of all kinds, with bytes that are no text, and each is compressed by itself. */
bool records_are_archive(const hp_records *records);

/* Whether the first record of a file must be given to hp_records_read_header(), and is not a record like the others. */
bool records_want_header(const hp_records *records);

/* Told after each field that was run: its number, what the filters decided (or NULL), and, with `named`, its name
 * "FILE:LINE:FIELD" (else NULL). */
typedef void records_watch(void *to, hp_worker *worker, uint32_t field, const pipeline_decisions *decisions,
                           const char *name);

/* A field in the record at hand, and a change to be made in the record: of formats and run.c. */
typedef struct records_part records_part;
typedef struct records_splice records_splice;

/* How records are run, and the working memory of one thread for it: starts as {0} with the settings filled in, ends
 * with records_run_free(). */
typedef struct records_run {
    hp_worker *worker;    /* borrowed */
    size_t max_document;  /* bytes of a field; 0: any */
    bool needs_valid;     /* a record that is not UTF-8 is bad */
    bool takes_invalid;   /* JSON may have strings that are not UTF-8 */
    bool named;           /* places and watch are given the field's name */
    records_watch *watch; /* or NULL */
    void *watch_to;

    /* Of the last record: */
    bool is_bad;    /* the failure was the record's, and the next may be run */
    bool rejected;  /* a filter took it away */
    hp_span reason; /* then: why; borrowed until the next record */

    /* The rest is run.c's and the formats'. */
    const hp_records *records; /* that `parts` are for */
    hp_span record;            /* at hand, as it came */
    records_part *parts;       /* one a field */
    records_splice *splices;
    size_t splice_count, splice_room;
    hp_buf text;        /* the field's text without escapes */
    hp_buf encoded;     /* what splices put in */
    hp_buf line, other; /* while values are put in */
    hp_buf facts;       /* of the first field: pointers and values */
    hp_buf name;
} records_run;

/* Runs one record: every field that is there goes through the worker's pipeline, and the record with what came out is
 * appended to *out; not when it is rejected, nor on failure.  `place` is that of the record.
 * Errors: HP_NO_MEMORY; HP_INVALID_TEXT, HP_BAD_DATA, HP_LIMIT, with run->is_bad where it is the record's own; HP_USAGE
 * when a filter has facts and the format no place for them; HP_MISUSE when the header row was not read. */
hp_status records_run_one(records_run *run, const hp_records *records, const hp_place *place, hp_span record,
                          hp_buf *out, hp_error *err);

void records_run_free(records_run *run);

#endif
