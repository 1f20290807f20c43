/* replay_edits.h - does the edits of a run again: what every test means by "the record of edits gives the output".
 *
 * Worked: 國(guó)家 with one edit, at 3, (guó) → nothing, gives 國家.
 */
#ifndef TEST_REPLAY_EDITS_H
#define TEST_REPLAY_EDITS_H

#include <string.h>

#include "hanpipe.h"

/* Why `edit` cannot be done to `text`, of which `done` bytes are done with; NULL when it can. */
static inline const char *wrong_edit(const hp_edit *edit, hp_span text, size_t done)
{
    hp_span before = edit->before, after = edit->after;
    if (edit->offset < done)
        return "out of order";
    if (edit->offset > text.len || before.len > text.len - edit->offset)
        return "behind the text's end";
    if (before.len > 0 && memcmp(text.ptr + edit->offset, before.ptr, before.len) != 0)
        return "not what stands there";
    if (before.len == after.len && (before.len == 0 || memcmp(before.ptr, after.ptr, before.len) == 0))
        return "changes nothing";
    return NULL;
}

/* Appends what stands between *done and the edit, then what the edit puts in, and moves *done behind it.  Returns NULL,
 * or what is wrong with the edit. */
static inline const char *replay_edit(const hp_edit *edit, hp_span text, size_t *done, hp_buf *out)
{
    const char *wrong = wrong_edit(edit, text, *done);
    if (wrong)
        return wrong;
    hp_buf_append(out, (hp_span){ text.ptr + *done, (size_t)edit->offset - *done });
    hp_buf_append(out, edit->after);
    *done = (size_t)edit->offset + edit->before.len;
    return NULL;
}

/* Appends to *out what the edits of one stage of the last run make of `text`, and adds their number to *count.  Returns
 * NULL, or what is wrong with the next. */
static inline const char *replay_edits(const hp_worker *worker, unsigned stage, size_t *count, hp_span text,
                                       hp_buf *out)
{
    size_t done = 0;
    hp_edit edit;
    for (size_t i = 0; hp_edit_get(worker, i, &edit, sizeof edit); i++) {
        const char *wrong = edit.stage_index == stage ? replay_edit(&edit, text, &done, out) : NULL;
        if (wrong)
            return wrong;
        *count += edit.stage_index == stage;
    }
    hp_buf_append(out, done > 0 ? (hp_span){ text.ptr + done, text.len - done } : text);
    return NULL;
}

#endif
