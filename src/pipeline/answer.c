/* answer.c - a filter's answers: the output, and the journal of edits that comes from the same calls.
 *
 * Guarantees that replaying the journal gives the output: nothing reaches the buffer but kept bytes and `after`s.
 * Worked: keep "國", edit "(guó)" → "", keep "家" leaves "國家" and one row.
 */
#include <stdlib.h>
#include <string.h>

#include "pipeline/edit_record.h"
#include "pipeline/filter.h"
#include "text/bytes.h"
#include "text/utf8.h"

void edit_record_clear(edit_record *journal)
{
    journal->count = 0;
    journal->failed = journal->bytes.failed = false;
    journal->bytes.len = 0;
}

static hp_span store(edit_record *journal, hp_span text)
{
    hp_span at = { (const char *)journal->bytes.len, text.len };
    hp_buf_append(&journal->bytes, text);
    return at;
}

void edit_record_add(edit_record *journal, const hp_edit *edit)
{
    if (journal->count == journal->cap) {
        size_t cap = journal->cap ? 2 * journal->cap : 64;
        hp_edit *rows = reallocarray(journal->rows, cap, sizeof *rows);
        if (!rows) {
            journal->failed = true;
            return;
        }
        journal->rows = rows;
        journal->cap = cap;
    }
    hp_edit row = *edit;
    row.before = store(journal, edit->before);
    row.after = store(journal, edit->after);
    journal->failed = journal->failed || journal->bytes.failed;
    journal->rows[journal->count++] = row;
}

void edit_record_finish(edit_record *journal)
{
    for (size_t i = 0; i < journal->count; i++) {
        hp_edit *row = &journal->rows[i];
        row->before.ptr = journal->bytes.ptr + (size_t)row->before.ptr;
        row->after.ptr = journal->bytes.ptr + (size_t)row->after.ptr;
    }
}

void edit_record_free(edit_record *journal)
{
    free(journal->rows);
    hp_buf_free(&journal->bytes);
    *journal = (edit_record){ 0 };
}

static void note_edit(answer *out, hp_span before, hp_span after, const char *rule)
{
    out->edit_count++;
    if (!out->edits)
        return;
    hp_edit edit = { .stage = out->stage,
                     .rule = rule,
                     .index = out->index,
                     .offset = (uint64_t)(before.ptr - out->base),
                     .before = before,
                     .after = after };
    edit_record_add(out->edits, &edit);
}

void answer_edit(answer *out, hp_span before, hp_span after, const char *rule)
{
    hp_buf_append(out->buf, after);
    if (!span_eq(before, after))
        note_edit(out, before, after, rule);
}

void answer_drop_line(answer *out, const char *rule)
{
    bool has_lf = out->following.ptr != out->line.ptr + out->line.len;
    out->dropped = true;
    note_edit(out, (hp_span){ out->line.ptr, out->line.len + has_lf }, (hp_span){ "", 0 }, rule);
}

/* The length of the code point at the start of `text`, which is not empty; a stray byte counts as one. */
static size_t step(hp_span text)
{
    uint32_t cp;
    size_t n = utf8_decode(text, &cp);
    return n ? n : 1;
}

static hp_span rest_of(hp_span text, size_t from)
{
    return (hp_span){ text.ptr + from, text.len - from };
}

static size_t count_code_points(hp_span text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i += step(rest_of(text, i)))
        n++;
    return n;
}

/* Edits stretch by stretch: both sides have the same number of code points. */
static void diff_aligned(answer *out, hp_span before, hp_span after, const char *rule)
{
    size_t b = 0, a = 0;
    while (b < before.len) {
        size_t b0 = b, a0 = a;
        bool same = true;
        while (b < before.len) {
            size_t nb = step(rest_of(before, b)), na = step(rest_of(after, a));
            bool equal = span_eq((hp_span){ before.ptr + b, nb }, (hp_span){ after.ptr + a, na });
            if (b == b0)
                same = equal;
            else if (equal != same)
                break;
            b += nb;
            a += na;
        }
        if (same)
            answer_keep(out, (hp_span){ before.ptr + b0, b - b0 });
        else
            answer_edit(out, (hp_span){ before.ptr + b0, b - b0 }, (hp_span){ after.ptr + a0, a - a0 }, rule);
    }
}

/* True when offset `at` lies inside a code point of `text`. */
static bool inside(hp_span text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* One edit without the common ends, cut at code points. */
static void diff_ends(answer *out, hp_span before, hp_span after, const char *rule)
{
    size_t head = 0, tail = 0, limit = before.len < after.len ? before.len : after.len;
    while (head < limit && before.ptr[head] == after.ptr[head])
        head++;
    while (head > 0 && (inside(before, head) || inside(after, head)))
        head--;
    while (tail < limit - head && before.ptr[before.len - tail - 1] == after.ptr[after.len - tail - 1])
        tail++;
    while (tail > 0 && inside(before, before.len - tail))
        tail--;
    answer_keep(out, (hp_span){ before.ptr, head });
    answer_edit(out, (hp_span){ before.ptr + head, before.len - head - tail },
                (hp_span){ after.ptr + head, after.len - head - tail }, rule);
    answer_keep(out, rest_of(before, before.len - tail));
}

void answer_diff(answer *out, hp_span before, hp_span after, const char *rule)
{
    if (!after.ptr)
        after.ptr = "";
    if (count_code_points(before) == count_code_points(after))
        diff_aligned(out, before, after, rule);
    else
        diff_ends(out, before, after, rule);
}
