/* search.c - the search through one line; see search.h and search_parts.h.
 *
 * annotation_next_candidate() names places; at each the shapes are tried in turn, mark-up first, because its inside
 * looks like the others.
 * Worked: 國(guó)家: place g, a bracket, base 國, fits: finding with the cut "(guó)"; the search goes on at 家.
 */
#include "annotation/search.h"

#include "annotation/candidate_filter.h"
#include "annotation/search_parts.h"
#include "annotation/shapes/macro.h"

/* Tries every shape at `at`; where to go on, or NULL. */
static const char *try_shapes(annotation_search *search, const char *at)
{
    unsigned char b = (unsigned char)*at;
    const char *next = NULL;
    if (at > search->floor && at[-1] == '<' && (b | 32) == 'r')
        next = annotation_try_ruby(search, at - 1);
    else if (at > search->floor && (at[-1] == '\\' || (at - search->floor > 1 && at[-1] == '{' && at[-2] == '{')))
        next = annotation_try_macro(search, at);
    else if (b == 0xEF && search->end - at > 2 && (unsigned char)at[1] == 0xBF && (unsigned char)at[2] == 0xB9)
        next = annotation_try_interlinear(search, at);
    if (!next)
        next = annotation_try_bracket(search, at);
    if (!next)
        next = annotation_try_unbracketed(search, at);
    return next;
}

/* The first place in [from, end) where a small letter stands right behind a character, with no mark to show that a
 * reading may start there. */
static const char *next_glued(const annotation_search *search, const char *from)
{
    uint32_t cp;
    for (const char *p = from; p < search->end; p++)
        if (p - search->start > 2 && *p >= 'a' && *p <= 'z' && p[-1] & 0x80 &&
            annotation_decode_back(search->start, p, &cp) > 0 && text_is_han(cp))
            return p;
    return search->end;
}

/* The next place of either kind.  *glued is the next one that next_glued() finds, NULL before the first; *is_glued
 * tells whether it is the one returned. */
static const char *next_place(const annotation_search *search, annotation_scanner *scanner, const char *at,
                              const char **glued, bool *is_glued)
{
    if (!*glued || *glued < at)
        *glued = next_glued(search, at);
    const char *place = annotation_next_candidate(scanner, at, search->end);
    *is_glued = *glued <= place && *glued < search->end;
    return *is_glued ? *glued : place;
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
    const char *glued = finder->bare ? NULL : search.end; /* none yet; never any */
    bool is_glued;
    findings->count = findings->cut_count = 0;
    findings->chain_end = findings->chain_start = NULL;
    findings->again = false;
    at = finder->bare ? run.ptr : at;
    while ((at = next_place(&search, scanner, at, &glued, &is_glued)) < search.end) {
        const char *next = annotation_try_common(&search, at);
        if (!next && annotation_may_be(finder, search.start, at, search.end))
            next = try_shapes(&search, at);
        if (!next && is_glued)
            next = annotation_try_unbracketed(&search, at);
        at = next && next > at ? next : at + 1;
    }
}

void annotation_find(const annotation_finder *finder, hp_span run, annotation_candidates *findings)
{
    annotation_scanner scanner;
    annotation_scan_start(&scanner, run);
    annotation_find_from(finder, &scanner, run, run.ptr, findings);
}
