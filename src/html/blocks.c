/* blocks.c - one walk that adds up characters from one block edge to the next. */
#include "html/blocks.h"

#include <string.h>

#include "html/layout/style.h"
#include "text/bytes.h"
#include "text/memory.h"
#include "text/utf8.h"

typedef struct level {
    uint32_t node, end;
    html_style style;
    bool linked, heading;
} level;

typedef struct finder {
    const html_tree *tree;
    html_blocks *blocks;
    size_t room;
    level *levels;
    size_t depth, levels_room;
    bool open; /* the last block goes on */
} finder;

static bool is_wide(uint32_t c)
{
    return (c >= 0x2E80 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF01 && c < 0xFF61) || (c >= 0x20000 && c < 0x40000) || c == U'“' ||
           c == U'”' || c == U'—' || c == U'…';
}

/* A Latin mark counts where a blank or the end follows: not in 3.5 or a.b. */
static bool is_mark(uint32_t c, char next)
{
    switch (c) {
    case U'，':
    case U'。':
    case U'！':
    case U'？':
    case U'；':
    case U'、':
    case U'…':
        return true;
    case U',':
    case U'.':
    case U'!':
    case U'?':
    case U';':
        return next == ' ' || next == '\n' || next == '\0';
    default:
        return false;
    }
}

static void measure(html_block *block, const char *text, bool linked)
{
    hp_span rest = span_of_string(text);
    float length = 0;
    while (rest.len > 0) {
        uint32_t c = 0;
        size_t len = utf8_decode(rest, &c);
        len = len ? len : 1;
        rest = (hp_span){ rest.ptr + len, rest.len - len };
        bool wide = is_wide(c);
        if (c > ' ' && c != 0xA0 && c != 0x3000)
            length += wide ? 1.0f : 0.5f;
        block->wide += wide;
        block->marks += is_mark(c, rest.len ? rest.ptr[0] : '\0');
    }
    block->length += length;
    if (linked)
        block->linked += length;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n\r\f")] == '\0';
}

static html_block *add_block(finder *f, html_block block)
{
    if (f->blocks->count == f->room) {
        html_block *items = memory_grow(f->blocks->items, &f->room, 64, sizeof *items);
        if (!items)
            return NULL;
        f->blocks->items = items;
    }
    f->blocks->items[f->blocks->count] = block;
    return &f->blocks->items[f->blocks->count++];
}

static bool add_text(finder *f, uint32_t i)
{
    const level *top = &f->levels[f->depth - 1];
    const char *text = f->tree->nodes[i].text;
    if (top->style.hidden || top->style.in_svg || is_blank(text))
        return true;
    html_block *block = f->open ? &f->blocks->items[f->blocks->count - 1] : NULL;
    if (!block) {
        size_t owner = f->depth - 1;
        while (owner > 0 && f->levels[owner].style.display == HTML_INLINE)
            owner--;
        block = add_block(f, (html_block){ .first = i, .owner = f->levels[owner].node });
    }
    if (!block)
        return false;
    block->last = i;
    block->heading |= top->heading;
    block->preserved |= top->style.white_space == HTML_PRESERVED;
    measure(block, text, top->linked);
    f->open = true;
    return true;
}

static bool push_level(finder *f, level l)
{
    if (f->depth == f->levels_room) {
        level *levels = memory_grow(f->levels, &f->levels_room, 64, sizeof *levels);
        if (!levels)
            return false;
        f->levels = levels;
    }
    f->levels[f->depth++] = l;
    return true;
}

/* An inline block is in the line, and so of the block around it. */
static bool is_block(const html_style *style)
{
    return style->display != HTML_INLINE && style->display != HTML_INLINE_BLOCK;
}

/* Enters the element, or passes it over: leaves the number of the next node in *i. */
static bool add_element(finder *f, uint32_t *i)
{
    const html_node *node = &f->tree->nodes[*i];
    const level *top = f->depth ? &f->levels[f->depth - 1] : NULL;
    html_style initial = html_style_initial();
    level l = { .node = *i, .end = node->end, .style = html_style_of(node, top ? &top->style : &initial) };
    unsigned traits = html_tag_traits(node->tag)->traits;
    bool reading = node->tag == HTML_RT || node->tag == HTML_RTC;
    if (l.style.display == HTML_NONE || (traits & HTML_UNSEEN) || reading) {
        *i = node->end;
        return true;
    }
    l.linked = (top && top->linked) || (node->tag == HTML_A && html_attribute(node, "href", NULL));
    l.heading = (top && top->heading) || (traits & HTML_HEADING);
    f->open = f->open && !is_block(&l.style);
    ++*i;
    return push_level(f, l);
}

bool html_blocks_find(html_blocks *blocks, const html_tree *tree)
{
    finder f = { .tree = tree, .blocks = blocks };
    bool ok = true;
    *blocks = (html_blocks){ 0 };
    for (uint32_t i = 0; ok && i < tree->count;) {
        while (f.depth > 0 && f.levels[f.depth - 1].end <= i) {
            f.depth--;
            f.open = f.open && !is_block(&f.levels[f.depth].style);
        }
        if (tree->nodes[i].text)
            ok = add_text(&f, i++);
        else
            ok = add_element(&f, &i);
    }
    memory_free(f.levels);
    if (!ok) {
        memory_free(blocks->items);
        *blocks = (html_blocks){ 0 };
    }
    return ok;
}
