/* cuts.h - what was left out of a page's text, and where in the page it stands.
 *
 *     <p>漢<script>x()</script>字      one cut: offset 6, 20 bytes, rule "script"
 *
 * The page goes through copies (controls.h, guard.h) before it is parsed; an origin says where the bytes of such a copy
 * come from.  Nobody has to ask: where a NULL is given for either, nothing is kept in mind.  One thread at a time.
 */
#ifndef HTML_PARSE_CUTS_H
#define HTML_PARSE_CUTS_H

#include "hanpipe.h"

/* Part of a page of which nothing is in its text. */
typedef struct html_cut {
    size_t offset, len; /* of its source, in the page */
    const char *rule;   /* static: the element's name, or "hidden", "ruby", "svg", "main", "depth", "attributes" */
} html_cut;

/* Cuts in the order of the page, none inside another.  Starts as {0}; the caller ends it with hp_buf_free(&rows). */
typedef struct html_cuts {
    hp_buf rows; /* html_cut by html_cut */
} html_cuts;

size_t html_cuts_count(const html_cuts *cuts);
html_cut html_cuts_get(const html_cuts *cuts, size_t i);

/* Adds a cut.  Out of memory sets cuts->rows.failed.  `cuts` may be NULL. */
void html_cuts_add(html_cuts *cuts, size_t offset, size_t len, const char *rule);

/* Puts the cuts in the order of the page, takes those away that others hold, and moves all by `shift` bytes. */
void html_cuts_sort(html_cuts *cuts, size_t shift);

/* The pieces of a copy, in order; one that has none is the page itself. */
typedef struct html_origin {
    hp_buf pieces; /* owned: whoever declared it ends it with hp_buf_free(&origin.pieces) */
} html_origin;

/* Says that the bytes of the copy from `copy` on, as far as they are the page's, stand in the page from `source` on.
 * Both grow from call to call.  `origin` may be NULL. */
void html_origin_add(html_origin *origin, size_t copy, size_t source);

/* The offset in the page of offset `copy`; of what the page does not have, that of what comes after it. */
size_t html_origin_find(const html_origin *origin, size_t copy);

/* Turns the offsets of the cuts, which are in the copy, into offsets in the page. */
void html_cuts_trace(html_cuts *cuts, const html_origin *origin);

#endif
