/* rewrite.c - what becomes of annotations: the edits of several passes made one list, and the forms other than gone.
 *
 *     ruby      <ruby>國<rp>(</rp><rt>guó</rt><rp>)</rp></ruby>家
 *     brackets  國(guó)家, whatever the form was
 *     hints     U+FFF9 國 U+FFFA guó U+FFFB 家
 *     rows      file, line, byte offset in the file, base, reading, system, verified; TAB-separated
 */
#include <string.h>

#include "filters/strip/strip_parts.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/memory.h"
#include "text/utf8.h"

void strip_edits_clear(strip_edits *edits, hp_span line)
{
    edits->count = edits->old = 0;
    edits->line = line;
}

void strip_edits_begin(strip_edits *edits, hp_span text)
{
    edits->text = text;
    edits->old = edits->count;
}

static void append(strip_edits *edits, hp_span cut, const char *rule)
{
    if (edits->count == edits->cap) {
        void *items = memory_grow(edits->items, &edits->cap, 64, sizeof *edits->items);
        if (!items) {
            edits->failed = true;
            return;
        }
        edits->items = items;
    }
    edits->items[edits->count].cut = cut;
    edits->items[edits->count++].rule = rule;
}

void strip_edits_add(strip_edits *edits, hp_span cut, const char *rule)
{
    append(edits, cut, rule);
}

/* The place in the line of offset `at` in the text of the pass: past `*old` edits and the bytes they took, *gone. */
static size_t place_in_line(const strip_edits *edits, size_t at, size_t *old, size_t *gone, bool past)
{
    while (*old < edits->old) {
        hp_span cut = edits->items[*old].cut;
        size_t start = (size_t)(cut.ptr - edits->line.ptr);
        if (start > at + *gone || (start == at + *gone && !past))
            break;
        *gone += cut.len;
        ++*old;
    }
    return at + *gone;
}

void strip_edits_end(strip_edits *edits)
{
    size_t old = 0, gone = 0, first = edits->count;
    if (edits->text.ptr == edits->line.ptr || edits->old == edits->count)
        return;
    /* The merged list grows behind both others, then moves to the front. */
    for (size_t i = edits->old; i < first && !edits->failed; i++) {
        struct strip_edit edit = edits->items[i];
        size_t from = (size_t)(edit.cut.ptr - edits->text.ptr);
        size_t before = old;
        size_t start = place_in_line(edits, from, &old, &gone, true);
        for (; before < old; before++)
            append(edits, edits->items[before].cut, edits->items[before].rule);
        size_t stop = place_in_line(edits, from + edit.cut.len, &old, &gone, false);
        append(edits, (hp_span){ edits->line.ptr + start, stop - start }, edit.rule);
    }
    for (; old < edits->old && !edits->failed; old++)
        append(edits, edits->items[old].cut, edits->items[old].rule);
    if (edits->failed)
        return;
    memmove(edits->items, edits->items + first, (edits->count - first) * sizeof *edits->items);
    edits->count -= first;
}

static void put_string(hp_buf *made, const char *text)
{
    hp_buf_append(made, span_of_string(text));
}

/* What stands before the base in the form asked for. */
static const char *before_base(const strip_filter *strip)
{
    if (strip->hints)
        return "\xEF\xBF\xB9";
    return strip->to == STRIP_RUBY ? "<ruby>" : "";
}

/* What stands behind it. */
static void after_base(const strip_filter *strip, const annotation_candidate *a, hp_buf *made)
{
    made->len = 0;
    put_string(made, strip->hints ? "\xEF\xBF\xBA" : strip->to == STRIP_RUBY ? "<rp>(</rp><rt>" : "(");
    hp_buf_append(made, a->reading);
    put_string(made, strip->hints ? "\xEF\xBF\xBB" : strip->to == STRIP_RUBY ? "</rt><rp>)</rp></ruby>" : ")");
}

/* The number of the annotation's cuts that are before its base. */
static size_t cuts_before_base(const annotation_candidates *findings, const annotation_candidate *a)
{
    size_t n = 0;
    while (n < a->cuts && findings->cuts[a->cut + n].ptr < a->base.ptr)
        n++;
    return n;
}

