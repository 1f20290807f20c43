/* open.c - tree construction without the tree.
 *
 * Each function is a paragraph of the standard's section 13.2.6 reduced to what it does to the stack, in libgumbo's
 * edition of it; where the standard ignores a tag, nothing is done.  <template> is not met here: the guard leaves it
 * out.
 */
#include "html/parse/open.h"

#include <string.h>

typedef bool is_kind(const html_open_element *element);

static unsigned traits_of(html_tag tag)
{
    return html_tag_traits(tag)->traits;
}

static bool is_html(const html_open_element *e, html_tag tag)
{
    return e->name_space == 0 && e->tag == tag;
}

static const html_open_element *top(const html_open *open)
{
    static const html_open_element body = { .tag = HTML_BODY };
    return open->depth ? &open->stack[open->depth - 1] : &body;
}

/* Elements of other name spaces that are special, and ends of scope. */
static bool is_foreign_point(const html_open_element *e)
{
    switch (e->tag) {
    case HTML_MI:
    case HTML_MO:
    case HTML_MN:
    case HTML_MS:
    case HTML_MTEXT:
    case HTML_ANNOTATION_XML:
        return e->name_space == HTML_MATH;
    case HTML_FOREIGNOBJECT:
    case HTML_DESC:
    case HTML_TITLE:
        return e->name_space == HTML_SVG;
    default:
        return false;
    }
}

static bool ends_scope(const html_open_element *e)
{
    return e->name_space ? is_foreign_point(e) : traits_of(e->tag) & HTML_SCOPE;
}

static bool ends_button_scope(const html_open_element *e)
{
    return ends_scope(e) || is_html(e, HTML_BUTTON);
}

static bool ends_list_scope(const html_open_element *e)
{
    return ends_scope(e) || is_html(e, HTML_OL) || is_html(e, HTML_UL);
}

static bool ends_table_scope(const html_open_element *e)
{
    return is_html(e, HTML_TABLE);
}

static bool is_special(const html_open_element *e)
{
    return e->name_space ? is_foreign_point(e) && e->tag != HTML_TITLE : traits_of(e->tag) & HTML_SPECIAL;
}

static bool is_list_end(const html_open_element *e)
{
    return is_special(e) && !is_html(e, HTML_ADDRESS) && !is_html(e, HTML_DIV) && !is_html(e, HTML_P);
}

static bool is_never(const html_open_element *e)
{
    (void)e;
    return false;
}

/* Closes all elements from number `depth` on; the marker of a table cell or the like goes with it. */
static void close_to(html_open *open, size_t depth)
{
    for (size_t i = 0; i < open->active_count; i++) {
        html_active *a = &open->active[i];
        if (a->at == HTML_CLOSED_AT || a->at < depth)
            continue;
        if (a->marker) {
            open->active_count = i;
            break;
        }
        a->at = HTML_CLOSED_AT;
    }
    open->depth = depth;
}

/* One more than the number of the innermost element `tag` that no element of kind `stop` stands before; 0: none. */
static size_t find(const html_open *open, html_tag tag, is_kind *stop)
{
    for (size_t i = open->depth; i-- > 0;) {
        if (is_html(&open->stack[i], tag))
            return i + 1;
        if (stop(&open->stack[i]))
            return 0;
    }
    return 0;
}

/* Closes that element and all inside it; false when there is none. */
static bool close_through(html_open *open, html_tag tag, is_kind *stop)
{
    size_t found = find(open, tag, stop);
    if (found)
        close_to(open, found - 1);
    return found > 0;
}

static void close_if_top(html_open *open, html_tag tag)
{
    if (is_html(top(open), tag))
        close_to(open, open->depth - 1);
}

/* Takes the element out and leaves what is open inside it. */
static void take_out(html_open *open, size_t number)
{
    memmove(&open->stack[number], &open->stack[number + 1], (open->depth - number - 1) * sizeof *open->stack);
    open->depth--;
    for (size_t i = 0; i < open->active_count; i++) {
        html_active *a = &open->active[i];
        if (a->at != HTML_CLOSED_AT && a->at > number)
            a->at--;
    }
}

static void forget_active(html_open *open, size_t i)
{
    memmove(&open->active[i], &open->active[i + 1], (open->active_count - i - 1) * sizeof *open->active);
    open->active_count--;
}

static void push(html_open *open, html_open_element element)
{
    if (open->depth < HTML_OPEN_ROOM)
        open->stack[open->depth++] = element;
}

static void push_html(html_open *open, html_tag tag)
{
    push(open, (html_open_element){ .tag = (uint8_t)tag });
}

