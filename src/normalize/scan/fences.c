/* fences.c - see fences.h: blocks of code between ``` or ~~~ lines, in which only line ends may change.
 *
 * A fence is a line that begins, blanks and invisible characters aside, with three or more ` or ~, and goes on to the
 * next line that begins with as many of the same; the end of the document ends it, too.  A fence that is not closed
 * within FENCE_MAX bytes is none, so that a text can be worked through with so much of it in view: norm_ready() ends
 * what may be worked through before a fence that is still open.
 */
#include "normalize/scan/fences.h"

#include <string.h>

#include "normalize/scan/blank_lines.h"
#include "normalize/scan/look_scan.h"
#include "normalize/work.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { FENCE_MAX = 1 << 16, BLANK_MAX = 1 << 24 };

/* Whether `at`, where a mark of a fence stands, begins its line but for what may go; the line's start in *start. */
static bool begins_line(const norm_engine *engine, hp_span text, const char *at, const char **start)
{
    bool faint = true;
    while (at > text.ptr && at[-1] != '\n') {
        uint32_t cp;
        size_t n = utf8_decode_back(text.ptr, at, &cp);
        if (n == 0)
            return false;
        unsigned class = norm_character(&engine->characters, cp) & ~NORM_LIVELY;
        if (class == NORM_LINE_END)
            faint = true; /* the line begins behind it; the fence is still this LF's line */
        else if (class != NORM_BLANK && class != NORM_INVISIBLE && class != NORM_CONTROL && class != NORM_SELECTOR)
            return false;
        at -= n;
    }
    *start = at;
    return faint;
}

static const char *line_end(hp_span text, const char *at)
{
    const char *end = text.ptr + text.len, *lf = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    return lf ? lf + 1 : end;
}

/* The first ``` or ~~~ at or behind `at`, or `end`. */
static const char *find_marks(const char *at, const char *end)
{
    for (;;) {
        at = norm_scan_marks(at, end);
        if (end - at < 3)
            return end;
        if ((*at == '`' || *at == '~') && at[1] == *at && at[2] == *at)
            return at;
        at++;
    }
}

/* What stands behind a fence's marks: nothing, where a line of `least` closes; else no other ` behind such. */
static bool is_plain(const char *at, const char *end, char mark, size_t least)
{
    if (!least)
        return mark == '~' || !memchr(at, mark, (size_t)(end - at));
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
        at++;
    return at == end;
}

/* The first fence line at or behind `at`: where its line starts, its mark in *mark; NULL when there is none.  With
 * `least`, only one of so many of *mark and nothing else. */
static const char *find_fence(const norm_engine *engine, hp_span text, const char *at, char *mark, size_t least)
{
    const char *end = text.ptr + text.len, *start;
    while (at < end) {
        const char *found = find_marks(at, end);
        if (found == end)
            return NULL;
        const char *behind = found;
        while (behind < end && *behind == *found)
            behind++;
        if ((!least || *found == *mark) && (size_t)(behind - found) >= least &&
            begins_line(engine, text, found, &start) && is_plain(behind, line_end(text, behind), *found, least)) {
            *mark = *found;
            return start;
        }
        at = behind;
    }
    return NULL;
}

static bool is_long(const char *start, const char *end, char mark)
{
    while (start < end && *start != mark)
        start++;
    return end - start > 3 && start[3] == mark;
}

/* What a search for closing lines has learned: up to where there is none, for ` and ~, for three and for more. */
struct closings {
    const char *none_before[2][2];
};

/* The end of the fence that begins with the line at `start`; NULL when `text` ends first or it is too far. */
static const char *fence_end(const norm_engine *engine, hp_span text, const char *start, char mark,
                             struct closings *known)
{
    const char *end = text.ptr + text.len, *from = line_end(text, start);
    const char *limit = (size_t)(end - start) > FENCE_MAX ? start + FENCE_MAX : end;
    bool more = is_long(start, end, mark);
    const char **none_before = &known->none_before[mark == '~'][more];
    if (*none_before && from < *none_before)
        from = *none_before;
    if (from >= limit)
        return NULL;
    hp_span within = { text.ptr, (size_t)(limit - text.ptr) };
    const char *close = find_fence(engine, within, from, &mark, more ? 4 : 3);
    if (!close)
        *none_before = limit;
    return close ? line_end(text, close) : NULL;
}

static bool add_fence(norm_work *work, size_t from, size_t to)
{
    if (work->fence_count == work->fence_cap) {
        struct norm_fence *fences = memory_grow(work->fences, &work->fence_cap, 16, sizeof *fences);
        if (!fences)
            return false;
        work->fences = fences;
    }
    work->fences[work->fence_count++] = (struct norm_fence){ from, to };
    return true;
}

void norm_find_fences(norm_work *work, hp_span text)
{
    char mark;
    struct closings known = { .none_before = { { NULL } } };
    work->fence_count = 0;
    if (!work->engine->protects)
        return;
    for (const char *at = text.ptr, *start; (start = find_fence(work->engine, text, at, &mark, 0));) {
        const char *end = fence_end(work->engine, text, start, mark, &known), *all = text.ptr + text.len;
        if (!end && (size_t)(all - start) <= FENCE_MAX)
            end = all;
        if (end && !add_fence(work, (size_t)(start - text.ptr), (size_t)(end - text.ptr)))
            work->failed = true;
        at = end ? end : line_end(text, start);
    }
}

bool norm_in_fence(const norm_work *work, size_t at)
{
    size_t low = 0, high = work->fence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (work->fences[middle].to <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < work->fence_count && work->fences[low].from <= at;
}

bool norm_looks_ahead(const norm_engine *engine)
{
    return engine->protects;
}

/* Where the blank lines at the end of `text` begin: the line before them decides with them in view.  A run of more than
 * BLANK_MAX bytes is let go, so that memory stays bounded: a blank line too many stays in it. */
static size_t blank_run_start(const norm_engine *engine, hp_span text)
{
    const char *end = text.ptr + text.len, *start = end;
    while (start > text.ptr) {
        const char *lf = start - 1 > text.ptr ? memrchr(text.ptr, '\n', (size_t)(start - 1 - text.ptr)) : NULL;
        const char *line = lf ? lf + 1 : text.ptr;
        size_t length = (size_t)(start - line) - (start[-1] == '\n');
        if (!norm_may_vanish(engine, (hp_span){ line, length }))
            break;
        start = line;
    }
    return (size_t)(end - start) > BLANK_MAX ? text.len : (size_t)(start - text.ptr);
}

size_t norm_ready(const norm_engine *engine, hp_span text)
{
    char mark;
    struct closings known = { .none_before = { { NULL } } };
    if (!engine->protects || text.len == 0)
        return text.len;
    for (const char *at = text.ptr, *start; (start = find_fence(engine, text, at, &mark, 0));) {
        const char *end = fence_end(engine, text, start, mark, &known);
        if (!end && (size_t)(text.ptr + text.len - start) <= FENCE_MAX)
            return blank_run_start(engine, (hp_span){ text.ptr, (size_t)(start - text.ptr) });
        at = end ? end : line_end(text, start);
    }
    return blank_run_start(engine, text);
}
