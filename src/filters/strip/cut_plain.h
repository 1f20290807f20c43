/* cut_plain.h - lines whose annotations are all plain ones, cut in one go. */
#ifndef FILTERS_STRIP_CUT_PLAIN_H
#define FILTERS_STRIP_CUT_PLAIN_H

#include "annotation/scan/candidate_scan.h"
#include "annotation/shapes/known_readings.h"
#include "filters/strip/strip_parts.h"

/* Writes `run`, a line that has no other annotations than plain ones, without them: what the passes over findings would
 * come to, in one go and without findings.  `mark` is the first place worth a look that the scanner has in it.  False,
 * with nothing written, when there is more to be thought about. */
bool strip_cut_plain(const strip_filter *strip, annotation_scanner *scanner, known_readings *known, hp_span run,
                     const char *mark, answer *out);

#endif
