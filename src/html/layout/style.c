/* style.c - an element's style from its name, its attributes and its parent's style.
 *
 * A declaration that CSS would drop (an unknown value) is dropped; of several the last counts, and one marked
 * !important before those that are not.
 */
#include "html/layout/style.h"

#include <string.h>

#include "text/bytes.h"

typedef struct declaration {
    hp_span name, value;
    bool important;
} declaration;

typedef struct keyword {
    const char *name;
    int meaning;
} keyword;

/* display: contents and run-in leave their children in the line, as inline does. */
static const keyword displays[] = { { "none", HTML_NONE },
                                    { "inline", HTML_INLINE },
                                    { "contents", HTML_INLINE },
                                    { "ruby", HTML_INLINE },
                                    { "ruby-text", HTML_INLINE },
                                    { "ruby-base", HTML_INLINE },
                                    { "inline-block", HTML_INLINE_BLOCK },
                                    { "inline-flex", HTML_INLINE_BLOCK },
                                    { "inline-grid", HTML_INLINE_BLOCK },
                                    { "inline-table", HTML_INLINE_BLOCK },
                                    { "block", HTML_BLOCK },
                                    { "flow-root", HTML_BLOCK },
                                    { "list-item", HTML_BLOCK },
                                    { "table", HTML_BLOCK },
                                    { "table-caption", HTML_BLOCK },
                                    { "table-row-group", HTML_BLOCK },
                                    { "table-header-group", HTML_BLOCK },
                                    { "table-footer-group", HTML_BLOCK },
                                    { "table-row", HTML_ROW },
                                    { "table-cell", HTML_CELL },
                                    { "flex", HTML_FLEX },
                                    { "grid", HTML_FLEX },
                                    { "-webkit-box", HTML_FLEX },
                                    { "-webkit-flex", HTML_FLEX },
                                    { "-webkit-inline-box", HTML_INLINE_BLOCK },
                                    { "table-column", HTML_NONE },
                                    { "table-column-group", HTML_NONE },
                                    { NULL, 0 } };

static const keyword visibilities[] = { { "visible", 0 }, { "hidden", 1 }, { "collapse", 1 }, { NULL, 0 } };

static const keyword white_spaces[] = { { "normal", HTML_COLLAPSED },        { "nowrap", HTML_COLLAPSED },
                                        { "pre", HTML_PRESERVED },           { "pre-wrap", HTML_PRESERVED },
                                        { "break-spaces", HTML_PRESERVED },  { "pre-line", HTML_LINES_PRESERVED },
                                        { "-moz-pre-wrap", HTML_PRESERVED }, { NULL, 0 } };

static const keyword floats[] = { { "none", 0 }, { "left", 1 }, { "right", 1 }, { NULL, 0 } };

static const keyword positions[] = { { "static", 0 },   { "relative", 0 }, { "sticky", 0 },
                                     { "absolute", 1 }, { "fixed", 1 },    { NULL, 0 } };

