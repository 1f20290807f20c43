/* runs.h - a line's runs, the maximal stretches that a filter may read, and what lies between them.
 *
 * Given a line of any bytes it gives its pieces in order: runs of valid UTF-8, and gaps: a stray byte or the broken
 * part of a sequence, a complete hint (U+FFF9 base U+FFFA reading U+FFFB) unless the reader wants hints, a NUL when the
 * reader takes none.  The pieces cover the line.  Time is linear in the line, whatever is in it.
 * Worked: "國\xE5家" → run "國", gap "\xE5", run "家".
 */
#ifndef PIPELINE_RUNS_H
#define PIPELINE_RUNS_H

#include "hanpipe.h"

enum { RUNS_WITH_HINTS = 1 << 0, RUNS_WITHOUT_NUL = 1 << 1 };

typedef struct runs_reader {
    hp_span rest;
    size_t valid;    /* so many bytes of `rest` are valid UTF-8; counted down, so that no byte is checked twice */
    const char *nul; /* the next NUL in those, NULL for none; looked for only with RUNS_WITHOUT_NUL */
    unsigned wants;  /* RUNS_WITH_HINTS … */
} runs_reader;

/* A piece of the line: a run, or a gap that passes unchanged. */
typedef struct runs_piece {
    hp_span text; /* never empty */
    bool is_run;
} runs_piece;

void runs_start(runs_reader *reader, hp_span line, unsigned wants);

/* Takes the next piece; false at the line's end. */
bool runs_next(runs_reader *reader, runs_piece *piece);

#endif