void strip_write_text(const strip_filter *strip, const annotation_candidates *findings, hp_span run, hp_buf *made,
                      answer *out)
{
    const char *from = run.ptr;
    for (size_t i = 0; i < findings->count; i++) {
        const annotation_candidate *a = &findings->items[i];
        bool already = strip->to == STRIP_RUBY && a->form == ANNOTATION_RUBY;
        if (!(a->notes & CONTEXT_REMOVED) || a->cuts == 0 || already)
            continue;
        /* A base with cuts inside it, or one that reaches back into what is written already, cannot be wrapped; a
         * reading repeated for the same base is written once. */
        size_t lead = cuts_before_base(findings, a);
        bool wrap = a->base.len > 0 && a->base.ptr >= from && a->cuts - lead == 1 &&
                    findings->cuts[a->cut + lead].ptr >= a->base.ptr + a->base.len;
        for (size_t k = 0; k < a->cuts; k++) {
            hp_span cut = findings->cuts[a->cut + k];
            if (k == lead && wrap) {
                answer_keep(out, (hp_span){ from, (size_t)(a->base.ptr - from) });
                answer_edit(out, (hp_span){ a->base.ptr, 0 }, span_of_string(before_base(strip)),
                            annotation_form_name(a->form));
                from = a->base.ptr;
            }
            answer_keep(out, (hp_span){ from, (size_t)(cut.ptr - from) });
            if (k == lead && wrap) {
                after_base(strip, a, made);
                answer_edit(out, cut, (hp_span){ made->ptr, made->len }, annotation_form_name(a->form));
            } else
                answer_edit(out, cut, (hp_span){ NULL, 0 }, annotation_form_name(a->form));
            from = cut.ptr + cut.len;
        }
    }
    answer_keep(out, (hp_span){ from, (size_t)(run.ptr + run.len - from) });
}

/* Appends `text` as a field: TAB, LF, CR and backslash escaped. */
static void put_field(hp_buf *made, hp_span text)
{
    static const char special[] = "\t\n\r\\", letters[] = "tnr\\";
    for (size_t i = 0; i < text.len; i++) {
        const char *at = text.ptr[i] ? strchr(special, text.ptr[i]) : NULL;
        char pair[2] = { '\\', at ? letters[at - special] : 0 };
        hp_buf_append(made, at ? (hp_span){ pair, 2 } : (hp_span){ text.ptr + i, 1 });
    }
}

static void put_row(const annotation_candidate *a, const filter_input *input, hp_buf *made)
{
    char last[4];
    hp_span base = a->base.len ? a->base : (hp_span){ last, utf8_encode(a->last, last) };
    put_field(made, span_of_string(input->place.file ? input->place.file : "-"));
    buffer_format(made, "\t%llu\t%llu\t", (unsigned long long)input->place.line,
                  (unsigned long long)(input->line_offset + (uint64_t)(a->whole.ptr - input->line.ptr)));
    put_field(made, base);
    put_string(made, "\t");
    put_field(made, a->reading);
    bool fits = a->match.grade != READING_GRADE_NONE;
    buffer_format(made, "\t%s\t%s", fits || a->match.is_spelled ? reading_system_name(a->match.system) : "-",
                  fits ? "yes" : "no");
}

void strip_write_rows(const strip_filter *strip, const annotation_candidates *findings, const filter_input *input,
                      hp_span run, hp_buf *made, answer *out)
{
    bool any = false;
    made->len = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const annotation_candidate *a = &findings->items[i];
        bool unverified = annotation_is_unverified(a);
        if (strip->list_unverified ? !unverified : !unverified && !(a->notes & CONTEXT_REMOVED))
            continue;
        if (any)
            put_string(made, "\n");
        any = true;
        put_row(a, input, made);
    }
    if (any)
        answer_edit(out, run, (hp_span){ made->ptr, made->len }, strip->list_unverified ? "list" : "tsv");
    else
        answer_drop_line(out, "tsv");
}
