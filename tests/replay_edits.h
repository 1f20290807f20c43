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

/* Appends to *out what the `count` edits of one stage make of `text`.  Returns NULL, or what is wrong with the edit
 * that *bad then is. */
static inline const char *replay_edits(const hp_edit *edits, size_t count, hp_span text, hp_buf *out, size_t *bad)
{
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        const char *wrong = replay_edit(&edits[i], text, &done, out);
        *bad = i;
        if (wrong)
            return wrong;
    }
    hp_buf_append(out, (hp_span){ text.ptr + done, text.len - done });
    return NULL;
}

#endif
