/* replay.h - what the edits of a run say: for the tests that the record of edits gives the output. */
#ifndef TEST_REPLAY_H
#define TEST_REPLAY_H

#include "../replay_edits.h"
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
        size_t end = at, bad;
        while (end < count && edits[end].index == stage)
            end++;
        const char *wrong = replay_edits(edits + at, end - at, (hp_span){ now.ptr, now.len }, &next, &bad);
        if (wrong)
            fail_msg("edit %zu of stage %u: %s", at + bad, stage, wrong);
        at = end;
        hp_buf_free(&now);
        now = next;
    }
    assert_int_equal(at, count);
    return now;
}

#endif
