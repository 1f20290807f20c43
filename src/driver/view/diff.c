/* diff.c - see diff.h.  Worked: 漢(hàn)字 in line 3 → "     3  bracket                   漢[-(hàn)-]字". */
#include "driver/view/diff.h"

#include <inttypes.h>
#include <string.h>

#include "driver/report/log.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/utf8.h"

enum { MARGIN = 24, WHOLE = 120, ENDS = 40, CHANGED = 400 };

#define DIM "\033[2m"
#define BOLD "\033[1m"
#define GONE "\033[31;9m"
#define COME "\033[32;1m"
#define REVERSE "\033[7m"
#define PLAIN "\033[0m"

static void put_string(const char *string, hp_buf *out)
{
    hp_buf_append(out, span_of_string(string));
}

/* Appends text that changes, with what would not be seen as <U+200B>. */
static void put_visible(hp_span text, hp_buf *out)
{
    size_t done = 0;
    uint32_t cp = 0;
    for (size_t at = 0, n; at < text.len; at += n) {
        n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp);
        bool is_seen = n == 0 || cp <= ' ' || !(text_is_invisible(cp) || text_is_blank(cp));
        n = n > 0 ? n : 1;
        if (is_seen)
            continue;
        buffer_put_printable(out, (hp_span){ text.ptr + done, at - done });
        buffer_format(out, "<U+%04" PRIX32 ">", cp);
        done = at + n;
    }
    buffer_put_printable(out, (hp_span){ text.ptr + done, text.len - done });
}

static bool is_blank(hp_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ')
            return false;
    return true;
}

/* Appends what goes or comes, set off by colour or brackets. */
static void put_changed(hp_span text, bool color, const char *open, const char *close, hp_buf *out)
{
    view_cut cut = view_cut_text(text, CHANGED, CHANGED / 2);
    if (text.len == 0)
        return;
    put_string(open, out);
    if (color && is_blank(text))
        put_string(REVERSE, out);
    put_visible(cut.head, out);
    if (cut.skipped)
        put_string("…", out);
    put_visible(cut.tail, out);
    put_string(close, out);
}

static void put_piece(const view_piece *piece, bool color, hp_buf *out)
{
    if (piece->first == VIEW_NO_EDIT) {
        view_cut cut = view_cut_text(piece->before, WHOLE, ENDS);
        buffer_put_printable(out, cut.head);
        if (cut.skipped)
            put_string(color ? DIM "…" PLAIN : "…", out);
        buffer_put_printable(out, cut.tail);
        return;
    }
    put_changed(piece->before, color, color ? GONE : "[-", color ? PLAIN : "-]", out);
    put_changed(piece->after, color, color ? COME : "{+", color ? PLAIN : "+}", out);
}

/* Whether the margin, from `start`, has the rule already. */
static bool has_rule(const hp_buf *out, size_t start, hp_span rule)
{
    hp_span rest = { out->ptr + start, out->len - start };
    while (rest.len > 0) {
        hp_span one = span_take_field(&rest, ' ');
        if (one.len > 0 && one.ptr[one.len - 1] == ',')
            one.len--;
        if (span_eq(one, rule))
            return true;
    }
    return false;
}

/* Appends the rule of the edit to the margin; with the filter's name where there are several. */
static void put_rule(const view_edit *edit, const hp_pipeline *pipeline, size_t start, hp_buf *out)
{
    hp_buf rule = { 0 };
    if (pipeline_length(pipeline) > 1) {
        driver_log_stage(&rule, pipeline_filter(pipeline, edit->stage)->word,
                         pipeline_occurrence(pipeline, edit->stage));
        put_string(":", &rule);
    }
    put_string(edit->rule, &rule);
    out->failed = out->failed || rule.failed;
    hp_span text = { rule.ptr, rule.len };
    if (!out->failed && !has_rule(out, start, text)) {
        put_string(out->len > start ? ", " : "", out);
        hp_buf_append(out, text);
    }
    hp_buf_free(&rule);
}

static void put_margin(const view_lines *lines, const hp_pipeline *pipeline, hp_buf *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < lines->count; i++)
        for (uint32_t e = lines->pieces[i].first; e != VIEW_NO_EDIT; e = lines->changes->edits[e].next)
            put_rule(&lines->changes->edits[e], pipeline, start, out);
    size_t width = out->failed ? 0 : out->len - start;
    buffer_format(out, "%*s", width < MARGIN ? (int)(MARGIN - width) : 0, "");
}

void diff_put_line(const view_lines *lines, const hp_pipeline *pipeline, bool color, hp_buf *out)
{
    buffer_format(out, "%s%6" PRIu64 "  ", color ? DIM : "", lines->number);
    put_margin(lines, pipeline, out);
    put_string(color ? PLAIN "  " : "  ", out);
    for (size_t i = 0; i < lines->count; i++)
        put_piece(&lines->pieces[i], color, out);
    put_string("\n", out);
}

void diff_put_file(const char *name, bool color, hp_buf *out)
{
    put_string(color ? BOLD : "", out);
    buffer_put_printable(out, span_of_string(name));
    put_string(color ? PLAIN ":\n" : ":\n", out);
}
