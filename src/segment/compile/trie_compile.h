/* trie_compile.h - the words of the lexicon as a double array. */
#ifndef SEGMENT_COMPILE_TRIE_COMPILE_H
#define SEGMENT_COMPILE_TRIE_COMPILE_H

#include "segment/compile/lexicon_source.h"

/* Puts ids in place of units, and appends the parts "first", "nodes" and "tags".  *unknown gets the cost of a
 * word that was seen once. */
bool seg_compile_trie(seg_lexicon_source *lex, hp_buf parts[3], uint32_t *unknown);

#endif
