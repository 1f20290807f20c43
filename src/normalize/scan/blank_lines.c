/* blank_lines.c - see blank_lines.h.  Worked: "甲", "", U+200B, "", "乙" → "甲", "", "乙". */
#include "normalize/scan/blank_lines.h"

#include "normalize/work.h"
#include "text/utf8.h"

void norm_drop_blank_pieces(norm_line *line, bool next_vanishes)
{
    size_t count = norm_has_sign(line, "\n") ? line->count : 0;
    for (size_t i = 0; i < count; i++) {
        bool empty = line->cells[i].cp == '\n' && (i == 0 ? line->starts : line->cells[i - 1].cp == '\n');
        if (empty && (i + 1 < count ? line->cells[i + 1].cp == '\n' : line->ends))
            norm_remove(line, i, NORM_RULE_BLANK_LINES);
    }
    /* The last one is empty: its LF is the line's own, so the one before goes in its place. */
    size_t last = count;
    while (last > 0 && line->cells[last - 1].flags & NORM_GONE)
        last--;
    if (last > 0 && next_vanishes && line->ends && line->cells[last - 1].cp == '\n')
        norm_remove(line, last - 1, NORM_RULE_BLANK_LINES);
    norm_sweep(line);
}

/* What rules may take away altogether. */
static bool is_faint(const norm_engine *engine, uint32_t cp)
{
    switch (norm_character(&engine->characters, cp) & ~NORM_LIVELY) {
    case NORM_BLANK:
    case NORM_INVISIBLE:
    case NORM_CONTROL:
    case NORM_SELECTOR:
    case NORM_LINE_END:
        return true;
    default:
        return false;
    }
}

static bool is_line_end(const norm_engine *engine, uint32_t cp)
{
    return (norm_character(&engine->characters, cp) & ~NORM_LIVELY) == NORM_LINE_END;
}

bool norm_may_vanish(const norm_engine *engine, hp_span line)
{
    uint32_t cp;
    bool past = false; /* a visible character */
    if (!(engine->options.rules & NORM_RULE(NORM_RULE_BLANK_LINES)))
        return false;
    /* From the end back to the last line end that has something visible behind it. */
    for (const char *end = line.ptr + line.len; end > line.ptr && !past;) {
        size_t n = utf8_decode_back(line.ptr, end, &cp);
        if (n == 0 || !is_faint(engine, cp))
            past = true;
        else if (is_line_end(engine, cp))
            return true;
        end -= n;
    }
    return !past;
}

bool norm_may_begin_blank(const norm_engine *engine, hp_span line)
{
    uint32_t cp;
    for (size_t at = 0, n; at < line.len; at += n) {
        n = utf8_decode((hp_span){ line.ptr + at, line.len - at }, &cp);
        if (n == 0 || !is_faint(engine, cp))
            return false;
        if (is_line_end(engine, cp))
            return true;
    }
    return true;
}
