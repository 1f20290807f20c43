/* tags.c - the table of elements.
 *
 * Layout is the standard's rendering section, with what hantext's manual says: replaced elements (video, canvas,
 * iframe, textarea …) show nothing of what stands between their tags, an option is a line.  Traits are the lists of the
 * tree construction section, as libgumbo has them: guard.c has to foresee what libgumbo does.
 */
#include "html/parse/tags.h"

#include <string.h>

static const html_traits rows[HTML_TAG_COUNT] = {
    [HTML_OTHER] = { "", HTML_INLINE, 0 },
    [HTML_A] = { "a", HTML_INLINE, HTML_FORMATTING },
    [HTML_ABBR] = { "abbr", HTML_INLINE, 0 },
    [HTML_ACRONYM] = { "acronym", HTML_INLINE, 0 },
    [HTML_ADDRESS] = { "address", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_ANNOTATION] = { "annotation", HTML_NONE, HTML_UNKNOWN },
    [HTML_ANNOTATION_XML] = { "annotation-xml", HTML_NONE, 0 },
    [HTML_APPLET] = { "applet", HTML_INLINE_BLOCK, HTML_CLOSED | HTML_SCOPE | HTML_SPECIAL },
    [HTML_AREA] = { "area", HTML_NONE, HTML_VOID | HTML_SPECIAL },
    [HTML_ARTICLE] = { "article", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_ASIDE] = { "aside", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_AUDIO] = { "audio", HTML_NONE, HTML_UNSEEN },
    [HTML_B] = { "b", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_BASE] = { "base", HTML_NONE, HTML_VOID | HTML_SPECIAL },
    [HTML_BASEFONT] = { "basefont", HTML_NONE, HTML_VOID | HTML_SPECIAL },
    [HTML_BDI] = { "bdi", HTML_INLINE, 0 },
    [HTML_BDO] = { "bdo", HTML_INLINE, 0 },
    [HTML_BGSOUND] = { "bgsound", HTML_NONE, HTML_VOID | HTML_SPECIAL },
    [HTML_BIG] = { "big", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_BLINK] = { "blink", HTML_INLINE, 0 },
    [HTML_BLOCKQUOTE] = { "blockquote", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_BODY] = { "body", HTML_BLOCK, HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_BR] = { "br", HTML_INLINE, HTML_VOID | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_BUTTON] = { "button", HTML_INLINE_BLOCK, HTML_CLOSED | HTML_SPECIAL },
    [HTML_CANVAS] = { "canvas", HTML_NONE, HTML_UNSEEN },
    [HTML_CAPTION] = { "caption", HTML_BLOCK, HTML_SCOPE | HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_CENTER] = { "center", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_CITE] = { "cite", HTML_INLINE, 0 },
    [HTML_CODE] = { "code", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_COL] = { "col", HTML_NONE, HTML_VOID | HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_COLGROUP] = { "colgroup", HTML_NONE, HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_DATA] = { "data", HTML_INLINE, 0 },
    [HTML_DATALIST] = { "datalist", HTML_NONE, 0 },
    [HTML_DD] = { "dd", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_IMPLIED | HTML_BREAKS_OUT },
    [HTML_DEL] = { "del", HTML_INLINE, 0 },
    [HTML_DESC] = { "desc", HTML_INLINE, 0 },
    [HTML_DETAILS] = { "details", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_DFN] = { "dfn", HTML_INLINE, 0 },
    [HTML_DIALOG] = { "dialog", HTML_NONE, HTML_UNKNOWN },
    [HTML_DIR] = { "dir", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_DIV] = { "div", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_DL] = { "dl", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_DT] = { "dt", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_IMPLIED | HTML_BREAKS_OUT },
    [HTML_EM] = { "em", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_EMBED] = { "embed", HTML_INLINE, HTML_VOID | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_FIELDSET] = { "fieldset", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_FIGCAPTION] = { "figcaption", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_FIGURE] = { "figure", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_FONT] = { "font", HTML_INLINE, HTML_FORMATTING },
    [HTML_FOOTER] = { "footer", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_FOREIGNOBJECT] = { "foreignobject", HTML_INLINE, 0 },
    [HTML_FORM] = { "form", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL },
    [HTML_FRAME] = { "frame", HTML_INLINE, HTML_VOID | HTML_SPECIAL },
    [HTML_FRAMESET] = { "frameset", HTML_BLOCK, HTML_SPECIAL },
    [HTML_H1] = { "h1", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_BREAKS_OUT | HTML_HEADING },
    [HTML_H2] = { "h2", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_BREAKS_OUT | HTML_HEADING },
    [HTML_H3] = { "h3", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_BREAKS_OUT | HTML_HEADING },
    [HTML_H4] = { "h4", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_BREAKS_OUT | HTML_HEADING },
    [HTML_H5] = { "h5", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_BREAKS_OUT | HTML_HEADING },
    [HTML_H6] = { "h6", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_BREAKS_OUT | HTML_HEADING },
    [HTML_HEAD] = { "head", HTML_NONE, HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_HEADER] = { "header", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_HGROUP] = { "hgroup", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_HR] = { "hr", HTML_BLOCK, HTML_VOID | HTML_CLOSES_P | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_HTML] = { "html", HTML_BLOCK, HTML_SCOPE | HTML_SPECIAL },
    [HTML_I] = { "i", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_IFRAME] = { "iframe", HTML_NONE, HTML_RAW | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_IMAGE] = { "image", HTML_INLINE, HTML_VOID },
    [HTML_IMG] = { "img", HTML_INLINE, HTML_VOID | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_INPUT] = { "input", HTML_INLINE, HTML_VOID | HTML_SPECIAL },
    [HTML_INS] = { "ins", HTML_INLINE, 0 },
    [HTML_ISINDEX] = { "isindex", HTML_NONE, HTML_VOID | HTML_SPECIAL },
    [HTML_KBD] = { "kbd", HTML_INLINE, 0 },
    [HTML_KEYGEN] = { "keygen", HTML_INLINE, HTML_VOID },
    [HTML_LABEL] = { "label", HTML_INLINE, 0 },
    [HTML_LEGEND] = { "legend", HTML_BLOCK, 0 },
    [HTML_LI] = { "li", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_IMPLIED | HTML_BREAKS_OUT },
    [HTML_LINK] = { "link", HTML_NONE, HTML_VOID | HTML_SPECIAL },
    [HTML_LISTING] = { "listing", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_MAIN] = { "main", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED },
    [HTML_MALIGNMARK] = { "malignmark", HTML_INLINE, 0 },
    [HTML_MAP] = { "map", HTML_INLINE, 0 },
    [HTML_MARK] = { "mark", HTML_INLINE, 0 },
    [HTML_MARQUEE] = { "marquee", HTML_INLINE_BLOCK, HTML_CLOSED | HTML_SCOPE | HTML_SPECIAL },
    [HTML_MATH] = { "math", HTML_INLINE, 0 },
    [HTML_MENU] = { "menu", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_MENUITEM] = { "menuitem", HTML_INLINE, HTML_SPECIAL },
    [HTML_META] = { "meta", HTML_NONE, HTML_VOID | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_METER] = { "meter", HTML_NONE, HTML_UNSEEN },
    [HTML_MGLYPH] = { "mglyph", HTML_INLINE, 0 },
    [HTML_MI] = { "mi", HTML_INLINE, 0 },
    [HTML_MN] = { "mn", HTML_INLINE, 0 },
    [HTML_MO] = { "mo", HTML_INLINE, 0 },
    [HTML_MS] = { "ms", HTML_INLINE, 0 },
    [HTML_MTEXT] = { "mtext", HTML_INLINE, 0 },
    [HTML_MULTICOL] = { "multicol", HTML_BLOCK, 0 },
    [HTML_NAV] = { "nav", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_NEXTID] = { "nextid", HTML_NONE, 0 },
    [HTML_NOBR] = { "nobr", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_NOEMBED] = { "noembed", HTML_NONE, HTML_RAW | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_NOFRAMES] = { "noframes", HTML_NONE, HTML_RAW | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_NOSCRIPT] = { "noscript", HTML_NONE, HTML_RAW | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_OBJECT] = { "object", HTML_NONE, HTML_CLOSED | HTML_SCOPE | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_OL] = { "ol", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_OPTGROUP] = { "optgroup", HTML_BLOCK, HTML_IMPLIED },
    [HTML_OPTION] = { "option", HTML_BLOCK, HTML_IMPLIED },
    [HTML_OUTPUT] = { "output", HTML_INLINE, 0 },
    [HTML_P] = { "p", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL | HTML_IMPLIED | HTML_BREAKS_OUT },
    [HTML_PARAM] = { "param", HTML_NONE, HTML_VOID | HTML_SPECIAL },
    [HTML_PLAINTEXT] = { "plaintext", HTML_BLOCK, HTML_CLOSES_P | HTML_SPECIAL },
    [HTML_PRE] = { "pre", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_PROGRESS] = { "progress", HTML_NONE, HTML_UNSEEN },
    [HTML_Q] = { "q", HTML_INLINE, 0 },
    [HTML_RB] = { "rb", HTML_INLINE, HTML_IMPLIED },
    [HTML_RP] = { "rp", HTML_NONE, HTML_IMPLIED },
    [HTML_RT] = { "rt", HTML_INLINE, HTML_IMPLIED },
    [HTML_RTC] = { "rtc", HTML_INLINE, HTML_IMPLIED },
    [HTML_RUBY] = { "ruby", HTML_INLINE, HTML_BREAKS_OUT },
    [HTML_S] = { "s", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_SAMP] = { "samp", HTML_INLINE, 0 },
    [HTML_SCRIPT] = { "script", HTML_NONE, HTML_RAW | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_SEARCH] = { "search", HTML_BLOCK, HTML_UNKNOWN },
    [HTML_SECTION] = { "section", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_SELECT] = { "select", HTML_INLINE_BLOCK, HTML_SPECIAL },
    [HTML_SMALL] = { "small", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_SOURCE] = { "source", HTML_NONE, HTML_VOID },
    [HTML_SPACER] = { "spacer", HTML_INLINE, 0 },
    [HTML_SPAN] = { "span", HTML_INLINE, HTML_BREAKS_OUT },
    [HTML_STRIKE] = { "strike", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_STRONG] = { "strong", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_STYLE] = { "style", HTML_NONE, HTML_RAW | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_SUB] = { "sub", HTML_INLINE, HTML_BREAKS_OUT },
    [HTML_SUMMARY] = { "summary", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL },
    [HTML_SUP] = { "sup", HTML_INLINE, HTML_BREAKS_OUT },
    [HTML_SVG] = { "svg", HTML_INLINE, 0 },
    [HTML_TABLE] = { "table", HTML_BLOCK, HTML_SCOPE | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_TBODY] = { "tbody", HTML_BLOCK, HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_TD] = { "td", HTML_CELL, HTML_SCOPE | HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_TEMPLATE] = { "template", HTML_NONE, HTML_SCOPE | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_TEXT] = { "text", HTML_BLOCK, HTML_UNKNOWN },
    [HTML_TEXTAREA] = { "textarea", HTML_NONE, HTML_RAW | HTML_SPECIAL | HTML_UNSEEN },
    [HTML_TFOOT] = { "tfoot", HTML_BLOCK, HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_TH] = { "th", HTML_CELL, HTML_SCOPE | HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_THEAD] = { "thead", HTML_BLOCK, HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_TIME] = { "time", HTML_INLINE, 0 },
    [HTML_TITLE] = { "title", HTML_NONE, HTML_RAW | HTML_SPECIAL },
    [HTML_TR] = { "tr", HTML_ROW, HTML_SPECIAL | HTML_OF_TABLE },
    [HTML_TRACK] = { "track", HTML_NONE, HTML_VOID },
    [HTML_TT] = { "tt", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_U] = { "u", HTML_INLINE, HTML_FORMATTING | HTML_BREAKS_OUT },
    [HTML_UL] = { "ul", HTML_BLOCK, HTML_CLOSES_P | HTML_CLOSED | HTML_SPECIAL | HTML_BREAKS_OUT },
    [HTML_VAR] = { "var", HTML_INLINE, HTML_BREAKS_OUT },
    [HTML_VIDEO] = { "video", HTML_NONE, HTML_UNSEEN },
    [HTML_WBR] = { "wbr", HTML_INLINE, HTML_VOID | HTML_SPECIAL },
    [HTML_XMP] = { "xmp", HTML_BLOCK, HTML_RAW | HTML_CLOSES_P | HTML_SPECIAL },
};

const html_traits *html_tag_traits(html_tag tag)
{
    return &rows[tag];
}

/* memcmp's sign for `name`, in any case of letters, against a row's name. */
static int compare(hp_span name, const char *row)
{
    size_t i = 0;
    for (; i < name.len && row[i]; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 'a' - 'A');
        if (c != (unsigned char)row[i])
            return c < (unsigned char)row[i] ? -1 : 1;
    }
    return i < name.len ? 1 : row[i] ? -1 : 0;
}

html_tag html_tag_find(hp_span name)
{
    int low = HTML_OTHER + 1, high = HTML_TAG_COUNT;
    while (low < high) {
        int middle = low + (high - low) / 2, c = compare(name, rows[middle].name);
        if (c == 0)
            return (html_tag)middle;
        if (c < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HTML_OTHER;
}
