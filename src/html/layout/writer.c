/* data_file_write.c - pending separators.
 *
 * A line end in the source between two characters of which one is wide and the other wide or a mark of Chinese
 * typography (quotation marks, dashes, ellipses …) is nothing: Chinese is written without blanks, and the line was
 * broken by somebody's editor.  This is CSS Text's segment break transformation, with marks of ambiguous width taken
 * for wide beside a wide character; beside a Latin letter or Hangul the line end is a blank.
 *
 *     中⏎文 → 中文    他说⏎“你好” → 他说“你好”    用⏎Linux → 用 Linux    한⏎글 → 한 글
 */
#include "html/layout/writer.h"

#include <string.h>

#include "load/icu.h"
#include "text/bytes.h"
#include "text/utf8.h"

enum { MARKS_MAX = 16 };

typedef enum width { NARROW, WIDE, AMBIGUOUS_MARK, BREAK_SPACE } width;

hp_status html_icu_open(html_icu *icu, hp_error *err)
{
    return LIBRARY_LOAD(ICU_COMMON, HTML_ICU_FUNCTIONS, icu, err);
}

html_writer html_writer_open(const html_icu *icu, hp_buf *out)
{
    return (html_writer){ .icu = icu, .out = out, .start = out->len };
}

static bool is_hangul(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) || (c >= 0xA960 && c <= 0xA97F) ||
           (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xFFA0 && c <= 0xFFDC);
}

static width width_of(const html_icu *icu, uint32_t c)
{
    if (c < 0xA0)
        return NARROW;
    if (c == 0x200B)
        return BREAK_SPACE;
    switch (icu->u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_FULLWIDTH:
    case U_EA_HALFWIDTH:
    case U_EA_WIDE:
        return is_hangul(c) ? NARROW : WIDE;
    case U_EA_AMBIGUOUS:
        return icu->u_ispunct((UChar32)c) ? AMBIGUOUS_MARK : NARROW;
    default:
        return NARROW;
    }
}

/* What the marks before `end`, or those at the start of `text`, go with: the width of the first that is none. */
static width width_before_marks(const html_icu *icu, const char *start, const char *end)
{
    for (int i = 0; i < MARKS_MAX; i++) {
        uint32_t c = 0;
        size_t len = utf8_decode_back(start, end, &c);
        if (width_of(icu, c) != AMBIGUOUS_MARK)
            return width_of(icu, c);
        end -= len;
    }
    return NARROW;
}

static width width_after_marks(const html_icu *icu, hp_span text)
{
    for (int i = 0; i < MARKS_MAX; i++) {
        uint32_t c = 0;
        size_t len = utf8_decode(text, &c);
        if (width_of(icu, c) != AMBIGUOUS_MARK)
            return width_of(icu, c);
        text = (hp_span){ text.ptr + len, text.len - len };
    }
    return NARROW;
}

/* Whether a line end between what was written and `next` is nothing.  Between two marks, what they stand beside
 * says. */
static bool is_joined(const html_writer *w, hp_span next)
{
    uint32_t before = 0, after = 0;
    const char *start = w->out->ptr + w->start;
    const char *end = w->out->ptr + (w->reading_end == w->out->len ? w->base_end : w->out->len);
    utf8_decode_back(start, end, &before);
    utf8_decode(next, &after);
    width left = width_of(w->icu, before), right = width_of(w->icu, after);
    if (left == BREAK_SPACE || right == BREAK_SPACE)
        return true;
    if (left == AMBIGUOUS_MARK && right == AMBIGUOUS_MARK)
        return width_before_marks(w->icu, start, end) == WIDE || width_after_marks(w->icu, next) == WIDE;
    return (left == WIDE && right != NARROW) || (right == WIDE && left != NARROW);
}

static bool is_line_empty(const html_writer *w)
{
    return w->out->len == w->start || w->out->ptr[w->out->len - 1] == '\n';
}

static void append(html_writer *w, const char *bytes, size_t len)
{
    hp_buf_append(w->out, (hp_span){ bytes, len });
}

