/* render.c - one walk over the nodes, in the order of the page.
 *
 * This is the standard's "rendered text collection steps" without their recursion: an element that has been entered is
 * a level with its style, closed when the walk comes to the node behind its last descendant.
 */
#include "html/layout/render.h"

#include <string.h>

#include "html/layout/writer.h"
#include "text/bytes.h"
#include "text/memory.h"

typedef struct level {
    uint32_t node, end;
    html_style style;
    html_place begin;
    html_gap gap;    /* before an inline block */
    uint32_t cells;  /* of a row, so far */
    bool in_ruby;    /* also of its descendants */
    bool is_reading; /* to be put in brackets */
} level;

typedef struct render {
    const html_tree *tree;
    const uint8_t *left_out;
    const html_options *options;
    html_writer writer;
    html_style inherited; /* by the root */
    level *levels;
    size_t depth, room;
    uint32_t *reading_of; /* of a ruby base the node number of its reading, and the other way; 0: none.  Or NULL */
    bool failed;
} render;

static level *top(render *r)
{
    return &r->levels[r->depth - 1];
}

static bool push_level(render *r, level l)
{
    if (r->depth == r->room) {
        level *levels = memory_grow(r->levels, &r->room, 64, sizeof *levels);
        if (!levels)
            return false;
        r->levels = levels;
    }
    r->levels[r->depth++] = l;
    return true;
}

/* Between the parts of a table blanks are no text, in whatever style. */
static bool is_between_cells(const render *r, const html_node *text)
{
    html_tag parent = r->tree->nodes[text->parent].tag;
    return (parent == HTML_TABLE || parent == HTML_TBODY || parent == HTML_THEAD || parent == HTML_TFOOT ||
            parent == HTML_TR) &&
           html_is_blank(text->text);
}

static void write_text(render *r, uint32_t i, const html_style *style)
{
    const html_node *node = &r->tree->nodes[i];
    if (style->hidden || style->in_svg)
        html_tree_cut(r->tree, i, style->hidden ? "hidden" : "svg");
    else if (!is_between_cells(r, node))
        html_write_text(&r->writer, span_of_string(node->text), style->white_space);
}

static bool is_blank_node(const html_tree *tree, uint32_t node)
{
    for (uint32_t i = node + 1; i < tree->nodes[node].end; i++)
        if (tree->nodes[i].text && !html_is_blank(tree->nodes[i].text))
            return false;
    return true;
}

/* The reading as text alone, behind a base that it does not follow in the page. */
static void write_reading(render *r, uint32_t reading)
{
    const html_node *nodes = r->tree->nodes;
    html_write_reading_begin(&r->writer);
    for (uint32_t i = reading + 1; i < nodes[reading].end; i++)
        if (nodes[i].text)
            html_write_text(&r->writer, span_of_string(nodes[i].text), HTML_COLLAPSED);
    html_write_reading_end(&r->writer);
}

/* The next sibling of a base that is a base of the same run; 0 when there is none. */
static uint32_t next_base(const html_tree *tree, uint32_t base, uint32_t end)
{
    const html_node *nodes = tree->nodes;
    for (uint32_t i = nodes[base].end; i < end; i = nodes[i].end) {
        if (!nodes[i].text && nodes[i].tag == HTML_RB)
            return i;
        if (!nodes[i].text && nodes[i].tag != HTML_RP)
            return 0;
    }
    return 0;
}

/* In <ruby><rb>北<rb>京<rt>běi<rt>jīng</ruby> the readings stand behind all bases: joins them one to one. */
static void pair_readings(render *r, uint32_t ruby)
{
    const html_node *nodes = r->tree->nodes;
    uint32_t base = 0;
    bool in_bases = false;
    for (uint32_t i = ruby + 1; i < nodes[ruby].end; i = nodes[i].end) {
        if (nodes[i].text)
            continue;
        if (nodes[i].tag == HTML_RB && !in_bases) {
            base = i;
            in_bases = true;
        } else if (nodes[i].tag == HTML_RT) {
            in_bases = false;
            if (base && !r->reading_of)
                r->reading_of = memory_zeroed(r->tree->count, sizeof *r->reading_of);
            if (base && !r->reading_of) {
                r->failed = true;
                return;
            }
            if (base) {
                r->reading_of[base] = i;
                r->reading_of[i] = base;
                base = next_base(r->tree, base, i);
            }
        }
    }
}

