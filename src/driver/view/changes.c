/* changes.c - see changes.h.
 *
 * It goes from the last filter to the first.  A filter's edits, done backwards, make of the text behind it the one
 * before it; and they move the starts of all changes found so far.  Where an edit and a change meet they become one.
 *
 *     before   國(guó)家           edits of strip:  (guó) → nothing
 *     between  國家                changes so far:  國 → 国
 *     after    国家                together:        國 → 国, (guó) → nothing
 */
#include "driver/view/changes.h"

#include <string.h>

#include "text/memory.h"

static bool add_change(view_change_list *list, view_change change)
{
    if (list->count == list->room) {
        view_change *items = memory_grow(list->items, &list->room, 64, sizeof *items);
        if (!items)
            return false;
        list->items = items;
    }
    list->items[list->count++] = change;
    return true;
}

static bool add_edit(view_changes *c, const hp_edit *edit)
{
    if (c->edit_count == c->edit_room) {
        view_edit *edits = memory_grow(c->edits, &c->edit_room, 64, sizeof *edits);
        if (!edits)
            return false;
        c->edits = edits;
    }
    if (c->edit_count >= VIEW_NO_EDIT)
        return false;
    c->edits[c->edit_count++] = (view_edit){ edit->rule, edit->stage_index, VIEW_NO_EDIT };
    return true;
}

/* Makes c->stage the edits of the stage, and *text, what it was given, of `after`, what it gave. */
static bool undo_stage(view_changes *c, const hp_worker *worker, uint32_t stage, hp_span after, hp_buf *text)
{
    hp_edit edit;
    size_t done = 0;
    c->stage.count = 0;
    text->len = 0;
    for (size_t i = 0; hp_edit_get(worker, i, &edit, sizeof edit); i++) {
        if (edit.stage_index != stage)
            continue;
        size_t to = done + ((size_t)edit.offset - text->len);
        uint32_t number = (uint32_t)c->edit_count;
        hp_buf_append(text, (hp_span){ after.ptr + done, to - done });
        hp_buf_append(text, edit.before);
        done = to + edit.after.len;
        view_change change = { (size_t)edit.offset, edit.before.len, to, edit.after.len, number, number };
        if (!add_edit(c, &edit) || !add_change(&c->stage, change))
            return false;
    }
    hp_buf_append(text, (hp_span){ after.ptr + done, after.len - done });
    return !text->failed;
}

static void join_edits(view_edit *edits, view_change *change, const view_change *more)
{
    if (change->first == VIEW_NO_EDIT)
        change->first = more->first;
    else
        edits[change->last].next = more->first;
    change->last = more->last;
}

/* Two lists at work: changes from X to Y, and behind them from Y to Z.  `x` and `z` are what to take from, or add to, a
 * place in Y for the place in X or Z, before the next of the list. */
struct meeting {
    const view_change *early, *early_end;
    const view_change *late, *late_end;
    size_t x_gained, x_lost; /* bytes of Y and of X in the early ones that are done */
    size_t z_gained, z_lost; /* bytes of Z and of Y in the late ones */
};

/* Whether the next early change comes before the next late one, or has to begin what they become together; one that
 * takes no bytes of Y comes before one that does. */
static bool early_is_first(const struct meeting *m)
{
    if (m->early == m->early_end || m->late == m->late_end)
        return m->early != m->early_end;
    if (m->early->to != m->late->from)
        return m->early->to < m->late->from;
    return m->early->after == 0 || m->late->before > 0;
}

/* Takes the next change and all that overlap it. */
static view_change meet(struct meeting *m, view_edit *edits)
{
    size_t start = early_is_first(m) ? m->early->to : m->late->from, end = start;
    view_change all = { .from = start - m->x_gained + m->x_lost,
                        .to = start - m->z_lost + m->z_gained,
                        .first = VIEW_NO_EDIT };
    view_change late = { .first = VIEW_NO_EDIT };
    size_t x_gained = m->x_gained, x_lost = m->x_lost, z_gained = m->z_gained, z_lost = m->z_lost;
    bool is_early = early_is_first(m), is_late = !is_early;
    while (is_early || is_late) {
        const view_change *one = is_early ? m->early++ : m->late++;
        size_t one_end = is_early ? one->to + one->after : one->from + one->before;
        end = one_end > end ? one_end : end;
        if (is_early) {
            m->x_gained += one->after;
            m->x_lost += one->before;
        } else {
            m->z_gained += one->after;
            m->z_lost += one->before;
        }
        join_edits(edits, is_early ? &all : &late, one);
        is_early = m->early != m->early_end && m->early->to < end;
        is_late = !is_early && m->late != m->late_end && m->late->from < end;
    }
    all.before = end - start - (m->x_gained - x_gained) + (m->x_lost - x_lost);
    all.after = end - start - (m->z_lost - z_lost) + (m->z_gained - z_gained);
    if (late.first != VIEW_NO_EDIT)
        join_edits(edits, &all, &late);
    return all;
}

/* Makes c->list, from here to the end, of it and the edits of the stage before. */
static bool lay_over(view_changes *c)
{
    struct meeting m = { .early = c->stage.items, .late = c->list.items };
    m.early_end = c->stage.count ? m.early + c->stage.count : m.early;
    m.late_end = c->list.count ? m.late + c->list.count : m.late;
    bool good = true;
    c->made.count = 0;
    while (good && (m.early != m.early_end || m.late != m.late_end))
        good = add_change(&c->made, meet(&m, c->edits));
    view_change_list old = c->list;
    c->list = c->made;
    c->made = old;
    return good;
}

/* Takes away what was changed and changed back. */
static void drop_undone(view_changes *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->list.count; i++) {
        const view_change *one = &c->list.items[i];
        bool is_same = one->before == one->after &&
                       (one->before == 0 ||
                        memcmp(c->before.ptr + one->from, c->after.ptr + one->to, one->before) == 0);
        if (!is_same)
            c->list.items[kept++] = *one;
    }
    c->list.count = kept;
}

/* A span with an address to count from, also where there is no text. */
static hp_span span_or_empty(const char *text, size_t length)
{
    return (hp_span){ text ? text : "", length };
}

bool view_changes_make(view_changes *c, const hp_worker *worker, const hp_pipeline *pipeline, hp_span after)
{
    bool good = true;
    c->before = c->after = span_or_empty(after.ptr, after.len);
    c->list.count = c->edit_count = 0;
    for (size_t i = pipeline_length(pipeline); good && i > 0; i--) {
        if (pipeline_filter(pipeline, i - 1)->traits & FILTER_ONLY_NOTES)
            break;
        hp_buf *text = &c->texts[c->before.ptr == c->texts[0].ptr]; /* the one that is not in use */
        good = undo_stage(c, worker, (uint32_t)(i - 1), c->before, text);
        if (!good || c->stage.count == 0)
            continue;
        c->before = span_or_empty(text->ptr, text->len);
        good = lay_over(c);
    }
    if (good)
        drop_undone(c);
    return good;
}

void view_changes_free(view_changes *c)
{
    memory_free(c->list.items);
    memory_free(c->stage.items);
    memory_free(c->made.items);
    memory_free(c->edits);
    hp_buf_free(&c->texts[0]);
    hp_buf_free(&c->texts[1]);
    *c = (view_changes){ 0 };
}
