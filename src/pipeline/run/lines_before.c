/* lines_before.c - keeps the few lines before a text, for filters that look back (filter.h, lines_before).
 *
 * Whoever cuts a document into texts keeps its last lines and gives them along with the next text (hp_place.before);
 * run_stages.c lets the filters see them.  Bytes that end a line are the pipeline's to know, as in cut.c.
 * Worked: two lines are needed: of "a\nb\n" and then "c\n" it keeps "b\nc\n".
 */
#include <string.h>

#include "pipeline/pipeline_parts.h"

/* Where the last `most` lines of `text`, whole lines, start; *count gets how many there are. */
static size_t find_last(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text, size_t most,
                        size_t *count)
{
    size_t at = text.len;
    for (*count = 0; *count < most && at > 0; ++*count)
        at = pipeline_line_end(pipeline, decisions, (hp_span){ text.ptr, at - 1 }); /* of the line before */
    return at;
}

hp_span pipeline_last_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span before)
{
    size_t count, most = hp_pipeline_lines_before(pipeline);
    size_t from = find_last(pipeline, decisions, before, most, &count);
    return from > 0 ? (hp_span){ before.ptr + from, before.len - from } : before; /* which may be NULL */
}

bool pipeline_keep_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_buf *before, hp_span text)
{
    size_t most = pipeline->needs.document ? 0 : pipeline->needs.lines_before, count, more;
    if (most == 0)
        return true;
    size_t from = find_last(pipeline, decisions, text, most, &count);
    size_t old = find_last(pipeline, decisions, (hp_span){ before->ptr, before->len }, most - count, &more);
    if (before->len > old && old > 0)
        memmove(before->ptr, before->ptr + old, before->len - old);
    before->len -= old;
    hp_buf_append(before, from > 0 ? (hp_span){ text.ptr + from, text.len - from } : text);
    return !before->failed;
}
