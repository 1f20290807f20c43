/* replay.h - what the edits of a run say: for the tests that the record of edits gives the output. */
#ifndef TEST_REPLAY_H
#define TEST_REPLAY_H

#include "../replay_edits.h"
#include "test.h"

/* Does the edits of `worker`'s last run to `text`, stage by stage.  The caller frees the result.  Fails when an edit
 * is out of order, out of place, or changes nothing. */
static inline hp_buf replay(hp_span text, const hp_worker *worker, unsigned stages)
{
    size_t count = 0;
    hp_buf now = { 0 };
    hp_buf_append(&now, text);
    for (unsigned stage = 0; stage < stages; stage++) {
        hp_buf next = { 0 };
        const char *wrong = replay_edits(worker, stage, &count, (hp_span){ now.ptr, now.len }, &next);
        if (wrong)
            fail_msg("edit %zu of stage %u: %s", count, stage, wrong);
        hp_buf_free(&now);
        now = next;
    }
    assert_int_equal(count, hp_edit_count(worker));
    return now;
}

#endif
