/* guard.h - what a page must not do to the parser.
 *
 * libgumbo follows the standard's tree construction, whose cost for a hostile page is the product of the page's length
 * and of the number of elements open at once, of formatting elements left open, or of one tag's attributes.  The guard
 * reads the page's tags once, keeps in mind what will be open, and leaves out what goes beyond the limits in limits.h.
 * It leaves no text out but that of <template> and <noscript>, which no page shows, and adds none.
 *
 *     100,000 × <div>, 字, 100,000 × </div>    →  512 × <div>, 字, 512 × </div>
 */
#ifndef HTML_PARSE_GUARD_H
#define HTML_PARSE_GUARD_H

#include "html/parse/cuts.h"
#include "html/parse/limits.h"

/* Leaves in *guarded the page to be parsed: `page` itself, or what stands in *buf when something was left out.
 * *cuts gets what that was, *origin where the rest comes from; each may be NULL.  False when memory is out.  The caller
 * frees *buf. */
bool html_guard(hp_span page, hp_buf *buf, html_origin *origin, html_cuts *cuts, hp_span *guarded);

#endif
