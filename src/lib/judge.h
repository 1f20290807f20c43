/* judge.h - which of a line's findings are annotations: the evidence of the whole line.
 *
 * A toned reading that fits is one by itself.  What is weaker, or stands next to words about pronunciation, is decided
 * by how many others the line has.  Worked: 市场(shichang) alone stays; with two more such readings all three go.
 */
#ifndef HP_JUDGE_H
#define HP_JUDGE_H

#include "lib/annotation.h"

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

/* Marks what goes with HP_NOTE_REMOVED, and lets the cuts of those take a blank behind them where spacing tools put
 * it. */
void hp_judge(const hp_rules *rules, hp_span run, hp_findings *findings);

#endif
