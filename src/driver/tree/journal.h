/* journal.h - what of a run over folders is done, so that a later one can go on; and the lock on its outputs.
 *
 * It is kept in a folder of its own in the folder that is written to, .hanpipe, or .hanpipe-K-N for a part of N; the
 * files that are not finished are there, too.  A run that ends well takes it away.
 */
#ifndef DRIVER_TREE_JOURNAL_H
#define DRIVER_TREE_JOURNAL_H

#include "driver/output.h"
#include "driver/tree/plan.h"

typedef struct tree_journal {
    char *folder;
    char *path;
    driver_output out; /* the file, written directly; fd -1 when not open */
    mode_t mask;       /* the process's, for files and folders */
    hp_buf made;       /* the last folder made below the one that is written to */
} tree_journal;

/* Makes the folder that is written to, and takes the lock.  With --resume, what an earlier run of the pipeline with the
 * same id finished is marked in the plan (items' is_done); without, or after another pipeline, it starts anew.  False,
 * with a message, when another run has the lock, or the folder cannot be written. */
bool tree_journal_open(tree_journal *journal, tree_plan *plan, uint64_t id);

/* Marks the same and touches nothing: for --dry-run. */
void tree_journal_look(tree_plan *plan, uint64_t id);

/* Notes that the item's output is in its place.  0, or an errno. */
int tree_journal_add(tree_journal *journal, const tree_item *item);

/* Lets the lock go; when the run is complete, the folder goes. */
void tree_journal_close(tree_journal *journal, bool is_complete);

#endif
