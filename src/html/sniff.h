/* sniff.h - whether a document is an HTML page, by its first bytes. */
#ifndef HTML_SNIFF_H
#define HTML_SNIFF_H

#include <stdbool.h>

#include "hanpipe.h"

/* Whether the document starts, behind a byte order mark and blanks, as HTML or XML does: with a comment, an XML
 * declaration, or one of the tags by which browsers know a page that says nothing of itself.
 * Source: WHATWG, MIME Sniffing Standard, "identifying a resource with an unknown MIME type", whose XML is taken for a
 * page too: XHTML is one. */
bool html_is_page(hp_span document);

#endif
