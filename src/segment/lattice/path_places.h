/* path_places.h - the lattice's last steps, for all units alike: how long the words of two and three units are, and
 * where each unit stands on the cheapest path.  For word_lattice.c.
 *
 *     研 究 生 命 起 源, path 研究|生命|起源  →  places B2 E2 B2 E2 B2 E2, the nodes of 研究, 生命, 起源 at 研, 生, 起
 */
#ifndef SEGMENT_LATTICE_PATH_PLACES_H
#define SEGMENT_LATTICE_PATH_PLACES_H

#include "segment/clause.h"

/* Enters words of two and three units in longest_begin, longest_end and covered_by, where longer ones are already. */
void seg_note_lengths(seg_clause *clause);

/* Follows the cheapest path from its end: fills from, node and path_place of its words. */
void seg_follow_path(seg_clause *clause, const seg_lexicon *lex);

/* The same in plain C: the definition of what is done with vectors where there are some. */
void seg_note_lengths_plain(seg_clause *clause);
void seg_follow_path_plain(seg_clause *clause, const seg_lexicon *lex);

#endif
