/* select.h - parts of a page chosen by an XPath expression (XPath 1.0, by libxml2).
 *
 * Elements are in no namespace and have names in small letters: //div[@class="body"]//p  is what people write.
 */
#ifndef HTML_SELECT_H
#define HTML_SELECT_H

#include "html/layout/writer.h"
#include "html/options.h"
#include "html/parse/tree.h"

/* Has libxml2 take its memory by these, which must not return NULL: when memory is out, libxml2 gives other results, or
 * crashes.  For a program that may end instead; before the first of the calls below. */
void html_select_guard(void *(*make)(size_t), void *(*resize)(void *, size_t), char *(*copy)(const char *),
                       void (*release)(void *));

/* Checks that `xpath` can be read.  Errors: HP_USAGE, HP_NO_MEMORY, HP_IO when there is no libxml2. */
hp_status html_select_check(const char *xpath, hp_error *err);

/* Appends what options->select, an XPath expression, chooses in `tree`, in the order of the page: an element or text as
 * html_render() gives it (what is inside another that is chosen, once), an attribute's value or the expression's own
 * value as a line.  Errors: HP_USAGE, HP_NO_MEMORY, HP_IO; HP_LIMIT when the expression takes too many steps. */
hp_status html_select(const html_tree *tree, const html_options *options, const html_icu *icu, hp_buf *out,
                      hp_error *err);

#endif
