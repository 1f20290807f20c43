/* search.h - finding the reading annotations in a line.
 *
 * Given a stretch of valid UTF-8 within one line, annotation_find() lists what may be readings of the characters
 * before them: bracketed, glued, or in mark-up, each with how well it fits.  It changes nothing and decides nothing:
 * annotation_mark_removals() (line_evidence.h) weighs the findings of a line against each other.
 * Worked: "移動(App)國(guó)家" → one finding: base 國, reading guó, cut (guó), grade toned.
 */
#ifndef ANNOTATION_SEARCH_H
#define ANNOTATION_SEARCH_H

#include "annotation/scan/candidate_scan.h"
#include "annotation/candidates.h"

/* Replaces what is in *findings by the findings in `run`, any bytes without LF; bytes that are not valid UTF-8 separate
 * what stands on their two sides. */
void annotation_find(const annotation_finder *finder, hp_span run, annotation_candidates *findings);

/* As annotation_find(), for a `run` that is a line of the scanner's text, of which nothing before `at` is a place
 * that annotation_may_be() lets pass. */
void annotation_find_from(const annotation_finder *finder, annotation_scanner *scanner, hp_span run, const char *at,
                          annotation_candidates *findings);

#endif
