/* marks.h - where separators go: a bit for each byte of a stretch of text that has one before it.
 *
 * Given the clauses of a stretch, marks are set for the beginnings of their words, a clause at a time and with hardly
 * a branch; then the stretch is copied with its separators in one go, whatever lies between clauses.
 *
 *     南京市长江大桥 with bit 9 set, and "|"  →  南京市|长江大桥
 */
#ifndef FILTERS_SEG_MARKS_H
#define FILTERS_SEG_MARKS_H

#include "filters/seg/mark_bits.h"
#include "segment/clause.h"

/* Marks the words behind the first of the clause that has its units from place `begin` on, of which there are `count`,
 * and that begins at byte `at` of the stretch.  `is_even`: each unit has three bytes. */
void seg_mark_words(seg_marks *marks, const seg_clause *clauses, size_t begin, size_t count, size_t at, bool is_even);

/* Copies the text, no longer than SEG_MARKED_MOST, with a separator where there are marks, and takes these away.
 * Returns where that ends; there is room for SEG_MARKS_BEYOND bytes more. */
char *seg_copy_marked(seg_marks *marks, hp_span text, char separator, char *to);

/* The same in plain C, which is its definition. */
char *seg_copy_marked_plain(const seg_marks *marks, hp_span text, char separator, char *to);

#endif
