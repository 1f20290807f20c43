/* tags.h - the names of HTML elements, and what is fixed about each.
 *
 * One table, in tags.c, says how an element is laid out when nothing else is asked for (from the rendering section of
 * the HTML standard) and how the standard's tree construction treats its tags, as far as guard.c must know.
 *
 *     html_tag_find("P") is HTML_P;  html_tag_traits(HTML_P) has HTML_CLOSES_P and HTML_SPECIAL, display HTML_BLOCK
 */
#ifndef HTML_PARSE_TAGS_H
#define HTML_PARSE_TAGS_H

#include "hanpipe.h"

/* In the order of names, so that a table of them can be searched.  HTML_OTHER is every name that is not listed. */
#define HTML_TAGS(X) \
    X(A) \
    X(ABBR) \
    X(ACRONYM) X(ADDRESS) X(ANNOTATION) X(ANNOTATION_XML) X(APPLET) X(AREA) X(ARTICLE) X(ASIDE) X(AUDIO) X(B) X(BASE) \
        X(BASEFONT) X(BDI) X(BDO) X(BGSOUND) X(BIG) X(BLINK) X(BLOCKQUOTE) X(BODY) X(BR) X(BUTTON) X(CANVAS) \
            X(CAPTION) X(CENTER) X(CITE) X(CODE) X(COL) X(COLGROUP) X(DATA) X(DATALIST) X(DD) X(DEL) X(DESC) \
                X(DETAILS) X(DFN) X(DIALOG) X(DIR) X(DIV) X(DL) X(DT) X(EM) X(EMBED) X(FIELDSET) X(FIGCAPTION) \
                    X(FIGURE) X(FONT) X(FOOTER) X(FOREIGNOBJECT) X(FORM) X(FRAME) X(FRAMESET) X(H1) X(H2) X(H3) X(H4) \
                        X(H5) X(H6) X(HEAD) X(HEADER) X(HGROUP) X(HR) X(HTML) X(I) X(IFRAME) X(IMAGE) X(IMG) X(INPUT) \
                            X(INS) X(ISINDEX) X(KBD) X(KEYGEN) X(LABEL) X(LEGEND) X(LI) X(LINK) X(LISTING) X(MAIN) \
                                X(MALIGNMARK) X(MAP) X(MARK) X(MARQUEE) X(MATH) X(MENU) X(MENUITEM) X(META) X(METER) \
                                    X(MGLYPH) X(MI) X(MN) X(MO) X(MS) X(MTEXT) X(MULTICOL) X(NAV) X(NEXTID) X(NOBR) \
                                        X(NOEMBED) X(NOFRAMES) X(NOSCRIPT) X(OBJECT) X(OL) X(OPTGROUP) X(OPTION) \
                                            X(OUTPUT) X(P) X(PARAM) X(PLAINTEXT) X(PRE) X(PROGRESS) X(Q) X(RB) X(RP) \
                                                X(RT) X(RTC) X(RUBY) X(S) X(SAMP) X(SCRIPT) X(SEARCH) X(SECTION) \
                                                    X(SELECT) X(SMALL) X(SOURCE) X(SPACER) X(SPAN) X(STRIKE) X(STRONG) \
                                                        X(STYLE) X(SUB) X(SUMMARY) X(SUP) X(SVG) X(TABLE) X(TBODY) \
                                                            X(TD) X(TEMPLATE) X(TEXT) X(TEXTAREA) X(TFOOT) X(TH) \
                                                                X(THEAD) X(TIME) X(TITLE) X(TR) X(TRACK) X(TT) X(U) \
                                                                    X(UL) X(VAR) X(VIDEO) X(WBR) X(XMP)

typedef enum html_tag {
    HTML_OTHER,
#define HTML_NUMBER(name) HTML_##name,
    HTML_TAGS(HTML_NUMBER)
#undef HTML_NUMBER
        HTML_TAG_COUNT
} html_tag;

/* How a box is laid out, as far as plain text can tell. */
typedef enum html_display {
    HTML_INLINE,
    HTML_BLOCK,
    HTML_INLINE_BLOCK, /* in the line, but blanks at its own ends go */
    HTML_FLEX,         /* a block whose children are blocks */
    HTML_ROW,
    HTML_CELL,
    HTML_NONE
} html_display;

enum {
    HTML_VOID = 1 << 0,       /* has no end tag */
    HTML_RAW = 1 << 1,        /* its content is text up to its own end tag */
    HTML_FORMATTING = 1 << 2, /* reopened in the next block when it was left open */
    HTML_CLOSES_P = 1 << 3,   /* its start tag ends an open paragraph */
    HTML_CLOSED = 1 << 4,     /* its end tag ends whatever is open inside it */
    HTML_SCOPE = 1 << 5,      /* end tags inside do not look beyond it */
    HTML_SPECIAL = 1 << 6,    /* end tags of inline elements do not look beyond it */
    HTML_IMPLIED = 1 << 7,    /* its end tag may be left out */
    HTML_BREAKS_OUT = 1 << 8, /* its start tag ends an open <svg> or <math> */
    HTML_HEADING = 1 << 9,
    HTML_OF_TABLE = 1 << 10, /* means nothing outside a table */
    HTML_UNKNOWN = 1 << 11,  /* listed for its layout; to tree construction it is no name of its own */
    HTML_UNSEEN = 1 << 12    /* what stands between its tags is no text of the page, whatever its style */
};

typedef struct html_traits {
    const char *name;
    html_display display;
    unsigned traits;
} html_traits;

/* The element's row.  `tag` is below HTML_TAG_COUNT; HTML_OTHER has an inline row with an empty name. */
const html_traits *html_tag_traits(html_tag tag);

/* The element named `name`, in capital letters or small; HTML_OTHER when it is not listed. */
html_tag html_tag_find(hp_span name);

#endif