/* Writes what is pending, before `next`. */
static void flush(html_writer *w, hp_span next)
{
    bool line_starts = w->breaks > 0 || w->tabs > 0 || is_line_empty(w);
    if (w->out->len == w->start)
        w->breaks = 0;
    for (; w->breaks > 0; w->breaks--)
        append(w, "\n", 1);
    for (; w->tabs > 0; w->tabs--)
        append(w, "\t", 1);
    if (w->gap != HTML_NO_GAP && !line_starts && !(w->gap == HTML_LINE_END && is_joined(w, next)))
        append(w, " ", 1);
    w->gap = HTML_NO_GAP;
    w->at_edge = false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void write_collapsed(html_writer *w, hp_span text)
{
    size_t at = 0;
    while (at < text.len) {
        size_t begin = at;
        html_gap gap = HTML_NO_GAP;
        for (; at < text.len && is_blank(text.ptr[at]); at++)
            if (gap != HTML_LINE_END)
                gap = text.ptr[at] == '\n' || text.ptr[at] == '\r' ? HTML_LINE_END : HTML_BLANK;
        if (gap > w->gap && !w->at_edge)
            w->gap = gap;
        begin = at;
        while (at < text.len && !is_blank(text.ptr[at]))
            at++;
        if (at > begin) {
            hp_span word = { text.ptr + begin, at - begin };
            flush(w, word);
            append(w, word.ptr, word.len);
        }
    }
}

/* Preserved text but for its line ends. */
static void write_preserved(html_writer *w, hp_span text)
{
    if (text.len > 0) {
        flush(w, text);
        append(w, text.ptr, text.len);
    }
}

void html_write_text(html_writer *w, hp_span text, html_white_space white_space)
{
    void (*write)(html_writer *, hp_span) = white_space == HTML_PRESERVED ? write_preserved : write_collapsed;
    if (white_space == HTML_COLLAPSED) {
        write_collapsed(w, text);
        return;
    }
    for (const char *end; (end = memchr(text.ptr, '\n', text.len)) != NULL;) {
        size_t len = (size_t)(end - text.ptr);
        write(w, (hp_span){ text.ptr, len });
        html_write_line_end(w);
        text = (hp_span){ end + 1, text.len - len - 1 };
    }
    write(w, text);
}

void html_write_mark(html_writer *w, hp_span mark)
{
    append(w, mark.ptr, mark.len);
}

void html_write_block(html_writer *w)
{
    w->gap = HTML_NO_GAP;
    w->at_edge = false;
    if (w->tabs == 0 && w->breaks == 0 && !is_line_empty(w))
        w->breaks = 1;
}

void html_write_line_end(html_writer *w)
{
    w->gap = HTML_NO_GAP;
    if (w->tabs > 0)
        flush(w, (hp_span){ 0 });
    w->breaks++;
}

void html_write_tab(html_writer *w)
{
    w->gap = HTML_NO_GAP;
    w->tabs++;
}

html_place html_writer_place(const html_writer *w)
{
    return (html_place){ w->out->len, w->breaks, w->tabs };
}

void html_write_cell_end(html_writer *w, html_place begin)
{
    w->gap = HTML_NO_GAP;
    w->breaks = w->out->len == begin.written ? begin.breaks : 0;
}

void html_write_row_end(html_writer *w, html_place begin)
{
    w->gap = HTML_NO_GAP;
    if (w->out->len == begin.written)
        w->tabs = begin.tabs;
    else if (w->tabs > 0)
        flush(w, (hp_span){ 0 });
}

html_gap html_write_inline_begin(html_writer *w)
{
    html_gap before = w->gap;
    w->at_edge = true;
    return before;
}

void html_write_inline_end(html_writer *w, html_gap before)
{
    w->gap = w->at_edge ? before : HTML_NO_GAP;
    w->at_edge = false;
}

void html_write_reading_begin(html_writer *w)
{
    if (w->breaks > 0 || w->tabs > 0)
        flush(w, (hp_span){ 0 });
    w->base_end = w->out->len;
    append(w, "(", 1);
    w->gap = HTML_NO_GAP;
    w->at_edge = true;
}

void html_write_reading_end(html_writer *w)
{
    append(w, ")", 1);
    w->reading_end = w->out->len;
    w->gap = HTML_NO_GAP;
    w->at_edge = false;
}

bool html_writer_close(html_writer *w)
{
    if (w->out->len > w->start)
        append(w, "\n", 1);
    return !w->out->failed;
}
