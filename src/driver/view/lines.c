/* lines.c - see lines.h. */
#include "driver/view/lines.h"

#include <string.h>

#include "text/memory.h"
#include "text/utf8.h"

void view_lines_start(view_lines *lines, const view_changes *changes, uint64_t number)
{
    lines->changes = changes;
    lines->at = lines->counted = lines->count = 0;
    lines->number = number;
    lines->failed = false;
}

void view_lines_free(view_lines *lines)
{
    memory_free(lines->pieces);
    *lines = (view_lines){ 0 };
}

static void add_piece(view_lines *lines, hp_span before, hp_span after, uint32_t first)
{
    if (lines->count == lines->room) {
        view_piece *pieces = memory_grow(lines->pieces, &lines->room, 16, sizeof *pieces);
        lines->failed = lines->failed || !pieces;
        if (!pieces)
            return;
        lines->pieces = pieces;
    }
    lines->pieces[lines->count++] = (view_piece){ before, after, first };
}

static void add_unchanged(view_lines *lines, size_t from, size_t to)
{
    hp_span text = { lines->changes->before.ptr + from, to - from };
    if (text.len > 0)
        add_piece(lines, text, text, VIEW_NO_EDIT);
}

/* Where the line starts that `at` is in, not before `least`. */
static size_t line_start(hp_span text, size_t least, size_t at)
{
    const char *end = at > least ? memrchr(text.ptr + least, '\n', at - least) : NULL;
    return end ? (size_t)(end - text.ptr) + 1 : least;
}

static bool is_line_start(hp_span text, size_t at)
{
    return at == 0 || text.ptr[at - 1] == '\n';
}

/* Adds what is unchanged from `from` to the line's end, or to `to`; true when the line ends before. */
static bool add_rest(view_lines *lines, size_t from, size_t to)
{
    hp_span text = lines->changes->before;
    const char *end = to > from ? memchr(text.ptr + from, '\n', to - from) : NULL;
    size_t stop = end ? (size_t)(end - text.ptr) : to;
    add_unchanged(lines, from, end && stop > from && text.ptr[stop - 1] == '\r' ? stop - 1 : stop);
    return end != NULL;
}

bool view_lines_next(view_lines *lines)
{
    const view_changes *c = lines->changes;
    const view_change *change = c->list.items + lines->at, *stop = c->list.items + c->list.count;
    lines->count = 0;
    if (lines->failed || lines->at == c->list.count)
        return false;
    size_t least = lines->at > 0 ? change[-1].from + change[-1].before : 0;
    size_t start = line_start(c->before, least, change->from);
    lines->number += text_count_lines((hp_span){ c->before.ptr + lines->counted, start - lines->counted });
    lines->counted = start;
    add_unchanged(lines, start, change->from);
    for (bool ended = false; !ended;) {
        size_t end = change->from + change->before;
        add_piece(lines, (hp_span){ c->before.ptr + change->from, change->before },
                  (hp_span){ c->after.ptr + change->to, change->after }, change->first);
        ended = is_line_start(c->before, end) && is_line_start(c->after, change->to + change->after);
        change++;
        if (!ended)
            ended = add_rest(lines, end, change < stop ? change->from : c->before.len) || change == stop;
    }
    lines->at = (size_t)(change - c->list.items);
    return !lines->failed;
}

/* Where the character behind, or before, the place in `text` starts. */
static size_t next_character(hp_span text, size_t at)
{
    uint32_t cp = 0;
    size_t n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp);
    return at + (n > 0 ? n : 1);
}

static size_t last_character(hp_span text, size_t at)
{
    enum { LONGEST = 4 };
    size_t n = 1;
    while (n < LONGEST && n < at && ((unsigned char)text.ptr[at - n] & 0xC0) == 0x80)
        n++;
    return at - n;
}

view_cut view_cut_text(hp_span text, size_t most, size_t ends)
{
    size_t head = 0, at = 0, tail = text.len;
    for (size_t i = 0; i <= most && at < text.len; i++) {
        at = next_character(text, at);
        head = i < ends ? at : head;
    }
    if (at == text.len)
        return (view_cut){ .head = text };
    for (size_t i = 0; i < ends && tail > head; i++)
        tail = last_character(text, tail);
    return (view_cut){ { text.ptr, head }, { text.ptr + tail, text.len - tail }, tail - head };
}
