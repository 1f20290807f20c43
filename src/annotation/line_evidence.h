/* line_evidence.h - which of a line's findings are annotations: the evidence of the whole line.
 *
 * A toned reading that fits is one by itself.  What is weaker, or stands next to words about pronunciation, is decided
 * by how many others the line has.  Worked: 市场(shichang) alone stays; with two more such readings all three go.
 */
#ifndef ANNOTATION_LINE_EVIDENCE_H
#define ANNOTATION_LINE_EVIDENCE_H

#include "annotation/search.h"

/* A line with at least this many readings that fit is annotated throughout: words about pronunciation in it are
 * ordinary words.  The manual gives the number. */
#define HP_DENSE 6

/* So many readings make toneless ones credible. */
#define HP_CREDIBLE 3

typedef enum hp_policy {
    HP_AUTO,
    HP_ALWAYS, /* toneless readings: whenever they fit; words about pronunciation: keep what is near them */
    HP_NEVER
} hp_policy;

typedef struct hp_rules {
    hp_policy toneless;
    hp_policy cues;
    bool glued;      /* one reading without brackets is enough */
    bool unverified; /* what fits nothing goes as well */
} hp_rules;

/* What becomes of a reading in lower case that fits, of this grade and of so many bytes, when nothing else speaks for
 * or against it: true when it goes.  One letter may number a figure: 图(a). */
static inline bool hp_goes_alone(const hp_rules *rules, reading_grade grade, size_t length)
{
    return grade == READING_GRADE_TONED || rules->toneless == HP_ALWAYS ||
           (rules->toneless == HP_AUTO && grade == READING_GRADE_NEUTRAL && length > 1);
}

/* True when words about pronunciation count in a line with so many readings that fit. */
static inline bool hp_minds_cues(const hp_rules *rules, size_t fit)
{
    return rules->cues == HP_ALWAYS || (rules->cues == HP_AUTO && fit < HP_DENSE);
}

/* Readings with a blank behind them, of so many that are not at the end of the line, that show a tool at work which
 * sets blanks: it set those as well. */
static inline bool hp_is_spaced(size_t blanks, size_t inner)
{
    return blanks > 1 && 2 * blanks >= inner;
}

/* Marks what goes with HP_NOTE_REMOVED, and lets the cuts of those take a blank behind them where spacing tools put
 * it. */
void hp_judge(const hp_rules *rules, hp_span run, hp_findings *findings);

#endif
