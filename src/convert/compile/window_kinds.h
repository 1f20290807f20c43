/* window_kinds.h - what tables of the best path say beforehand of what its windows will ask. */
#ifndef CONVERT_COMPILE_WINDOW_KINDS_H
#define CONVERT_COMPILE_WINDOW_KINDS_H

#include "convert/table_build.h"

/* Notes what windows see of the characters of the basic plane that stand in `words`, by the marks of each: a flag of
 * CONV_TABLE_MARKED. */
void conv_note_kinds(const uint32_t *scripts, const conv_table *words, unsigned char *kinds);

/* Marks the word if it does not cost less than its parts in `words`. */
void conv_add_weak(conv_build *build, const conv_table *words, hp_span word);

#endif