html_style html_style_initial(void)
{
    return (html_style){ .display = HTML_BLOCK };
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_word(hp_span text, const char *word)
{
    size_t i = 0;
    while (i < text.len && word[i] && small(text.ptr[i]) == word[i])
        i++;
    return i == text.len && word[i] == '\0';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static hp_span trim(hp_span text)
{
    while (text.len > 0 && is_blank(text.ptr[0]))
        text = (hp_span){ text.ptr + 1, text.len - 1 };
    while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* The length of the declaration at the start of `text`: up to a semicolon outside strings, brackets and comments. */
static size_t declaration_length(hp_span text)
{
    char quote = 0;
    size_t brackets = 0, i = 0;
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\')
            i++;
        else if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '(')
            brackets++;
        else if (c == ')' && brackets > 0)
            brackets--;
        else if (c == ';' && brackets == 0)
            break;
    }
    return i < text.len ? i : text.len;
}

/* Comments before a declaration, which people leave where one was. */
static hp_span skip_comments(hp_span text)
{
    text = trim(text);
    while (text.len >= 2 && text.ptr[0] == '/' && text.ptr[1] == '*') {
        const char *end = memmem(text.ptr + 2, text.len - 2, "*/", 2);
        size_t len = end ? (size_t)(end + 2 - text.ptr) : text.len;
        text = trim((hp_span){ text.ptr + len, text.len - len });
    }
    return text;
}

/* Takes the next declaration off *style; false at its end.  One without a colon has an empty name. */
static bool take_declaration(hp_span *style, declaration *d)
{
    *style = skip_comments(*style);
    if (style->len == 0)
        return false;
    size_t len = declaration_length(*style);
    hp_span text = { style->ptr, len };
    const char *colon = memchr(text.ptr, ':', text.len);
    *d = (declaration){ 0 };
    if (colon) {
        d->name = trim((hp_span){ text.ptr, (size_t)(colon - text.ptr) });
        d->value = trim((hp_span){ colon + 1, text.len - (size_t)(colon + 1 - text.ptr) });
        const char *mark = memchr(d->value.ptr, '!', d->value.len);
        size_t plain = mark ? (size_t)(mark - d->value.ptr) : d->value.len;
        if (mark && is_word(trim((hp_span){ mark + 1, d->value.len - plain - 1 }), "important")) {
            d->important = true;
            d->value = trim((hp_span){ d->value.ptr, plain });
        }
    }
    len += len < style->len;
    *style = (hp_span){ style->ptr + len, style->len - len };
    return true;
}

/* What the style attribute says of one property: -1 for nothing. */
typedef struct property {
    const char *name;
    const keyword *values;
    int meaning;
    bool important;
} property;

enum { DISPLAY, VISIBILITY, WHITE_SPACE, FLOAT, POSITION, PROPERTIES };

static void apply_declaration(property *properties, const declaration *d)
{
    for (size_t i = 0; i < PROPERTIES; i++) {
        property *p = &properties[i];
        if (!is_word(d->name, p->name) || (p->important && !d->important))
            continue;
        for (const keyword *k = p->values; k->name; k++) {
            if (is_word(d->value, k->name)) {
                p->meaning = k->meaning;
                p->important = d->important;
            }
        }
    }
}

static void apply_attribute(html_style *style, hp_span attribute)
{
    property properties[PROPERTIES] = {
        [DISPLAY] = { "display", displays, -1, false },
        [VISIBILITY] = { "visibility", visibilities, -1, false },
        [WHITE_SPACE] = { "white-space", white_spaces, -1, false },
        [FLOAT] = { "float", floats, -1, false },
        [POSITION] = { "position", positions, -1, false },
    };
    declaration d;
    while (take_declaration(&attribute, &d))
        apply_declaration(properties, &d);
    if (properties[DISPLAY].meaning >= 0)
        style->display = (html_display)properties[DISPLAY].meaning;
    if (properties[VISIBILITY].meaning >= 0)
        style->hidden = properties[VISIBILITY].meaning;
    if (properties[WHITE_SPACE].meaning >= 0)
        style->white_space = (html_white_space)properties[WHITE_SPACE].meaning;
    bool out_of_line = properties[FLOAT].meaning == 1 || properties[POSITION].meaning == 1;
    if (out_of_line && (style->display == HTML_INLINE || style->display == HTML_INLINE_BLOCK))
        style->display = HTML_BLOCK;
}

/* Inside <svg> groups and links are there for their <text>; all else (title, defs, style …) shows no text. */
static void style_svg(html_style *style, const html_node *element)
{
    static const char *const groups[] = { "g", "a", "switch", "svg" };
    hp_span name = html_name(element);
    style->in_svg = true;
    if (element->tag == HTML_TEXT || element->tag == HTML_FOREIGNOBJECT) {
        style->in_svg = false;
        style->display = HTML_BLOCK;
        return;
    }
    style->display = HTML_NONE;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (is_word(name, groups[i]))
            style->display = HTML_INLINE;
}

/* What the standard's style sheet says that depends on attributes. */
static void apply_sheet(html_style *style, const html_node *element)
{
    hp_span value;
    switch (element->tag) {
    case HTML_PRE:
    case HTML_LISTING:
    case HTML_XMP:
    case HTML_PLAINTEXT:
        style->white_space = HTML_PRESERVED;
        break;
    case HTML_TABLE:
        style->white_space = HTML_COLLAPSED;
        break;
    case HTML_DIALOG:
        style->display = html_attribute(element, "open", NULL) ? HTML_BLOCK : HTML_NONE;
        break;
    default:
        break;
    }
    if (html_attribute(element, "hidden", &value) && !is_word(value, "until-found"))
        style->display = HTML_NONE;
}

html_style html_style_of(const html_node *element, const html_style *parent)
{
    html_style style = *parent;
    hp_span attribute;
    style.display = html_tag_traits(element->tag)->display;
    if (element->name_space == HTML_NS_SVG && (parent->in_svg || element->tag == HTML_SVG)) {
        style_svg(&style, element);
    } else if (element->name_space == HTML_NS_MATHML) {
        if (style.display != HTML_NONE)
            style.display = HTML_INLINE;
    } else if (element->name_space == HTML_NS_SVG) { /* inside its <text> */
        style.display = is_word(html_name(element), "tspan") || is_word(html_name(element), "textpath") ||
                                element->tag == HTML_A
                            ? HTML_INLINE
                            : HTML_NONE;
    } else {
        apply_sheet(&style, element);
    }
    if (html_attribute(element, "style", &attribute))
        apply_attribute(&style, attribute);
    if (parent->display == HTML_FLEX && (style.display == HTML_INLINE || style.display == HTML_INLINE_BLOCK))
        style.display = HTML_BLOCK;
    return style;
}
