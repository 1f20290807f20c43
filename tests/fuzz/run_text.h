/* run_text.h - text through a pipeline in the ways that fuzz targets compare; what must not be aborts. */
#ifndef FUZZ_RUN_TEXT_H
#define FUZZ_RUN_TEXT_H

#include <stdio.h>
#include <stdlib.h>

#include "../built_data.h"
#include "../lines.h"
#include "../replay_edits.h"
#include "text/error.h"

/* The data file of the build folder; the caller frees it. */
static inline hp_data *need_data(void)
{
    hp_data *data;
    hp_error err = { 0 };
    if (open_built_data(&data, &err) != HP_OK) {
        fprintf(stderr, "%s\n", hp_error_text(&err));
        abort();
    }
    return data;
}

/* Appends what the pipeline makes of `text` in one call. */
static inline void run_whole(hp_worker *worker, hp_span text, hp_buf *out)
{
    if (hp_run_lines(worker, NULL, text, hp_write_to_buf, out, NULL) != HP_OK)
        abort();
}

/* The same with a call a line, which is given the lines before it. */
static inline void run_by_lines(hp_worker *worker, hp_span text, hp_buf *out)
{
    hp_place place = { .line = 1, .before = { text.ptr, 0 } };
    hp_span line;
    while (take_line(&text, &line)) {
        if (hp_run_lines(worker, &place, line, hp_write_to_buf, out, NULL) != HP_OK)
            abort();
        place.before.len += line.len;
        place.line++;
    }
}

/* Appends what the edits of the last run, by a pipeline of one stage, make of `text`. */
static inline void run_edits(const hp_worker *worker, hp_span text, hp_buf *out)
{
    size_t count = 0;
    if (replay_edits(worker, 0, &count, text, out))
        abort();
}

static inline void require_same(const hp_buf *a, const hp_buf *b)
{
    if (a->failed || b->failed || a->len != b->len || (a->len > 0 && memcmp(a->ptr, b->ptr, a->len) != 0))
        abort();
}

#endif