static void add_active(html_open *open, html_tag tag, bool marker)
{
    if (open->active_count < HTML_ACTIVE_ROOM)
        open->active[open->active_count++] = (html_active){ (uint8_t)tag, marker, (uint16_t)(open->depth - 1) };
}

size_t html_open_formatting(const html_open *open, size_t *waiting)
{
    size_t count = 0;
    *waiting = 0;
    for (size_t i = open->active_count; i-- > 0 && !open->active[i].marker; count++)
        *waiting += open->active[i].at == HTML_CLOSED_AT;
    return count + (open->active_count > HTML_ACTIVE_ROOM - 8 ? HTML_FORMATTING_MAX : 0);
}

void html_open_forget(html_open *open)
{
    for (size_t i = open->active_count; i-- > 0 && !open->active[i].marker;)
        if (open->active[i].at == HTML_CLOSED_AT)
            forget_active(open, i);
}

static void reopen_formatting(html_open *open)
{
    size_t i = open->active_count;
    while (i > 0 && !open->active[i - 1].marker && open->active[i - 1].at == HTML_CLOSED_AT)
        i--;
    for (; i < open->active_count; i++) {
        push_html(open, open->active[i].tag);
        open->active[i].at = (uint16_t)(open->depth - 1);
        open->reopened++;
    }
}

bool html_open_in_select(const html_open *open)
{
    size_t i = open->depth;
    while (i > 0 && (is_html(&open->stack[i - 1], HTML_OPTION) || is_html(&open->stack[i - 1], HTML_OPTGROUP)))
        i--;
    return i > 0 && is_html(&open->stack[i - 1], HTML_SELECT);
}

bool html_open_is_foreign(const html_open *open, html_tag tag)
{
    const html_open_element *e = top(open);
    if (e->name_space == 0 || e->holds_html)
        return false;
    bool holds_text = e->name_space == HTML_MATH && is_foreign_point(e) && e->tag != HTML_ANNOTATION_XML;
    if (holds_text)
        return tag == HTML_OTHER || tag == HTML_MGLYPH || tag == HTML_MALIGNMARK;
    return !(e->tag == HTML_ANNOTATION_XML && tag == HTML_SVG);
}

void html_open_text(html_open *open)
{
    if (open->active_count > 0 && top(open)->name_space == 0 && !html_open_in_select(open))
        reopen_formatting(open);
}

static uint32_t hash_name(hp_span name)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * UINT32_C(16777619);
    }
    return hash;
}

static void push_foreign(html_open *open, const html_markup *tag, uint8_t name_space)
{
    html_open_element e = { .tag = (uint8_t)tag->tag, .name_space = name_space, .hash = hash_name(tag->name) };
    if (name_space == HTML_SVG)
        e.holds_html = tag->tag == HTML_FOREIGNOBJECT || tag->tag == HTML_DESC || tag->tag == HTML_TITLE;
    else
        e.holds_html = tag->tag == HTML_ANNOTATION_XML && tag->holds_html;
    if (!tag->self_closing)
        push(open, e);
}

/* True when the tag was one of SVG or MathML; false when it is HTML's and what was open has been closed for it. */
static bool start_foreign(html_open *open, const html_markup *tag)
{
    bool breaks_out = traits_of(tag->tag) & HTML_BREAKS_OUT || (tag->tag == HTML_FONT && tag->styles_font);
    if (!breaks_out) {
        push_foreign(open, tag, top(open)->name_space);
        return true;
    }
    size_t depth = open->depth;
    do
        depth--;
    while (depth > 0 && open->stack[depth - 1].name_space && !open->stack[depth - 1].holds_html &&
           !(open->stack[depth - 1].name_space == HTML_MATH && is_foreign_point(&open->stack[depth - 1])));
    close_to(open, depth);
    return false;
}

static void start_in_select(html_open *open, const html_markup *tag)
{
    switch (tag->tag) {
    case HTML_OPTION:
        close_if_top(open, HTML_OPTION);
        push_html(open, HTML_OPTION);
        break;
    case HTML_OPTGROUP:
        close_if_top(open, HTML_OPTION);
        close_if_top(open, HTML_OPTGROUP);
        push_html(open, HTML_OPTGROUP);
        break;
    case HTML_SELECT:
        close_through(open, HTML_SELECT, is_never);
        break;
    case HTML_INPUT:
    case HTML_KEYGEN:
    case HTML_TEXTAREA:
        close_through(open, HTML_SELECT, is_never);
        html_open_start(open, tag);
        break;
    default:
        if ((tag->tag == HTML_TABLE || (traits_of(tag->tag) & HTML_OF_TABLE)) && find(open, HTML_TABLE, is_never)) {
            close_through(open, HTML_SELECT, is_never);
            html_open_start(open, tag);
        }
    }
}

