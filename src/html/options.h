/* options.h - what of a page is wanted, and how.
 *
 *     { .ruby = HTML_RUBY_BRACKETS, .title = true }       the page's title, then its text: 漢(hàn)字
 */
#ifndef HTML_OPTIONS_H
#define HTML_OPTIONS_H

#include "hanpipe.h"

typedef enum html_ruby {
    HTML_RUBY_BASE,     /* readings go: 漢字 */
    HTML_RUBY_BRACKETS, /* each behind what it reads: 漢(hàn)字 */
    HTML_RUBY_KEEP      /* as the page has them, with the page's own brackets */
} html_ruby;

typedef struct html_options {
    html_ruby ruby;
    bool title;         /* the page's title is the first line */
    bool links;         /* behind the text of a link its address, in < > */
    bool main;          /* the article alone, without menus and the like; not looked at with select */
    const char *select; /* XPath: only what it selects, each on lines of its own; NULL for everything.  Borrowed */
} html_options;

#endif
