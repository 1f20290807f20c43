/* answer_parts.h - what an answer is made of: for run_stage.c, which sets it up, and answer_calls.c. */
#ifndef PIPELINE_ANSWER_PARTS_H
#define PIPELINE_ANSWER_PARTS_H

#include "pipeline/answer.h"
#include "pipeline/edit_record.h"
#include "pipeline/run/findings.h"
#include "pipeline/kept_stretches.h"
#include "pipeline/run/word_sink.h"

struct answer {
    hp_buf *buf;          /* the stage's output */
    kept_stretches *kept; /* and what of `given` stands between it; NULL where all of the output is to be in `buf` */
    hp_span given;        /* the text that the stage was given */
    edit_record *edits;   /* where edits are recorded, or NULL when nobody asked */
    uint64_t *counts;     /* one tally for each of the filter's counters */
    uint64_t edit_count;  /* edits made; without counts_each only whether there are any */
    bool only_notes;      /* the filter's edits are what it notes */
    bool counts_each;     /* somebody will read edit_count */
    bool changed;      /* the line's output is not the line: set by whatever may write other bytes than it was given */
    bool dropped;      /* the line goes, LF and all */
    unsigned index;    /* of the stage */
    const char *stage; /* its word */
    uint32_t flags;    /* of its edits */
    const char *base;  /* start of the text that the stage was given: edits' offsets count from here */
    uint64_t before;   /* bytes of the document that it was given earlier */
    hp_span line;      /* the line at hand, with its LF if it has one */
    size_t lent;       /* the output's length when it was lent */
    word_sink *words;  /* where words go, or NULL when nobody asked */
    findings *found;   /* what is said of the document */
    hp_buf *report;    /* rows for the filter's report, or NULL when nobody asked */
};

#endif