/* Rows, cells and the like end what is open up to their table; a missing row or body is put in. */
static void start_of_table(html_open *open, html_tag tag)
{
    size_t table = open->depth;
    while (table > 0 && !ends_table_scope(&open->stack[table - 1]))
        table--;
    if (table == 0)
        return;
    bool cell = tag == HTML_TD || tag == HTML_TH, row = cell || tag == HTML_TR;
    html_tag body = table < open->depth ? open->stack[table].tag : HTML_OTHER;
    bool has_body = row && (body == HTML_TBODY || body == HTML_THEAD || body == HTML_TFOOT);
    size_t keep = table + has_body;
    bool has_row = has_body && cell && keep < open->depth && is_html(&open->stack[keep], HTML_TR);
    close_to(open, keep + has_row);
    if (row && !has_body)
        push_html(open, HTML_TBODY);
    if (cell && !has_row)
        push_html(open, HTML_TR);
    push_html(open, tag == HTML_COL ? HTML_COLGROUP : tag);
    if (cell || tag == HTML_CAPTION)
        add_active(open, tag, true);
}

/* <li>, <dd> and <dt> end the item before them. */
static void close_item(html_open *open, bool li)
{
    for (size_t i = open->depth; i-- > 0;) {
        const html_open_element *e = &open->stack[i];
        if (li ? is_html(e, HTML_LI) : is_html(e, HTML_DD) || is_html(e, HTML_DT)) {
            close_to(open, i);
            return;
        }
        if (is_list_end(e))
            return;
    }
}

static void close_implied(html_open *open)
{
    while (top(open)->name_space == 0 && (traits_of(top(open)->tag) & HTML_IMPLIED))
        close_to(open, open->depth - 1);
}

static void end_formatting(html_open *open, html_tag tag)
{
    size_t i = open->active_count;
    while (i > 0 && !open->active[i - 1].marker && open->active[i - 1].tag != tag)
        i--;
    if (i == 0 || open->active[i - 1].marker)
        return;
    size_t at = open->active[i - 1].at;
    if (at != HTML_CLOSED_AT && !find(open, tag, ends_scope))
        return;
    forget_active(open, i - 1);
    if (at == HTML_CLOSED_AT)
        return;
    size_t block = at + 1;
    while (block < open->depth && !is_special(&open->stack[block]))
        block++;
    if (block == open->depth)
        close_to(open, at);
    else
        take_out(open, at);
}

static bool has_active(const html_open *open, html_tag tag)
{
    for (size_t i = open->active_count; i-- > 0 && !open->active[i].marker;)
        if (open->active[i].tag == tag)
            return true;
    return false;
}

/* What a start tag closes before its element is opened. */
static void make_way(html_open *open, html_tag tag)
{
    unsigned traits = traits_of(tag);
    if (tag == HTML_LI || tag == HTML_DD || tag == HTML_DT)
        close_item(open, tag == HTML_LI);
    if (traits & HTML_CLOSES_P)
        close_through(open, HTML_P, ends_button_scope);
    if ((traits & HTML_HEADING) && top(open)->name_space == 0 && (traits_of(top(open)->tag) & HTML_HEADING))
        close_to(open, open->depth - 1);
    if (tag == HTML_BUTTON)
        close_through(open, HTML_BUTTON, ends_scope);
    if (tag == HTML_OPTION || tag == HTML_OPTGROUP)
        close_if_top(open, HTML_OPTION);
    if ((tag == HTML_RB || tag == HTML_RP || tag == HTML_RT || tag == HTML_RTC) && find(open, HTML_RUBY, ends_scope))
        close_implied(open);
    if ((tag == HTML_A || tag == HTML_NOBR) && has_active(open, tag))
        end_formatting(open, tag);
    if (tag == HTML_TABLE) {
        size_t i = open->depth;
        while (i > 0 && !is_html(&open->stack[i - 1], HTML_TD) && !is_html(&open->stack[i - 1], HTML_TH) &&
               !is_html(&open->stack[i - 1], HTML_CAPTION) && !ends_table_scope(&open->stack[i - 1]))
            i--;
        if (i > 0 && is_html(&open->stack[i - 1], HTML_TABLE))
            close_to(open, i - 1);
    }
}

