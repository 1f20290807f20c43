/* strip.h - what the two files of the strip filter share: its settings, its edits, and the ways to write them. */
#ifndef FILTERS_STRIP_STRIP_H
#define FILTERS_STRIP_STRIP_H

#include "annotation/line_evidence.h"
#include "annotation/search.h"
#include "pipeline/filter.h"

#define HP_STRIP_BRACKETS 32

typedef enum hp_strip_to { HP_STRIP_REMOVE, HP_STRIP_RUBY, HP_STRIP_IN_BRACKETS, HP_STRIP_TSV } hp_strip_to;

/* An opened filter; immutable. */
typedef struct hp_strip {
    reading_table *readings;
    annotation_finder finder;
    annotation_rules rules;
    hp_strip_to to;
    bool hints, lines;
    bool list_unverified;
    bool rows; /* gives rows in place of text */
    uint32_t brackets[HP_STRIP_BRACKETS];
} hp_strip;

/* What is cut from a line, in order and apart, in terms of the line as it came, while passes see shorter ones. */
typedef struct hp_strip_edits {
    struct hp_strip_edit {
        hp_span cut;
        const char *rule;
    } *items;
    size_t count, cap;
    bool failed;
    hp_span line;       /* as it came */
    hp_span text;       /* as the pass sees it */
    size_t old;         /* edits of earlier passes, at the front of items until the pass ends */
} hp_strip_edits;

void hp_strip_edits_clear(hp_strip_edits *edits, hp_span line);

/* A pass over `text`, the line without the edits so far: begin, add its cuts in order, end. */
void hp_strip_edits_begin(hp_strip_edits *edits, hp_span text);
void hp_strip_edits_add(hp_strip_edits *edits, hp_span cut, const char *rule);
void hp_strip_edits_end(hp_strip_edits *edits);

/* Writes the line with annotations in the form asked for.  `made` is working memory. */
void hp_strip_to_text(const hp_strip *strip, const annotation_candidates *findings, hp_span run, hp_buf *made, answer *out);

/* Writes a row for each annotation in place of the line, or takes the line away. */
void hp_strip_to_rows(const hp_strip *strip, const annotation_candidates *findings, const hp_place *place, hp_span run,
                      hp_buf *made, answer *out);

#endif
