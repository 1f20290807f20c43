/* tree.c - the one place that knows libgumbo.
 *
 * libgumbo is conforming and has three weaknesses, each met here.  It takes time quadratic in depth and in some other
 * things: html_guard() goes before it.  It does not look at what its allocator returns: the allocator here never
 * returns NULL but leaves the parse with longjmp() - libgumbo holds nothing but its memory, and that is in one arena,
 * which is dropped.  And it frees recursively, and sometimes what it still uses: pieces are not reused (see arena.c)
 * but for the last one taken, and the tree is not given back to it but dropped with the arena.
 */
#include "html/parse/tree.h"

#include <gumbo.h>
#include <setjmp.h>
#include <string.h>

#include "html/parse/arena.h"
#include "html/parse/guard.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

enum { MEMORY_LEAST = 1 << 20, MEMORY_BY_BYTE = 256 };
#define PAGE_MAX ((size_t)1 << 30) /* libgumbo counts characters in an int and has asserts that say so */

typedef struct parse {
    html_arena arena;
    hp_span guarded;
    html_origin origin;
    hp_buf page; /* what the guard wrote, when it had to change something */
    jmp_buf out_of_memory;
} parse;

static void *allocate(void *self, size_t size)
{
    parse *p = self;
    void *piece = html_arena_take(&p->arena, size);
    if (!piece)
        longjmp(p->out_of_memory, 1);
    return piece;
}

static void deallocate(void *self, void *piece)
{
    html_arena_drop(&((parse *)self)->arena, piece);
}

/* NULL when memory or its limit is reached. */
static GumboOutput *run_parser(parse *p, hp_span page)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = deallocate;
    options.userdata = p;
    options.max_errors = 0; /* each error keeps a copy of the stack of open elements */
    if (setjmp(p->out_of_memory))
        return NULL;
    return gumbo_parse_with_options(&options, page.ptr ? page.ptr : "", page.len);
}

/* Turning libgumbo's tree into ours: the way down to the node whose children are being added. */
typedef struct level {
    const GumboVector *children;
    unsigned next;
    uint32_t node;
} level;

typedef struct builder {
    html_tree *tree;
    size_t room;
    level *levels;
    size_t depth, levels_room;
} builder;

/* Names that tags.h lists and libgumbo does not. */
enum { GUMBO_TAG_ANNOTATION = GUMBO_TAG_LAST + 1, GUMBO_TAG_DIALOG, GUMBO_TAG_SEARCH, GUMBO_TAG_TEXT, TAGS };

static const uint8_t our_tags[TAGS] = {
#define SAME(name) [GUMBO_TAG_##name] = HTML_##name,
    HTML_TAGS(SAME)
#undef SAME
};

/* The name in the start tag, or an empty span for an element that the parser made up. */
static hp_span name_in_source(const GumboElement *element)
{
    GumboStringPiece name = element->original_tag;
    if (name.length < 2)
        return (hp_span){ 0 };
    gumbo_tag_from_original_text(&name);
    return (hp_span){ name.data, name.length };
}

static uint8_t tag_of(const GumboElement *element)
{
    uint8_t tag = element->tag < GUMBO_TAG_LAST ? our_tags[element->tag] : HTML_OTHER;
    return tag == HTML_OTHER ? (uint8_t)html_tag_find(name_in_source(element)) : tag;
}

/* False when memory is out.  Indexes are 32 bits wide: a page of PAGE_MAX bytes has no more nodes than that. */
static bool add_node(builder *b, html_node node)
{
    if (b->tree->count == b->room) {
        size_t room = b->room ? b->room * 2 : 256;
        html_node *nodes = room <= UINT32_MAX ? memory_resize(b->tree->nodes, room * sizeof *nodes) : NULL;
        if (!nodes)
            return false;
        b->tree->nodes = nodes;
        b->room = room;
    }
    node.end = b->tree->count + 1;
    b->tree->nodes[b->tree->count++] = node;
    return true;
}

static bool open_level(builder *b, const GumboVector *children)
{
    if (b->depth == b->levels_room) {
        level *levels = memory_grow(b->levels, &b->levels_room, 64, sizeof *levels);
        if (!levels)
            return false;
        b->levels = levels;
    }
    b->levels[b->depth++] = (level){ children, 0, b->tree->count - 1 };
    return true;
}

static bool add_element(builder *b, const GumboNode *source, uint32_t parent)
{
    const GumboElement *element = &source->v.element;
    html_node node = {
        .source = element, .parent = parent, .tag = tag_of(element), .name_space = (uint8_t)element->tag_namespace
    };
    return add_node(b, node) && open_level(b, &element->children);
}

static bool add_source(builder *b, const GumboNode *source, uint32_t parent)
{
    switch (source->type) {
    case GUMBO_NODE_ELEMENT:
        return add_element(b, source, parent);
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
        return add_node(b, (html_node){ .source = source, .text = source->v.text.text, .parent = parent });
    default: /* a comment, or a template, whose contents belong to no page */
        return true;
    }
}

