/* search.c - the search through one line; see search.h and search_parts.h.
 *
 * hp_scan_next() names places; at each the shapes are tried in turn, mark-up first, because its inside looks like the
 * others.
 * Worked: 國(guó)家: place g, a bracket, base 國, fits: finding with the cut "(guó)"; the search goes on at 家.
 */
#include "annotation/search.h"

#include <stdlib.h>
#include <string.h>

#include "annotation/candidate_filter.h"
#include "annotation/search_parts.h"

void hp_findings_free(hp_findings *findings)
{
    free(findings->items);
    free(findings->cuts);
    *findings = (hp_findings){ 0 };
}

/* Makes room for `more` cuts and one finding. */
static bool make_room(hp_findings *found, size_t more)
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

hp_annotation *hp_new_finding(hp_search *search, const hp_span *cuts, size_t count, bool fits)
{
    hp_findings *found = search->found;
    const char *end = cuts[count - 1].ptr + cuts[count - 1].len;
    search->floor = end;
    if ((found->count == found->cap || found->cut_count + count > found->cut_cap) && !make_room(found, count)) {
        found->failed = true;
        return NULL;
    }
    hp_annotation *item = &found->items[found->count++];
    item->cut = found->cut_count;
    item->cuts = fits ? count : 0;
    item->whole = (hp_span){ cuts[0].ptr, (size_t)(end - cuts[0].ptr) };
    if (cuts[0].ptr < search->rejected)
        found->again = true;
    for (size_t i = 0; i < item->cuts; i++)
        found->cuts[found->cut_count++] = cuts[i];
    return item;
}

void hp_add_finding(hp_search *search, const hp_annotation *annotation, const hp_span *cuts, size_t count)
{
    bool fits = annotation->match.grade != READING_GRADE_NONE || search->finder->unverified;
    hp_annotation *item = hp_new_finding(search, cuts, count, fits);
    if (!item)
        return;
    search->found->again = true;
    hp_annotation placed = *annotation;
    placed.cut = item->cut;
    placed.cuts = item->cuts;
    placed.whole = item->whole;
    *item = placed;
}

void hp_prepend_cut(hp_findings *found, size_t index, hp_span cut)
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
static const char *try_shapes(hp_search *search, const char *at)
{
    unsigned char b = (unsigned char)*at;
    const char *next = NULL;
    if (at > search->floor && at[-1] == '<' && (b | 32) == 'r')
        next = hp_try_ruby(search, at - 1);
    else if (b == 0xEF && search->end - at > 2 && (unsigned char)at[1] == 0xBF && (unsigned char)at[2] == 0xB9)
        next = hp_try_interlinear(search, at);
    if (!next)
        next = hp_try_bracket(search, at);
    if (!next)
        next = hp_try_glued(search, at);
    return next;
}

void hp_find_annotations_from(const hp_finder *finder, hp_scanner *scanner, hp_span run, const char *at,
                              hp_findings *findings)
{
    hp_search search = { .finder = finder, .found = findings, .start = run.ptr, .end = run.ptr + run.len,
                         .floor = run.ptr, .rejected = run.ptr };
    findings->count = findings->cut_count = 0;
    findings->again = false;
    while ((at = hp_scan_next(scanner, at, search.end)) < search.end) {
        const char *next = hp_try_plain(&search, at);
        if (!next && hp_glance(finder, search.start, at, search.end))
            next = try_shapes(&search, at);
        at = next && next > at ? next : at + 1;
    }
}

void hp_find_annotations(const hp_finder *finder, hp_span run, hp_findings *findings)
{
    hp_scanner scanner;
    hp_scan_start(&scanner, run);
    hp_find_annotations_from(finder, &scanner, run, run.ptr, findings);
}

const char *hp_form_name(hp_form form)
{
    static const char *const names[HP_FORMS] = { "bracket", "ruby", "template", "glued", "broken", "bare" };
    return names[form];
}