static uint32_t paired_with(const render *r, uint32_t node)
{
    return r->reading_of ? r->reading_of[node] : 0;
}

/* What the ruby option makes of a reading (<rt>, <rtc>) or a bracket (<rp>) inside <ruby>. */
static void style_ruby(render *r, uint32_t i, level *l)
{
    const html_node *node = &r->tree->nodes[i];
    html_ruby mode = r->options->ruby;
    bool reading = node->tag == HTML_RT || node->tag == HTML_RTC;
    if (node->tag == HTML_RUBY && mode == HTML_RUBY_BRACKETS)
        pair_readings(r, i);
    l->in_ruby = l->in_ruby || node->tag == HTML_RUBY;
    if (!l->in_ruby || !(reading || node->tag == HTML_RP))
        return;
    if (mode == HTML_RUBY_KEEP)
        l->style.display = HTML_INLINE;
    else if (mode == HTML_RUBY_BASE || node->tag == HTML_RP)
        l->style.display = HTML_NONE;
    else if (paired_with(r, i) || is_blank_node(r->tree, i))
        l->style.display = HTML_NONE;
    else
        l->is_reading = node->tag == HTML_RT || i + 1 == node->end || node[1].text;
}

static void enter(render *r, level *l, level *parent)
{
    html_writer *w = &r->writer;
    if (l->style.hidden)
        return;
    switch (l->style.display) {
    case HTML_BLOCK:
    case HTML_FLEX:
    case HTML_ROW:
        html_write_block(w);
        break;
    case HTML_CELL:
        if (parent && parent->cells++ > 0)
            html_write_tab(w);
        break;
    case HTML_INLINE_BLOCK:
        l->gap = html_write_inline_begin(w);
        break;
    default:
        break;
    }
    if (l->is_reading)
        html_write_reading_begin(w);
    l->begin = html_writer_place(w);
}

/* Puts the address of a link behind its text.  A link within the page, or to a script, leads nowhere. */
static void write_address(render *r, const html_node *node, const level *l)
{
    hp_span href;
    if (!html_attribute(node, "href", &href) || r->writer.out->len == l->begin.written)
        return;
    while (href.len > 0 && strchr(" \t\n\r\f", href.ptr[0]))
        href = (hp_span){ href.ptr + 1, href.len - 1 };
    while (href.len > 0 && strchr(" \t\n\r\f", href.ptr[href.len - 1]))
        href.len--;
    if (href.len == 0 || href.ptr[0] == '#' || (href.len >= 11 && strncasecmp(href.ptr, "javascript:", 11) == 0))
        return;
    html_write_mark(&r->writer, (hp_span){ " <", 2 });
    for (size_t i = 0; i < href.len; i++)
        if (!strchr("\t\n\r", href.ptr[i]))
            html_write_mark(&r->writer, (hp_span){ href.ptr + i, 1 });
    html_write_mark(&r->writer, (hp_span){ ">", 1 });
}

static void leave(render *r)
{
    html_writer *w = &r->writer;
    const level l = r->levels[--r->depth];
    const html_node *node = &r->tree->nodes[l.node];
    if (l.style.hidden)
        return;
    if (l.is_reading)
        html_write_reading_end(w);
    if (paired_with(r, l.node) && node->tag == HTML_RB && !is_blank_node(r->tree, r->reading_of[l.node]))
        write_reading(r, r->reading_of[l.node]);
    if (r->options->links && node->tag == HTML_A)
        write_address(r, node, &l);
    if (l.style.display == HTML_ROW)
        html_write_row_end(w, l.begin);
    if (l.style.display == HTML_CELL)
        html_write_cell_end(w, l.begin);
    else if (l.style.display == HTML_INLINE_BLOCK)
        html_write_inline_end(w, l.gap);
    else if (l.style.display != HTML_INLINE)
        html_write_block(w);
}

