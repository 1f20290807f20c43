/* write_text.c - cut text to output, where nothing but separators is put in and no edits are recorded.
 *
 * Text keeps every byte of the input: separators are insertions between two words where neither is blank.  Where the
 * separator is one byte, as it nearly always is, clauses only mark where it goes (marks.h).
 *
 *     南京市|长江大桥  →  南京市 长江大桥
 */
#include <string.h>

#include "filters/seg/marks.h"
#include "filters/seg/words.h"
#include "segment/sections.h"

/* Writes the first `count` units of the clause, with a separator behind each word; returns where that ends. */
static char *write_words(const seg_clause *c, size_t count, hp_span separator, char *to)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = c->start[i + 1] - c->start[i];
        memcpy(to, c->run.ptr + c->start[i], length);
        to += length;
        if (c->cut[i]) {
            memcpy(to, separator.ptr, separator.len);
            to += separator.len;
        }
    }
    return to;
}

/* Says to the answer what was written. */
static void commit(const seg_filter *seg, seg_text *text, answer *out)
{
    size_t length = (size_t)(text->to - text->from), put_in = length - (size_t)(text->done - text->committed);
    if (length > 0)
        answer_commit(out, length, seg->separator.len ? put_in / seg->separator.len : 0);
    text->committed = text->done;
    text->from = text->to;
}

/* Makes room for `most` bytes, and for as much as the rest of the text may come to.  False when memory is out. */
static bool make_room(const seg_filter *seg, seg_text *text, size_t most, answer *out)
{
    if ((size_t)(text->end - text->to) >= most)
        return true;
    size_t left = (size_t)(text->text.ptr + text->text.len - text->done), room = most + left + left / 2;
    commit(seg, text, out);
    text->from = text->to = answer_reserve(out, room);
    text->end = text->to ? text->to + room : NULL;
    return text->to != NULL;
}

static bool write_as_it_is(const seg_filter *seg, seg_text *text, const char *up_to, answer *out)
{
    size_t length = (size_t)(up_to - text->done);
    if (length > 0) {
        if (!make_room(seg, text, length, out))
            return false;
        memcpy(text->to, text->done, length);
        text->to += length;
    }
    text->done = up_to;
    return true;
}

bool seg_write_rest(const seg_filter *seg, seg_text *text, answer *out)
{
    bool good = write_as_it_is(seg, text, text->text.ptr + text->text.len, out);
    commit(seg, text, out);
    return good;
}

/* Writes the next clause of the text.  False when memory is out. */
static bool write_clause(const seg_filter *seg, const seg_clause *c, seg_text *text, answer *out)
{
    hp_span separator = { seg->separator.ptr, seg->separator.len };
    const char *begin = c->run.ptr + c->start[0], *end = c->run.ptr + c->start[c->n];
    bool ends_blank = c->class[c->n - 1] == SEG_BREAK && c->model_id[c->n - 1] == SEG_ID_BLANK;
    size_t words = c->n - ends_blank; /* units with a word's end behind them */
    if (begin != text->done) {        /* ends of lines */
        if (!write_as_it_is(seg, text, begin, out))
            return false;
        text->blank = true;
    }
    if (!make_room(seg, text, (size_t)(end - begin) + (c->n + 1) * separator.len, out))
        return false;
    char *to = text->to;
    bool apart = !text->blank && words > 0;
    memcpy(to, separator.ptr, apart ? separator.len : 0);
    to = write_words(c, words, separator, to + (apart ? separator.len : 0));
    to -= words > 0 ? separator.len : 0; /* none behind the last */
    if (ends_blank) {
        size_t length = c->start[c->n] - c->start[c->n - 1];
        memcpy(to, c->run.ptr + c->start[c->n - 1], length);
        to += length;
    }
    text->to = to;
    text->done = text->marked = end;
    text->blank = ends_blank;
    return true;
}

/* Writes the text as far as it is marked.  False when memory is out. */
static bool write_marked(const seg_filter *seg, seg_text *text, seg_marks *marks, answer *out)
{
    hp_span stretch = { text->done, (size_t)(text->marked - text->done) };
    if (stretch.len == 0)
        return true;
    if (!make_room(seg, text, 2 * stretch.len + SEG_MARKS_BEYOND, out))
        return false;
    text->to = seg_copy_marked(marks, stretch, seg->separator.ptr[0], text->to);
    text->done = text->marked;
    return true;
}

/* Marks the words of the clause that `part` is, which ends at `end`. */
static void mark_clause(const seg_clause *c, const seg_part *part, const char *end, seg_text *text, seg_marks *marks)
{
    size_t last = (size_t)part->begin + part->n - 1;
    const char *begin = part->run.ptr + c->start[part->begin];
    bool ends_blank = c->class[last] == SEG_BREAK && c->model_id[last] == SEG_ID_BLANK;
    size_t words = part->n - ends_blank, at = (size_t)(begin - text->done);
    seg_mark(marks, at, !text->blank & (begin == text->marked) & (words > 0));
    seg_mark_words(marks, c, part->begin, words, at, part->is_even);
    text->marked = end;
    text->blank = ends_blank;
}

bool seg_write_parts(const seg_filter *seg, seg_cursor *cursor, seg_text *text, seg_marks *marks, answer *out)
{
    bool good = true;
    for (const seg_part *part = cursor->parts; good && part < cursor->parts + cursor->read; part++) {
        const seg_clause *c = seg_part_clauses(cursor, part);
        const char *end = part->run.ptr + c->start[part->begin + part->n];
        if (end - text->done > SEG_MARKED_MOST)
            good = write_marked(seg, text, marks, out);
        if (seg->separator.len == 1 && end - text->done <= SEG_MARKED_MOST)
            mark_clause(c, part, end, text, marks);
        else
            good = good && write_clause(seg, seg_part_view(cursor, part), text, out);
    }
    return good && write_marked(seg, text, marks, out);
}
