/* strip_parts.h - what the files of the strip filter share: its settings, its edits, and the ways to write them. */
#ifndef FILTERS_STRIP_STRIP_PARTS_H
#define FILTERS_STRIP_STRIP_PARTS_H

#include "annotation/line_evidence.h"
#include "annotation/search.h"
#include "pipeline/answer.h"
#include "pipeline/filter.h"

#define STRIP_BRACKETS 32

typedef enum strip_output { STRIP_REMOVE, STRIP_RUBY, STRIP_IN_BRACKETS, STRIP_TSV } strip_output;

/* An opened filter; immutable. */
typedef struct strip_filter {
    reading_table *readings;
    annotation_finder finder;
    annotation_rules rules;
    strip_output to;
    bool hints, lines;
    bool list_unverified;
    bool rows; /* gives rows in place of text */
    uint32_t brackets[STRIP_BRACKETS];
} strip_filter;

/* What is cut from a line, in order and apart, in terms of the line as it came, while passes see shorter ones. */
typedef struct strip_edits {
    struct strip_edit {
        hp_span cut;
        const char *rule;
    } * items;
    size_t count, cap;
    bool failed;
    hp_span line; /* as it came */
    hp_span text; /* as the pass sees it */
    size_t old;   /* edits of earlier passes, at the front of items until the pass ends */
} strip_edits;

void strip_edits_clear(strip_edits *edits, hp_span line);

/* A pass over `text`, the line without the edits so far: begin, add its cuts in order, end. */
void strip_edits_begin(strip_edits *edits, hp_span text);
void strip_edits_add(strip_edits *edits, hp_span cut, const char *rule);
void strip_edits_end(strip_edits *edits);

/* Writes the line with annotations in the form asked for.  `made` is working memory. */
void strip_write_text(const strip_filter *strip, const annotation_candidates *findings, hp_span run, hp_buf *made,
                      answer *out);

/* Writes a row for each annotation in place of the line, or takes the line away. */
void strip_write_rows(const strip_filter *strip, const annotation_candidates *findings, const filter_input *input,
                      hp_span run, hp_buf *made, answer *out);

#endif
