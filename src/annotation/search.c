/* search.c - the search through one line; see search.h and search_parts.h.
 *
 * annotation_next_candidate() names places; at each the shapes are tried in turn, mark-up first, because its inside
 * looks like the others.
 * Worked: 國(guó)家: place g, a bracket, base 國, fits: finding with the cut "(guó)"; the search goes on at 家.
 */
#include "annotation/search.h"

#include "annotation/candidate_filter.h"
#include "annotation/search_parts.h"

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
    findings->chain_end = findings->chain_start = NULL;
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
