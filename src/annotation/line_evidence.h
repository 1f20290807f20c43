/* line_evidence.h - which of a line's findings are annotations: the evidence of the whole line, and of those before it.
 *
 * A toned reading that fits is one by itself.  What is weaker, or stands next to words about pronunciation, is decided
 * by how many others the line has, or the few lines before it.
 * Worked: 市场(shichang) alone stays; with two more such readings all three go.
 */
#ifndef ANNOTATION_LINE_EVIDENCE_H
#define ANNOTATION_LINE_EVIDENCE_H

#include "annotation/candidates.h"

/* A line with at least this many readings that fit is annotated throughout: words about pronunciation in it are
 * ordinary words.  The manual gives the number. */
#define ANNOTATION_DENSE 6

/* In a line with words about pronunciation, too, when one of so many lines before it is dense: then they keep no more
 * than quoted characters and headwords.  The manual gives the number. */
#define ANNOTATION_LINES_BEFORE 4

/* So many readings make toneless ones credible. */
#define ANNOTATION_CREDIBLE 3

/* Which readings without tones go: as the line's evidence says, whenever they fit, or none. */
typedef enum annotation_toneless {
    ANNOTATION_TONELESS_AUTO,
    ANNOTATION_TONELESS_ALWAYS,
    ANNOTATION_TONELESS_NEVER
} annotation_toneless;

/* What words about pronunciation do: keep the readings near them unless the line is annotated throughout, keep them in
 * any line, or nothing. */
typedef enum annotation_cues { ANNOTATION_CUES_AUTO, ANNOTATION_CUES_KEEP, ANNOTATION_CUES_IGNORE } annotation_cues;

typedef struct annotation_rules {
    annotation_toneless toneless;
    annotation_cues cues;
    bool glued;      /* one reading without brackets is enough */
    bool unverified; /* what fits nothing goes as well */
} annotation_rules;

/* What becomes of a reading in lower case that fits, of this grade and of so many bytes, when nothing else speaks for
 * or against it: true when it goes.  One letter may number a figure: 图(a). */
static inline bool annotation_goes_alone(const annotation_rules *rules, reading_grade grade, size_t length)
{
    return grade == READING_GRADE_TONED || rules->toneless == ANNOTATION_TONELESS_ALWAYS ||
           (rules->toneless == ANNOTATION_TONELESS_AUTO && grade == READING_GRADE_NEUTRAL && length > 1);
}

/* True when words about pronunciation count in a line with so many readings that fit. */
static inline bool annotation_minds_cues(const annotation_rules *rules, size_t fit)
{
    return rules->cues == ANNOTATION_CUES_KEEP || (rules->cues == ANNOTATION_CUES_AUTO && fit < ANNOTATION_DENSE);
}

/* A reading that fits no character before it, and is in no mark-up which says that it belongs to them all the same. */
static inline bool annotation_is_unverified(const annotation_candidate *a)
{
    return a->match.grade == READING_GRADE_NONE && !(a->notes & CONTEXT_RUBY);
}

/* Readings with a blank behind them, of so many that are not at the end of the line, that show a tool at work which
 * sets blanks: it set those as well. */
static inline bool annotation_is_spaced(size_t blanks, size_t inner)
{
    return blanks > 1 && 2 * blanks >= inner;
}

/* The lines before one, and what is known of them.  Starts as {0}; belongs to one thread. */
typedef struct annotation_lines_before {
    const annotation_finder *finder;
    hp_span near; /* whole lines, right before the line at hand */
    hp_span far;  /* whole lines before those */
    annotation_candidates findings;
    struct {
        const char *line; /* one of them, or NULL */
        bool is_dense;
    } known[ANNOTATION_LINES_BEFORE];
    unsigned next; /* the oldest of those */
} annotation_lines_before;

/* Forgets what is known: other lines are to come. */
void annotation_forget_lines(annotation_lines_before *before);

/* The line right before the one at hand; false when there is none. */
bool annotation_get_line_above(const annotation_lines_before *before, hp_span *line);

/* Marks what goes with CONTEXT_REMOVED, and lets the cuts of those take a blank behind them where spacing tools put
 * it.  `before` may be NULL: the line is judged by itself.  Where before->findings.failed is set memory was out. */
void annotation_mark_removals(const annotation_rules *rules, hp_span run, annotation_candidates *findings,
                              annotation_lines_before *before);

#endif
