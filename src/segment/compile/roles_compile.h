/* roles_compile.h - what a character may be in words of several, and how names are made. */
#ifndef SEGMENT_COMPILE_ROLES_COMPILE_H
#define SEGMENT_COMPILE_ROLES_COMPILE_H

#include "segment/compile/lexicon_source.h"

/* Reads seg-joins.tsv in `dicts` and appends the parts "roles" and "pairs" (segment/sections.h); fills lex->hint, and
 * marks words that are phrases.  Wants ids, and units that are characters still, as they are between
 * seg_compile_cells() and seg_compile_trie().  False after a message, or when memory is out. */
bool seg_compile_roles(seg_lexicon_source *lex, const char *dicts, hp_buf parts[2]);

#endif
