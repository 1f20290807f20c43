/* lines.h - changes by lines: what is shown together.
 *
 * A line is as the text before has it, and goes on where its end is part of a change: lines that become one, or one
 * that becomes several, are shown as one.  Worked: 國家\n好\n with 國 → 国 gives one line, number 1, of the pieces
 * 國 → 国 and 家.
 */
#ifndef DRIVER_VIEW_LINES_H
#define DRIVER_VIEW_LINES_H

#include "driver/view/changes.h"

/* Some of a line: unchanged, and then `after` is `before`, or changed. */
typedef struct view_piece {
    hp_span before, after;
    uint32_t first; /* of a change the first edit, else VIEW_NO_EDIT */
} view_piece;

/* Goes through the lines that change. */
typedef struct view_lines {
    const view_changes *changes;
    size_t at;      /* the next change */
    size_t counted; /* of the text before, up to the start of line `number` */
    uint64_t number;
    view_piece *pieces; /* of the line at hand, without its end where that is unchanged */
    size_t count, room;
    bool failed; /* memory is out */
} view_lines;

/* Starts; `number` is that of the text's first line.  `lines` starts as {0}, and may be started again and again. */
void view_lines_start(view_lines *lines, const view_changes *changes, uint64_t number);

/* Goes to the next line that changes; false when there is none, or memory is out. */
bool view_lines_next(view_lines *lines);

void view_lines_free(view_lines *lines);

/* What is to be shown of a text that is long: its first and last characters, and the number of bytes between; of a
 * short one all, as its head.  `most` and `ends` count characters: those of a text that is shown whole, and those of
 * each end of another. */
typedef struct view_cut {
    hp_span head, tail;
    size_t skipped;
} view_cut;

view_cut view_cut_text(hp_span text, size_t most, size_t ends);

#endif
