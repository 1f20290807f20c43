/* controls.h - control characters, brought past a parser that would not keep them.
 *
 * The standard keeps a control character in the text and calls it a parse error; libgumbo makes U+FFFD of it.  So each
 * goes through the parser as a private character that the page does not have.
 *
 *     甲 U+0085 乙  →  甲 U+100085 乙  →  (parsed)  →  甲 U+0085 乙
 */
#ifndef HTML_PARSE_CONTROLS_H
#define HTML_PARSE_CONTROLS_H

#include "html/parse/cuts.h"

/* Leaves in *hidden the page with its controls replaced: `page` itself when it has none, else what it appended to
 * *buf, and in *origin, which may be NULL, where that comes from.  Returns what html_controls_show() is to be given; 0
 * when nothing was replaced.  Out of memory sets buf->failed. */
uint32_t html_controls_hide(hp_span page, hp_buf *buf, html_origin *origin, hp_span *hidden);

/* Puts the controls back in the bytes of *text from `start` on. */
void html_controls_show(hp_buf *text, size_t start, uint32_t base);

#endif