void html_open_start(html_open *open, const html_markup *tag)
{
    if (html_open_is_foreign(open, tag->tag) && start_foreign(open, tag))
        return;
    unsigned traits = traits_of(tag->tag);
    if (html_open_in_select(open)) {
        start_in_select(open, tag);
        return;
    }
    if (traits & HTML_OF_TABLE) {
        start_of_table(open, tag->tag);
        return;
    }
    if (!(traits & HTML_CLOSES_P) && tag->tag != HTML_TABLE && !(traits & HTML_IMPLIED) && open->active_count > 0)
        reopen_formatting(open);
    make_way(open, tag->tag);
    bool nested_form = tag->tag == HTML_FORM && open->form;
    open->form = open->form || tag->tag == HTML_FORM;
    if ((traits & (HTML_VOID | HTML_RAW)) || nested_form || tag->tag == HTML_HTML || tag->tag == HTML_HEAD ||
        tag->tag == HTML_BODY || tag->tag == HTML_FRAMESET)
        return;
    if (tag->tag == HTML_SVG || tag->tag == HTML_MATH) {
        push_foreign(open, tag, (uint8_t)tag->tag);
        return;
    }
    push_html(open, traits & HTML_UNKNOWN ? HTML_OTHER : tag->tag);
    if (traits & HTML_FORMATTING)
        add_active(open, tag->tag, false);
    else if (tag->tag == HTML_APPLET || tag->tag == HTML_MARQUEE || tag->tag == HTML_OBJECT)
        add_active(open, tag->tag, true);
}

/* True when the tag ended an element of SVG or MathML. */
static bool end_foreign(html_open *open, const html_markup *tag)
{
    uint32_t hash = hash_name(tag->name);
    for (size_t i = open->depth; i-- > 0 && open->stack[i].name_space;) {
        if (open->stack[i].hash == hash) {
            close_to(open, i);
            return true;
        }
    }
    return false;
}

static void end_in_select(html_open *open, html_tag tag)
{
    if (tag == HTML_OPTION)
        close_if_top(open, HTML_OPTION);
    else if (tag == HTML_OPTGROUP) {
        if (open->depth > 1 && is_html(&open->stack[open->depth - 2], HTML_OPTGROUP))
            close_if_top(open, HTML_OPTION);
        close_if_top(open, HTML_OPTGROUP);
    } else if (tag == HTML_SELECT)
        close_through(open, HTML_SELECT, is_never);
    else if ((tag == HTML_TABLE || (traits_of(tag) & HTML_OF_TABLE)) && find(open, tag, ends_table_scope))
        close_through(open, tag, ends_table_scope);
}

/* The end tag of an element that has no rule of its own. */
static void end_other(html_open *open, html_tag tag)
{
    for (size_t i = open->depth; i-- > 0;) {
        if (is_html(&open->stack[i], tag)) {
            close_to(open, i);
            return;
        }
        if (is_special(&open->stack[i]))
            return;
    }
}

/* The form alone is closed, not what is open inside it. */
static void end_form(html_open *open)
{
    size_t form = find(open, HTML_FORM, ends_scope);
    if (form > 0)
        take_out(open, form - 1);
    open->form = false;
}

static void end_heading(html_open *open)
{
    for (size_t i = open->depth; i-- > 0 && !ends_scope(&open->stack[i]);) {
        if (open->stack[i].name_space == 0 && (traits_of(open->stack[i].tag) & HTML_HEADING)) {
            close_to(open, i);
            return;
        }
    }
}

void html_open_end(html_open *open, const html_markup *markup)
{
    if (top(open)->name_space && end_foreign(open, markup))
        return;
    unsigned traits = traits_of(markup->tag);
    html_tag tag = traits & HTML_UNKNOWN ? HTML_OTHER : markup->tag;
    if (html_open_in_select(open))
        end_in_select(open, tag);
    else if (tag == HTML_FORM)
        end_form(open);
    else if (tag == HTML_P)
        close_through(open, HTML_P, ends_button_scope);
    else if (tag == HTML_LI)
        close_through(open, HTML_LI, ends_list_scope);
    else if (tag == HTML_TABLE || (traits & HTML_OF_TABLE))
        close_through(open, tag, ends_table_scope);
    else if (traits & HTML_HEADING)
        end_heading(open);
    else if (traits & HTML_FORMATTING)
        end_formatting(open, tag);
    else if (traits & HTML_CLOSED)
        close_through(open, tag, traits & HTML_SCOPE ? ends_table_scope : ends_scope);
    else if (!(traits & (HTML_VOID | HTML_RAW)) && tag != HTML_HTML && tag != HTML_BODY && tag != HTML_HEAD)
        end_other(open, tag);
}
