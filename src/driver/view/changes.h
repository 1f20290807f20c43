/* changes.h - what a whole pipeline made of a text, from the edits that its filters kept.
 *
 * Each filter's edits count in what that filter was given.  Here they are laid over each other: a change says which
 * bytes of the text before all filters became which bytes of the text behind them, and by which edits.
 *
 * Worked, strip | conv -c t2s over 國(guó)家: the text before is that; changes: 國 → 国 by conv, (guó) → nothing by strip.
 */
#ifndef DRIVER_VIEW_CHANGES_H
#define DRIVER_VIEW_CHANGES_H

#include "pipeline/pipeline.h"

enum { VIEW_NO_EDIT = UINT32_MAX };

/* Why something changed: an edit's filter and rule. */
typedef struct view_edit {
    const char *rule; /* static storage */
    uint32_t stage;   /* its number in the pipeline */
    uint32_t next;    /* the next edit of the same change, or VIEW_NO_EDIT */
} view_edit;

/* `before` bytes at `from` became `after` bytes at `to`. */
typedef struct view_change {
    size_t from, before;
    size_t to, after;
    uint32_t first, last; /* its edits, in the order of the filters */
} view_change;

typedef struct view_change_list {
    view_change *items;
    size_t count, room;
} view_change_list;

/* Starts as {0}. */
typedef struct view_changes {
    hp_span before; /* the text as the first filter, or the one behind the last that makes another text, was given it */
    hp_span after;
    view_change_list list; /* in the text's order; they do not overlap */
    view_edit *edits;
    size_t edit_count, edit_room;

    view_change_list stage, made; /* work */
    hp_buf texts[2];
} view_changes;

/* Makes the changes of the worker's last run, whose result is `after`; both are borrowed until the next call.  What a
 * filter that decodes or makes text of markup did is not among them: it makes another text, and its edits are notes.
 * False when memory is out. */
bool view_changes_make(view_changes *changes, const hp_worker *worker, const hp_pipeline *pipeline, hp_span after);

void view_changes_free(view_changes *changes);

#endif
