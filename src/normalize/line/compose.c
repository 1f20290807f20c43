/* compose.c - see compose.h.
 *
 *     text    Ａ ,好      first   Ａ→A             middle  A ,好      second  " "→"" and ,→，
 *     both    Ａ→A, " "→"", ,→，                  places are those in the text
 */
#include "normalize/line/compose.h"

#include <string.h>

char *norm_edits_write(const norm_edits *edits, hp_span text, char *to)
{
    size_t at = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const norm_edit *edit = &edits->items[i];
        memcpy(to, text.ptr + at, edit->from - at);
        to += edit->from - at;
        hp_span made = norm_edit_made(edits, edit);
        memcpy(to, made.ptr, made.len);
        to += made.len;
        at = edit->to;
    }
    memcpy(to, text.ptr + at, text.len - at);
    return to + (text.len - at);
}

void norm_edits_apply(const norm_edits *edits, hp_span text, hp_buf *out)
{
    char *to = hp_buf_reserve(out, norm_edits_room(edits, text) + 1); /* never of nothing */
    if (to)
        out->len += (size_t)(norm_edits_write(edits, text, to) - to);
}

/* Both lists on their way, and how places of the middle relate to those of the text. */
struct merge {
    const norm_edits *first, *second;
    size_t i, k;
    size_t shift; /* to be added to a place in the middle, modulo 2^N, to have it in the text */
    hp_span middle;
    norm_edits *both;
};

/* Where the next edit of the first list lies in the middle. */
static size_t middle_from(const struct merge *m)
{
    return m->first->items[m->i].from - m->shift;
}

/* The edits of both lists that meet, beginning with one of either. */
static void merge_group(struct merge *m, size_t from)
{
    size_t to = from, text_from = from + m->shift, k = m->k;
    uint8_t rule = 0;
    for (bool grew = true; grew;) {
        grew = false;
        while (m->i < m->first->count && middle_from(m) <= to) {
            const norm_edit *edit = &m->first->items[m->i];
            size_t end = middle_from(m) + edit->length;
            if (rule == 0)
                rule = edit->rule;
            m->shift = edit->to - end;
            to = end > to ? end : to;
            m->i++;
            grew = true;
        }
        while (m->k < m->second->count && m->second->items[m->k].from <= to) {
            to = m->second->items[m->k].to > to ? m->second->items[m->k].to : to;
            rule = m->second->items[m->k].rule;
            m->k++;
            grew = true;
        }
    }
    norm_edits_add(m->both, text_from, to + m->shift, (hp_span){ "", 0 }, rule);
    norm_edit *group = m->both->count ? &m->both->items[m->both->count - 1] : NULL;
    size_t at = from, start = m->both->text.len;
    for (; k < m->k; k++) {
        const norm_edit *edit = &m->second->items[k];
        hp_buf_append(&m->both->text, (hp_span){ m->middle.ptr + at, edit->from - at });
        hp_buf_append(&m->both->text, norm_edit_made(m->second, edit));
        at = edit->to;
    }
    hp_buf_append(&m->both->text, (hp_span){ m->middle.ptr + at, to - at });
    if (group) {
        group->made = (uint32_t)start;
        group->length = (uint32_t)(m->both->text.len - start);
    }
}

/* Whether the next edits of the two lists touch. */
static bool meet(const struct merge *m)
{
    if (m->i == m->first->count || m->k == m->second->count)
        return false;
    const norm_edit *a = &m->first->items[m->i], *b = &m->second->items[m->k];
    return middle_from(m) <= b->to && b->from <= middle_from(m) + a->length;
}

void norm_edits_compose(const norm_edits *first, const norm_edits *second, hp_span middle, norm_edits *both)
{
    struct merge m = { .first = first, .second = second, .middle = middle, .both = both };
    both->count = both->text.len = 0;
    while (m.i < first->count || m.k < second->count) {
        const norm_edit *a = m.i < first->count ? &first->items[m.i] : NULL;
        const norm_edit *b = m.k < second->count ? &second->items[m.k] : NULL;
        if (meet(&m)) {
            size_t from = middle_from(&m);
            merge_group(&m, from < b->from ? from : b->from);
        } else if (a && (!b || middle_from(&m) < b->from)) {
            norm_edits_add(both, a->from, a->to, norm_edit_made(first, a), a->rule);
            m.shift = a->to - (middle_from(&m) + a->length);
            m.i++;
        } else {
            norm_edits_add(both, b->from + m.shift, b->to + m.shift, norm_edit_made(second, b), b->rule);
            m.k++;
        }
    }
    both->failed |= both->text.failed;
}
