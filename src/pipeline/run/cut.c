/* cut.c - where a document may be cut.
 *
 * Lines end at LF bytes, but for a first filter of pieces, which knows what its encoding has for them.
 * Worked: of "a\nb" the first two bytes are ready; in UTF-16 with its low bytes first, of "a\0\n\0b\0" the first four.
 */
#include <string.h>

#include "pipeline/pipeline_parts.h"
#include "text/utf8.h"

static const void *decision_of(const pipeline_decisions *decisions, size_t stage)
{
    return decisions ? decisions->of[stage].decision : NULL;
}

size_t pipeline_line_end(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text)
{
    if (pipeline_reads_pieces(pipeline) && pipeline->stages[0].filter->ready_length)
        return pipeline->stages[0].filter->ready_length(pipeline->stages[0].self, decision_of(decisions, 0), text);
    const char *lf = text.len ? memrchr(text.ptr, '\n', text.len) : NULL;
    return lf ? (size_t)(lf + 1 - text.ptr) : 0;
}

/* Only what is new is looked at, from a place from which units of two and four bytes can be told. */
bool pipeline_move_cut(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text,
                       pipeline_cut *cut)
{
    size_t from = cut->seen > cut->whole ? cut->whole + ((cut->seen - cut->whole) & ~(size_t)3) : cut->whole;
    size_t end = pipeline_line_end(pipeline, decisions, (hp_span){ text.ptr + from, text.len - from });
    cut->seen = text.len;
    if (end > 0)
        cut->whole = from + end;
    return end > 0;
}

size_t pipeline_ready_length(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text)
{
    text.len = pipeline_line_end(pipeline, decisions, text);
    for (size_t i = 0; i < pipeline->count && !pipeline->needs.document; i++) {
        const pipeline_opened_stage *stage = &pipeline->stages[i];
        if (stage->needs.next_line)
            return stage->filter->ready_length(stage->self, decision_of(decisions, i), text);
    }
    return text.len;
}

bool pipeline_takes_pieces(const hp_pipeline *pipeline, bool counts_edits)
{
    const filter_needs *needs = &pipeline->stages[0].needs;
    return pipeline->count == 1 && needs->line_pieces && !(counts_edits && needs->whole_edits);
}

size_t pipeline_line_pieces(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text,
                            filter_line *line)
{
    const pipeline_opened_stage *stage = &pipeline->stages[0];
    if (!pipeline_takes_pieces(pipeline, false) || text.len < FILTER_PIECE_LEAST)
        return 0;
    return stage->filter->line_pieces(stage->self, decision_of(decisions, 0), text, line);
}

bool pipeline_ends_lines_at_lf(const hp_pipeline *pipeline, const pipeline_decisions *decisions)
{
    const pipeline_opened_stage *stage = pipeline_reads_pieces(pipeline) ? &pipeline->stages[0] : NULL;
    if (!stage || !stage->filter->ready_length)
        return true;
    return stage->filter->ends_lines_at_lf && stage->filter->ends_lines_at_lf(stage->self, decision_of(decisions, 0));
}

bool pipeline_cuts_at_lf(const hp_pipeline *pipeline, const pipeline_decisions *decisions)
{
    bool cuts = !pipeline->needs.document && pipeline_ends_lines_at_lf(pipeline, decisions);
    for (size_t i = 0; i < pipeline->count; i++)
        cuts = cuts && !pipeline->stages[i].needs.next_line;
    return cuts;
}

uint64_t pipeline_count_lines(const hp_pipeline *pipeline, const pipeline_decisions *decisions, hp_span text)
{
    uint64_t n = 0;
    if (pipeline_ends_lines_at_lf(pipeline, decisions))
        return text_count_lines(text);
    while ((text.len = pipeline_line_end(pipeline, decisions, text)) > 0) {
        n++;
        text.len--; /* into the line's end: it no longer counts */
    }
    return n;
}
