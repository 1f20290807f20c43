/* runs.c - see runs.h. */
#include "pipeline/run/runs.h"

#include <string.h>

#include "text/bytes.h"
#include "text/hint.h"
#include "text/utf8.h"

static void find_nul(runs_reader *reader)
{
    bool looks = reader->wants & RUNS_WITHOUT_NUL && reader->valid > 0;
    reader->nul = looks ? memchr(reader->rest.ptr, 0, reader->valid) : NULL;
}

void runs_start(runs_reader *reader, hp_span line, unsigned wants)
{
    *reader = (runs_reader){ .rest = line, .valid = utf8_valid(line), .wants = wants };
    find_nul(reader);
}

/* The length of the run at the start of what is left. */
static size_t run_length(const runs_reader *reader)
{
    hp_span run = { reader->rest.ptr, reader->valid };
    if (reader->nul)
        run.len = (size_t)(reader->nul - run.ptr);
    return reader->wants & RUNS_WITH_HINTS ? run.len : hint_find(run);
}

/* The length of what separates runs there: a hint, a NUL, or a broken sequence. */
static size_t gap_length(const runs_reader *reader)
{
    if (reader->valid == 0)
        return utf8_broken(reader->rest);
    size_t hint = hint_length((hp_span){ reader->rest.ptr, reader->valid });
    return hint ? hint : 1;
}

bool runs_next(runs_reader *reader, runs_piece *piece)
{
    if (reader->rest.len == 0)
        return false;
    size_t n = run_length(reader);
    piece->is_run = n > 0;
    if (n == 0)
        n = gap_length(reader);
    span_take(&reader->rest, n, &piece->text);
    if (piece->is_run || n < reader->valid) {
        reader->valid -= n;
    } else {
        reader->valid = utf8_valid(reader->rest);
        find_nul(reader);
    }
    if (reader->nul && reader->nul < reader->rest.ptr)
        find_nul(reader);
    return true;
}
