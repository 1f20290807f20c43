/* pair_lookup.h - the look-ups of clause.h in plain C: the definition of what is done with vectors where there are
 * some, and the path where there are none. */
#ifndef SEGMENT_PAIRS_PAIR_LOOKUP_H
#define SEGMENT_PAIRS_PAIR_LOOKUP_H

#include "segment/clause.h"

void seg_prefetch_plain(seg_clause *clause, const seg_lexicon *lex, const seg_model *model);
void seg_look_up_pairs_plain(seg_clause *clause, const seg_lexicon *lex, const seg_model *model);
void seg_look_up_threes_plain(seg_clause *clause, const seg_lexicon *lex);

#endif
