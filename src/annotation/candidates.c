/* candidates.c - the list of what may be annotations in a line, and of what would go with each.
 *
 * Worked: 國(guó)家 → one candidate whose cut is "(guó)".
 */
#include "annotation/candidates.h"

#include <string.h>

#include "text/memory.h"

void annotation_candidates_free(annotation_candidates *findings)
{
    memory_free(findings->items);
    memory_free(findings->cuts);
    *findings = (annotation_candidates){ 0 };
}

/* Makes room for `more` cuts and one finding. */
static bool make_room(annotation_candidates *found, size_t more)
{
    if (found->count == found->cap) {
        void *items = memory_grow(found->items, &found->cap, 32, sizeof *found->items);
        if (!items)
            return false;
        found->items = items;
    }
    if (found->cut_count + more > found->cut_cap) {
        size_t cap = 2 * found->cut_cap + more + 32;
        void *cuts = memory_resize_array(found->cuts, cap, sizeof *found->cuts);
        if (!cuts)
            return false;
        found->cuts = cuts;
        found->cut_cap = cap;
    }
    return true;
}

annotation_candidate *annotation_new_candidate(annotation_search *search, const hp_span *cuts, size_t count, bool fits)
{
    annotation_candidates *found = search->found;
    const char *end = cuts[count - 1].ptr + cuts[count - 1].len;
    search->floor = end;
    if ((found->count == found->cap || found->cut_count + count > found->cut_cap) && !make_room(found, count)) {
        found->failed = true;
        return NULL;
    }
    annotation_candidate *item = &found->items[found->count++];
    item->cut = found->cut_count;
    item->cuts = fits ? count : 0;
    item->whole = (hp_span){ cuts[0].ptr, (size_t)(end - cuts[0].ptr) };
    if (cuts[0].ptr < search->rejected)
        found->again = true;
    for (size_t i = 0; i < item->cuts; i++)
        found->cuts[found->cut_count++] = cuts[i];
    return item;
}

void annotation_add_candidate(annotation_search *search, const annotation_candidate *annotation, const hp_span *cuts,
                              size_t count)
{
    bool fits = annotation->match.grade != READING_GRADE_NONE || annotation->notes & CONTEXT_RUBY ||
                search->finder->unverified;
    annotation_candidate *item = annotation_new_candidate(search, cuts, count, fits);
    if (!item)
        return;
    search->found->again = true;
    annotation_candidate placed = *annotation;
    placed.cut = item->cut;
    placed.cuts = item->cuts;
    placed.whole = item->whole;
    *item = placed;
}

void annotation_prepend_cut(annotation_candidates *found, size_t index, hp_span cut)
{
    if (!make_room(found, 1)) {
        found->failed = true;
        return;
    }
    size_t at = found->items[index].cut;
    found->chain_end = found->chain_start = NULL;
    memmove(found->cuts + at + 1, found->cuts + at, (found->cut_count - at) * sizeof *found->cuts);
    found->cuts[at] = cut;
    found->cut_count++;
    found->items[index].cuts++;
    for (size_t i = index + 1; i < found->count; i++)
        found->items[i].cut++;
}

const char *annotation_form_name(annotation_form form)
{
    static const char *const names[ANNOTATION_FORMS] = { "bracket", "ruby", "template", "glued", "broken", "bare" };
    return names[form];
}
