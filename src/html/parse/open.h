/* open.h - which elements are open at a place of the page, foreseen from its tags alone.
 *
 * A small model of the standard's tree construction: the stack of open elements and the list of active formatting
 * elements, without the tree.  Where it is not sure, it keeps for open what the parser may have closed: it is there to
 * bound the parser's stack from above.
 *
 *     <p>一<p>二<b>三</p>     html body p b   (the first p has been closed; b will be opened again after the second)
 */
#ifndef HTML_PARSE_OPEN_H
#define HTML_PARSE_OPEN_H

#include "html/parse/limits.h"
#include "html/parse/markup.h"

enum {
    HTML_OPEN_ROOM = HTML_DEPTH_MAX + HTML_FORMATTING_MAX + 8, /* what waits is opened again beyond the limit */
    HTML_ACTIVE_ROOM = 1024,                                   /* over all table cells that are open */
    HTML_CLOSED_AT = UINT16_MAX
};

typedef struct html_open_element {
    uint8_t tag;
    uint8_t name_space; /* 0 for HTML */
    bool holds_html;    /* of another name space, and what is directly inside is HTML */
    uint32_t hash;      /* of the name: elements of SVG and MathML are told apart by it */
} html_open_element;

typedef struct html_active {
    uint8_t tag;
    bool marker; /* of a table cell or the like: what stands before is out of reach */
    uint16_t at; /* on the stack, or HTML_CLOSED_AT when it waits to be opened again */
} html_active;

typedef struct html_open {
    html_open_element stack[HTML_OPEN_ROOM];
    size_t depth;
    html_active active[HTML_ACTIVE_ROOM];
    size_t active_count;
    size_t reopened; /* formatting elements, over all of the page */
    bool form;       /* one has begun whose end tag has not come: others are ignored */
} html_open;

/* Whether markup here stands directly in SVG or MathML; `tag` is that of a start tag, or HTML_OTHER. */
bool html_open_is_foreign(const html_open *open, html_tag tag);

/* Whether the page is inside <select>, where nearly all tags are ignored. */
bool html_open_in_select(const html_open *open);

/* The number of formatting elements that can be opened again here, and of them those that wait to be. */
size_t html_open_formatting(const html_open *open, size_t *waiting);

/* What the parser does at a text, or at a start or end tag.  A start tag is only given when there is room for it:
 * depth below HTML_DEPTH_MAX, and html_open_formatting() below HTML_FORMATTING_MAX when its element is one. */
void html_open_text(html_open *open);
void html_open_start(html_open *open, const html_markup *tag);
void html_open_end(html_open *open, const html_markup *tag);

/* Forgets the formatting elements that wait to be opened again. */
void html_open_forget(html_open *open);

#endif
