/* place.h - the output of one file of a run over folders. */
#ifndef DRIVER_TREE_PLACE_H
#define DRIVER_TREE_PLACE_H

#include "driver/tree/journal.h"

/* Opens the item's output: a temporary file in the journal's folder, and the folders that it will be put into.  A name
 * that is taken is replaced, whatever it links to; a folder in the path may be no link, so that nothing is written
 * outside of the folder that was named.  `info`: the input's.  0, or an errno. */
int tree_place_open(tree_journal *journal, const tree_plan *plan, const tree_item *item, const struct stat *info,
                    driver_output *out);

/* Marks the items whose output is not older than they are (--update). */
void tree_place_update(tree_plan *plan);

/* Lists what would be written: input, TAB, output. */
void tree_place_list(const tree_plan *plan, hp_buf *out);

#endif