static bool build(builder *b, const GumboNode *root)
{
    bool ok = !root || add_element(b, root, 0);
    while (ok && b->depth > 0) {
        level *top = &b->levels[b->depth - 1];
        if (top->next < top->children->length) {
            ok = add_source(b, top->children->data[top->next++], top->node);
        } else {
            b->tree->nodes[top->node].end = b->tree->count;
            b->depth--;
        }
    }
    memory_free(b->levels);
    return ok;
}

static hp_status parse_failed(const parse *p, hp_error *err)
{
    if (p->arena.at_limit)
        return error_set(err, HP_LIMIT, 0, "the page would take more than %d times its size of memory", MEMORY_BY_BYTE);
    return error_set_memory(err);
}

hp_status html_tree_parse(html_tree *tree, hp_span page, html_cuts *cuts, hp_error *err)
{
    *tree = (html_tree){ 0 };
    if (page.len > PAGE_MAX)
        return error_set(err, HP_LIMIT, 0, "the page is larger than %zu bytes", PAGE_MAX);
    parse *p = memory_zeroed(1, sizeof *p);
    if (!p)
        return error_set_memory(err);
    tree->memory = p;
    tree->cuts = cuts;
    p->arena.limit = MEMORY_LEAST + page.len * MEMORY_BY_BYTE;
    hp_status st = HP_OK;
    if (!html_guard(page, &p->page, cuts ? &p->origin : NULL, cuts, &p->guarded))
        st = error_set_memory(err);
    GumboOutput *output = st == HP_OK ? run_parser(p, p->guarded) : NULL;
    builder b = { .tree = tree };
    if (st == HP_OK && !output)
        st = parse_failed(p, err);
    else if (st == HP_OK && !build(&b, output->root))
        st = error_set_memory(err);
    if (st != HP_OK)
        html_tree_free(tree);
    return st;
}

void html_tree_free(html_tree *tree)
{
    parse *p = tree->memory;
    memory_free(tree->nodes);
    if (p) {
        html_arena_free(&p->arena);
        hp_buf_free(&p->page);
        hp_buf_free(&p->origin.pieces);
        memory_free(p);
    }
    *tree = (html_tree){ 0 };
}

/* Offsets in the guarded page. */
typedef struct extent {
    size_t begin, end;
} extent;

static extent extent_of_element(const parse *p, const GumboElement *element)
{
    extent e = { element->start_pos.offset, element->end_pos.offset };
    GumboStringPiece tag = element->original_tag, end_tag = element->original_end_tag, name = end_tag;
    if (tag.length > 0)
        e.begin = (size_t)(tag.data - p->guarded.ptr);
    if (name.length > 2) { /* may be that of an element around this one, which closed it */
        gumbo_tag_from_original_text(&name);
        if (gumbo_tagn_enum(name.data, name.length) == element->tag)
            e.end = (size_t)(end_tag.data - p->guarded.ptr) + end_tag.length;
    }
    if (e.end < e.begin + tag.length)
        e.end = e.begin + tag.length;
    return e;
}

static bool holds_text(const html_tree *tree, uint32_t node)
{
    for (uint32_t i = node; i < tree->nodes[node].end; i++)
        if (tree->nodes[i].text && !html_is_blank(tree->nodes[i].text))
            return true;
    return false;
}

void html_tree_cut(const html_tree *tree, uint32_t i, const char *rule)
{
    const parse *p = tree->memory;
    const html_node *node = &tree->nodes[i];
    if (!tree->cuts || !holds_text(tree, i))
        return;
    extent e;
    if (node->text) {
        GumboStringPiece text = ((const GumboNode *)node->source)->v.text.original_text;
        e.begin = (size_t)(text.data - p->guarded.ptr);
        e.end = e.begin + text.length;
    } else {
        e = extent_of_element(p, node->source);
    }
    if (e.end > p->guarded.len)
        e.end = p->guarded.len;
    size_t begin = html_origin_find(&p->origin, e.begin);
    html_cuts_add(tree->cuts, begin, html_origin_find(&p->origin, e.end) - begin, rule);
}

bool html_is_blank(const char *text)
{
    return text[strspn(text, " \t\n\r\f")] == '\0';
}

bool html_attribute(const html_node *element, const char *name, hp_span *value)
{
    const GumboElement *source = element->source;
    const GumboAttribute *found = gumbo_get_attribute(&source->attributes, name);
    if (found && value)
        *value = span_of_string(found->value);
    return found != NULL;
}

bool html_attribute_at(const html_node *element, size_t i, const char **name, const char **value)
{
    const GumboElement *source = element->source;
    if (i >= source->attributes.length)
        return false;
    const GumboAttribute *attribute = source->attributes.data[i];
    *name = attribute->name;
    *value = attribute->value;
    return true;
}

hp_span html_name(const html_node *element)
{
    if (element->tag != HTML_OTHER)
        return span_of_string(html_tag_traits(element->tag)->name);
    return name_in_source(element->source);
}