/* Says that an element is passed over, and why. */
static void cut_element(render *r, uint32_t i, bool in_ruby)
{
    const html_node *node = &r->tree->nodes[i];
    const html_traits *traits = html_tag_traits(node->tag);
    if (in_ruby && (node->tag == HTML_RT || node->tag == HTML_RTC || node->tag == HTML_RP)) {
        if (!paired_with(r, i)) /* else it is written behind its base */
            html_tree_cut(r->tree, i, "ruby");
    } else if (node->name_space != HTML_NS_HTML) {
        html_tree_cut(r->tree, i, "svg");
    } else {
        bool by_name = traits->display == HTML_NONE || (traits->traits & HTML_UNSEEN);
        html_tree_cut(r->tree, i, by_name ? traits->name : "hidden");
    }
}

/* Enters the element, or passes it over; returns the number of the node to go on with. */
static uint32_t visit_element(render *r, uint32_t i)
{
    const html_node *node = &r->tree->nodes[i];
    level *parent = r->depth ? top(r) : NULL;
    level l = { .node = i, .end = node->end, .in_ruby = parent && parent->in_ruby };
    l.style = html_style_of(node, parent ? &parent->style : &r->inherited);
    style_ruby(r, i, &l);
    bool unseen = html_tag_traits(node->tag)->traits & HTML_UNSEEN && node->name_space == HTML_NS_HTML;
    if (unseen || l.style.display == HTML_NONE)
        cut_element(r, i, l.in_ruby);
    if (r->failed || l.style.display == HTML_NONE)
        return node->end;
    if (unseen) {
        if (l.style.display == HTML_BLOCK || l.style.display == HTML_FLEX)
            html_write_block(&r->writer);
        return node->end;
    }
    if (node->tag == HTML_BR && node->name_space == HTML_NS_HTML) {
        if (!l.style.hidden)
            html_write_line_end(&r->writer);
        return node->end;
    }
    enter(r, &l, parent);
    r->failed = !push_level(r, l);
    return i + 1;
}

/* What `root` inherits from what it is inside.  False when memory is out. */
static bool inherit(const html_tree *tree, uint32_t root, html_style *style)
{
    size_t depth = 0;
    *style = html_style_initial();
    for (uint32_t i = root; i > 0; i = tree->nodes[i].parent)
        depth++;
    uint32_t *way = memory_new(depth * sizeof *way + 1);
    if (!way)
        return false;
    size_t at = depth;
    for (uint32_t i = root; i > 0; i = tree->nodes[i].parent)
        way[--at] = tree->nodes[i].parent;
    for (; at < depth; at++)
        *style = html_style_of(&tree->nodes[way[at]], style);
    memory_free(way);
    return true;
}

bool html_render(const html_tree *tree, uint32_t root, const uint8_t *left_out, const html_options *options,
                 const html_icu *icu, hp_buf *out)
{
    render r = { .tree = tree, .left_out = left_out, .options = options, .writer = html_writer_open(icu, out) };
    uint32_t end = tree->count ? tree->nodes[root].end : 0;
    r.failed = !inherit(tree, root, &r.inherited);
    for (uint32_t i = root; i < end && !r.failed && !out->failed;) {
        while (r.depth > 0 && top(&r)->end <= i)
            leave(&r);
        const html_node *node = &tree->nodes[i];
        if (left_out && left_out[i]) {
            html_tree_cut(tree, i, "main");
            i = node->end;
        } else if (node->text) {
            write_text(&r, i, r.depth ? &top(&r)->style : &r.inherited);
            i++;
        } else {
            i = visit_element(&r, i);
        }
    }
    while (r.depth > 0)
        leave(&r);
    memory_free(r.levels);
    memory_free(r.reading_of);
    return html_writer_close(&r.writer) && !r.failed;
}
