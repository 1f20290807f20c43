/* replay.h - what the edits of a run say: for the tests that the record of edits gives the output. */
#ifndef HP_TEST_REPLAY_H
#define HP_TEST_REPLAY_H

#include "test.h"

/* Does the edits of `scratch`'s last run to `text`, stage by stage.  The caller frees the result.  Fails when an edit
 * is out of order, out of place, or changes nothing. */
static inline hp_buf replay(hp_span text, const hp_scratch *scratch, unsigned stages)
{
    size_t count, at = 0;
    const hp_edit *edits = hp_scratch_edits(scratch, &count);
    hp_buf now = { 0 };
    hp_buf_append(&now, text);
    for (unsigned stage = 0; stage < stages; stage++) {
        hp_buf next = { 0 };
        size_t done = 0;
        for (; at < count && edits[at].index == stage; at++) {
            const hp_edit *e = &edits[at];
            if (e->offset < done || e->offset + e->before.len > now.len)
                fail_msg("edit %zu of stage %u is out of place", at, stage);
            assert_bytes("before", e->before, (hp_span){ now.ptr + e->offset, e->before.len });
            if (e->before.len == e->after.len && memcmp(e->before.ptr, e->after.ptr, e->after.len) == 0)
                fail_msg("edit %zu of stage %u changes nothing", at, stage);
            hp_buf_append(&next, (hp_span){ now.ptr + done, e->offset - done });
            hp_buf_append(&next, e->after);
            done = e->offset + e->before.len;
        }
        hp_buf_append(&next, (hp_span){ now.ptr + done, now.len - done });
        hp_buf_free(&now);
        now = next;
    }
    assert_int_equal(at, count);
    return now;
}

#endif
