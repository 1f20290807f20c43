/* style.h - what of CSS plain text depends on: an element's display, visibility and white-space.
 *
 * They are those of the standard's own style sheet and of the element's style attribute; sheets in the page or beside
 * it are not looked at.
 *
 *     <span style="Display: BLOCK">     a block
 *     <p hidden>                        not shown, and nothing inside is
 */
#ifndef HTML_LAYOUT_STYLE_H
#define HTML_LAYOUT_STYLE_H

#include "html/parse/tree.h"

typedef enum html_white_space {
    HTML_COLLAPSED,       /* runs of blanks and line ends are one blank, or nothing */
    HTML_LINES_PRESERVED, /* as collapsed, but line ends stay */
    HTML_PRESERVED
} html_white_space;

typedef struct html_style {
    html_display display;
    html_white_space white_space; /* inherited */
    bool hidden;                  /* by visibility; inherited, and a descendant may be shown */
    bool in_svg;                  /* inside <svg>, where only what is in <text> is shown; inherited */
} html_style;

/* The style of the document itself, which its root inherits. */
html_style html_style_initial(void);

/* The style of `element`, inside one of style *parent. */
html_style html_style_of(const html_node *element, const html_style *parent);

#endif
