/* search.c - the search through one line; see search.h and search_parts.h.
 *
 * annotation_next_candidate() names places; at each the shapes are tried in turn, mark-up first, because its inside looks like the
 * others.
 * Worked: 國(guó)家: place g, a bracket, base 國, fits: finding with the cut "(guó)"; the search goes on at 家.
 */
#include "annotation/search.h"

#include <stdlib.h>
#include <string.h>

#include "annotation/candidate_filter.h"
#include "annotation/search_parts.h"

void annotation_candidates_free(annotation_candidates *findings)
{
    free(findings->items);
    free(findings->cuts);
    *findings = (annotation_candidates){ 0 };
}

/* Makes room for `more` cuts and one finding. */
static bool make_room(annotation_candidates *found, size_t more)
{
    if (found->count == found->cap) {
        size_t cap = found->cap ? 2 * found->cap : 32;
        void *items = reallocarray(found->items, cap, sizeof *found->items);
        if (!items)
            return false;
        found->items = items;
        found->cap = cap;
    }
    if (found->cut_count + more > found->cut_cap) {
        size_t cap = 2 * found->cut_cap + more + 32;
        void *cuts = reallocarray(found->cuts, cap, sizeof *found->cuts);
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
    bool fits = annotation->match.grade != READING_GRADE_NONE || search->finder->unverified;
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
    memmove(found->cuts + at + 1, found->cuts + at, (found->cut_count - at) * sizeof *found->cuts);
    found->cuts[at] = cut;
    found->cut_count++;
    found->items[index].cuts++;
    for (size_t i = index + 1; i < found->count; i++)
        found->items[i].cut++;
}

/* Tries every shape at `at`; where to go on, or NULL. */
static const char *try_shapes(annotation_search *search, const char *at)
{
    unsigned char b = (unsigned char)*at;
    const char *next = NULL;
    if (at > search->floor && at[-1] == '<' && (b | 32) == 'r')
        next = annotation_try_ruby(search, at - 1);
    else if (b == 0xEF && search->end - at > 2 && (unsigned char)at[1] == 0xBF && (unsigned char)at[2] == 0xB9)
        next = annotation_try_interlinear(search, at);
    if (!next)
        next = annotation_try_bracket(search, at);
    if (!next)
        next = annotation_try_unbracketed(search, at);
    return next;
}

void annotation_find_from(const annotation_finder *finder, annotation_scanner *scanner, hp_span run, const char *at,
                          annotation_candidates *findings)
{
    annotation_search search = { .finder = finder,
                                 .found = findings,
                                 .start = run.ptr,
                                 .end = run.ptr + run.len,
                                 .floor = run.ptr,
                                 .rejected = run.ptr };
    findings->count = findings->cut_count = 0;
    findings->again = false;
    while ((at = annotation_next_candidate(scanner, at, search.end)) < search.end) {
        const char *next = annotation_try_common(&search, at);
        if (!next && annotation_may_be(finder, search.start, at, search.end))
            next = try_shapes(&search, at);
        at = next && next > at ? next : at + 1;
    }
}

void annotation_find(const annotation_finder *finder, hp_span run, annotation_candidates *findings)
{
    annotation_scanner scanner;
    annotation_scan_start(&scanner, run);
    annotation_find_from(finder, &scanner, run, run.ptr, findings);
}

const char *annotation_form_name(annotation_form form)
{
    static const char *const names[ANNOTATION_FORMS] = { "bracket", "ruby", "template", "glued", "broken", "bare" };
    return names[form];
}
