/* html.h - a page as plain text.
 *
 * The text is what the standard's innerText gives for the page, with these decisions: between blocks there is one line
 * end, a line end of the source between Chinese characters is nothing, readings in <ruby> go, a row of a table is a
 * line with tabs, a text of more than nothing ends in a line end.  The engine reads no file, follows no link and runs
 * no script.
 *
 *     html_options o = { 0 };
 *     html_text(&o, "<p>东\n<b>方</b><p><ruby>漢<rt>hàn</ruby>字", &out, &err);     东方⏎漢字⏎
 *
 * Any number of threads may work with the same options at once.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "html/options.h"
#include "html/parse/cuts.h"

/* Checks options before they are used.  Errors: HP_USAGE for an XPath expression that cannot be read, HP_NO_MEMORY. */
hp_status html_options_check(const html_options *options, hp_error *err);

/* Appends the text of `page`, a whole document in UTF-8, to *out.  Bytes that are not UTF-8, and code points that
 * are no characters (U+FFFE), become U+FFFD.  On failure *out is as it was.
 * *cuts, which is empty, gets what was left out and had text in it (with options->select, of what was selected); NULL
 * where nobody asks, for it costs time.
 * Errors: HP_NO_MEMORY; HP_IO when a library is not there; HP_LIMIT, see tree.h, or when an XPath expression is too
 * costly; HP_USAGE. */
hp_status html_text(const html_options *options, hp_span page, hp_buf *out, html_cuts *cuts, hp_error *err);

#endif
