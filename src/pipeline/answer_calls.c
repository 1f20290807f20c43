/* answer_calls.c - see answer.h.
 *
 * Guarantees that replaying the record of edits gives the output: nothing reaches the buffer but kept bytes and
 * `after`s; and that no answer is lost: whatever may write other bytes than it was given sets `changed`.
 */
#include <string.h>

#include "pipeline/answer_parts.h"
#include "text/bytes.h"
#include "text/utf8.h"

static void note_edit(answer *out, hp_span before, hp_span after, const char *rule)
{
    out->edit_count++;
    out->changed = true;
    if (!out->edits)
        return;
    hp_edit edit = { .stage = out->stage,
                     .rule = rule,
                     .stage_index = out->index,
                     .flags = out->flags,
                     .offset = out->before + (uint64_t)(before.ptr - out->base),
                     .before = before,
                     .after = after };
    edit_record_add(out->edits, &edit);
}

/* True when `text` is a part of what the stage was given that is long enough not to be copied. */
static bool may_stay(const answer *out, hp_span text)
{
    uintptr_t from = (uintptr_t)text.ptr - (uintptr_t)out->given.ptr;
    return text.len >= KEPT_LEAST && from < out->given.len && text.len <= out->given.len - from;
}

void answer_keep(answer *out, hp_span text)
{
    if (!out->kept || !may_stay(out, text))
        hp_buf_append(out->buf, text);
    else if (!kept_stretches_add(out->kept, out->buf->len, text))
        out->buf->failed = true;
}

void answer_keep_all(answer *out, hp_span run)
{
    if (run.ptr != out->line.ptr || run.len != out->line.len)
        answer_keep(out, run);
}

void answer_edit(answer *out, hp_span before, hp_span after, const char *rule)
{
    hp_buf_append(out->buf, after);
    if (!span_eq(before, after))
        note_edit(out, before, after, rule);
}

void answer_cut(answer *out, hp_span before, const char *rule)
{
    note_edit(out, before, (hp_span){ NULL, 0 }, rule);
}

void answer_drop_line(answer *out, const char *rule)
{
    out->dropped = true;
    note_edit(out, out->line, (hp_span){ NULL, 0 }, rule);
}

char *answer_reserve(answer *out, size_t most)
{
    return hp_buf_reserve(out->buf, most);
}

void answer_commit(answer *out, size_t length, uint64_t edits)
{
    out->buf->len += length;
    out->edit_count += edits;
    out->changed = true;
}

hp_buf *answer_lend(answer *out)
{
    out->lent = out->buf->len;
    return out->buf;
}

void answer_take_back(answer *out, hp_span before)
{
    hp_span made = { out->buf->ptr + out->lent, out->buf->len - out->lent };
    if (span_eq(made, before))
        return;
    out->edit_count += !out->only_notes;
    out->changed = true;
}

void answer_note(answer *out, hp_span before, hp_span after, const char *rule)
{
    note_edit(out, before, after, rule);
}

bool answer_records(const answer *out)
{
    return out->edits != NULL;
}

bool answer_counts_edits(const answer *out)
{
    return out->edits || out->counts_each;
}

bool answer_wants_words(const answer *out)
{
    return out->words != NULL;
}

hp_status answer_word(answer *out, hp_word *word)
{
    return word_sink_put(out->words, (uint64_t)(word->text.ptr - out->base), word);
}

void answer_fact(answer *out, const char *into, hp_span json)
{
    findings_add(out->found, into, json);
}

void answer_reject(answer *out, hp_span run, hp_span reason)
{
    findings_reject(out->found, reason);
    if (run.len > 0)
        note_edit(out, run, (hp_span){ NULL, 0 }, "rejected");
}

void answer_count(answer *out, unsigned which, uint64_t n)
{
    out->counts[which] += n;
}

hp_buf *answer_report(answer *out)
{
    return out->report;
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
