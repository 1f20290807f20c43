/* article.c - the element that holds as much prose and as little else as can be, without what is no article in it.
 *
 * Each block of text has a worth, as far as it reads like prose, and a cost, as far as it does not.  With W the worth
 * of the page, the article is the element whose own worth w and cost c make w / (w + c + W) greatest: that is the
 * F-measure of "this element is the prose of the page", precision and recall counted alike.  Inside it, parts that are
 * navigation by their names or by what is in them are left out.
 */
#include "html/article.h"

#include <string.h>

#include "html/blocks.h"
#include "text/bytes.h"
#include "text/memory.h"

/* Lengths in characters.  Measured on the pages of tests/bench/article.py; results change little within a factor of
 * one and a half around each. */
static const float PROSE_LENGTH = 60;       /* from here on length says no more about being prose */
static const float CHARACTERS_BY_MARK = 25; /* prose has at least one mark for so many */
static const float UNMARKED_LENGTH = 30;    /* text without marks is prose only when longer and Chinese: old texts */
static const float LINKS_COST = 2;          /* of a block that is links, beside their length */
static const float DOUBT = 0.3f;            /* cost of a character that may be of anything */
static const float HEADING_WORTH = 8, TITLE_WORTH = 25;
enum { HEADING_DISTANCE = 4 }; /* blocks between a heading and the body it is of: who wrote it, when */

/* Sums over the blocks that begin before a node: sums[end of a node] - sums[node] is what is in it. */
typedef struct sums {
    double worth, cost;
    double prose; /* worth without that of headings */
    double length, linked;
} sums;

typedef struct article {
    const html_tree *tree;
    html_blocks blocks;
    sums *sums; /* one more than nodes */
    uint8_t *left_out;
} article;

static sums sum_in(const article *a, uint32_t node)
{
    const sums *begin = &a->sums[node], *end = &a->sums[a->tree->nodes[node].end];
    return (sums){ end->worth - begin->worth, end->cost - begin->cost, end->prose - begin->prose,
                   end->length - begin->length, end->linked - begin->linked };
}

static float least(float a, float b)
{
    return a < b ? a : b;
}

static bool is_links(const html_block *b)
{
    return b->linked * 2 > b->length;
}

/* How far the block reads like prose, from 0 to 1. */
static float prose_of(const html_block *b)
{
    float plain = b->length - b->linked;
    if (b->preserved)
        return 0.5f;
    float marked = least(1, b->marks * CHARACTERS_BY_MARK / b->length);
    if (marked == 0 && plain >= UNMARKED_LENGTH && b->wide >= b->length * 0.9f)
        marked = 0.25f;
    return marked * least(1, plain / PROSE_LENGTH);
}

static sums judge(const html_block *b, bool is_title)
{
    sums s = { .length = b->length, .linked = b->linked };
    if (is_title || (b->heading && !is_links(b))) {
        s.worth = is_title ? TITLE_WORTH : HEADING_WORTH;
    } else if (is_links(b)) {
        s.cost = LINKS_COST + b->linked;
    } else {
        float plain = b->length - b->linked, prose = prose_of(b);
        s.worth = s.prose = plain * prose;
        s.cost = plain * (1 - prose) * DOUBT;
    }
    return s;
}

/* The text of the page's <title>; empty when it has none. */
static hp_span page_title(const html_tree *tree)
{
    for (uint32_t i = 0; i + 1 < tree->count; i++) {
        const html_node *node = &tree->nodes[i];
        if (!node->text && node->tag == HTML_TITLE && node->name_space == HTML_NS_HTML && node[1].text)
            return span_of_string(node[1].text);
    }
    return (hp_span){ 0 };
}

static hp_span trim(hp_span text)
{
    while (text.len > 0 && strchr(" \t\n\r\f", text.ptr[0]))
        text = (hp_span){ text.ptr + 1, text.len - 1 };
    while (text.len > 0 && strchr(" \t\n\r\f", text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* Whether the block is the page's title without what the site adds to it. */
static bool is_title(const html_tree *tree, const html_block *b, hp_span title)
{
    hp_span text = b->first == b->last ? trim(span_of_string(tree->nodes[b->first].text)) : (hp_span){ 0 };
    title = trim(title);
    return b->length >= 3 && b->linked == 0 && text.len >= 3 && text.len <= title.len &&
           memcmp(title.ptr, text.ptr, text.len) == 0;
}

static void add(sums *to, const sums *what)
{
    to->worth += what->worth;
    to->cost += what->cost;
    to->prose += what->prose;
    to->length += what->length;
    to->linked += what->linked;
}

static bool measure(article *a)
{
    const html_tree *tree = a->tree;
    hp_span title = page_title(tree);
    a->sums = memory_zeroed((size_t)tree->count + 1, sizeof *a->sums);
    if (!a->sums)
        return false;
    for (size_t i = 0; i < a->blocks.count; i++) {
        html_block *b = &a->blocks.items[i];
        bool is_page_title = is_title(tree, b, title);
        a->sums[b->first + 1] = judge(b, is_page_title);
        b->heading |= is_page_title;
    }
    for (uint32_t i = 0; i < tree->count; i++)
        add(&a->sums[i + 1], &a->sums[i]);
    return true;
}

static bool is_element(const html_node *node)
{
    return node->text == NULL;
}

/* The innermost of the elements that are best; 0 when there is no prose. */
static uint32_t find_body(const article *a)
{
    uint32_t best = 0;
    double most = 0, all = a->sums[a->tree->count].worth;
    for (uint32_t i = 0; i < a->tree->count; i++) {
        const html_node *node = &a->tree->nodes[i];
        if (!is_element(node) || html_tag_traits(node->tag)->display == HTML_INLINE)
            continue;
        sums s = sum_in(a, i);
        double measure = s.prose > 0 ? s.worth / (s.worth + s.cost + all) : 0;
        if (measure > most || (measure == most && most > 0 && i < a->tree->nodes[best].end)) {
            best = i;
            most = measure;
        }
    }
    return best;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether `word` names what is beside an article, in English or in pinyin. */
static bool names_aside(hp_span word)
{
    static const char *const names[] = {
        "ad",        "ads",         "advert",     "banner",        "breadcrumb",  "breadcrumbs", "catlinks",
        "comment",   "commentlist", "comments",   "complementary", "contentinfo", "copyright",   "crumb",
        "crumbs",    "daohang",     "dibu",       "fenxiang",      "foot",        "footer",      "friendlinks",
        "hot",       "links",       "login",      "menu",          "menus",       "nav",         "navbar",
        "navfooter", "navheader",   "navigation", "pager",         "pagination",  "paging",      "pinglun",
        "prevnext",  "rank",        "ranking",    "recommend",     "recommended", "related",     "search",
        "share",     "sharing",     "side",       "sidebar",       "social",      "sponsor",     "tags",
        "toc",       "toolbar",     "tuijian",    "widget",        "xiangguan",   NULL
    };
    for (const char *const *name = names; *name; name++)
        if (strlen(*name) == word.len && strncasecmp(word.ptr, *name, word.len) == 0)
            return true;
    return false;
}

/* Whether a word of the element's class, id or role does: <div class="page-footer">. */
static bool is_named_aside(const html_node *element)
{
    static const char *const attributes[] = { "class", "id", "role" };
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        hp_span value = { 0 };
        html_attribute(element, attributes[i], &value);
        for (size_t at = 0; at < value.len; at++) {
            size_t begin = at;
            while (at < value.len && is_letter(value.ptr[at]))
                at++;
            if (at > begin && names_aside((hp_span){ value.ptr + begin, at - begin }))
                return true;
        }
    }
    return false;
}

/* Whether the element is beside the article by what it is. */
static bool is_aside(const html_node *element)
{
    switch (element->tag) {
    case HTML_NAV:
    case HTML_ASIDE:
    case HTML_MENU:
    case HTML_SELECT:
    case HTML_BUTTON:
    case HTML_LABEL:
        return true;
    default:
        return false;
    }
}

/* Whether a part of the article is none: navigation by name, unless much of the article is in it, or by content. */
static bool is_left_out(const article *a, uint32_t i, double whole)
{
    const html_node *node = &a->tree->nodes[i];
    sums s = sum_in(a, i);
    if (s.length == 0)
        return false;
    if (is_aside(node))
        return s.prose < whole / 2;
    if (html_tag_traits(node->tag)->display == HTML_INLINE || html_tag_traits(node->tag)->display == HTML_CELL)
        return false;
    if ((node->tag == HTML_FOOTER || is_named_aside(node)) && s.prose < whole * 0.3)
        return true;
    return s.linked * 2 > s.length && s.worth < s.cost;
}

static void leave_out_asides(article *a, uint32_t root, double whole)
{
    uint32_t end = a->tree->nodes[root].end;
    for (uint32_t i = root + 1; i < end;) {
        const html_node *node = &a->tree->nodes[i];
        a->left_out[i] = is_element(node) && is_left_out(a, i, whole);
        i = a->left_out[i] ? node->end : i + 1;
    }
}

/* What is kept: the body, and before it the blocks from its heading on when that stands just before. */
typedef struct parts {
    uint32_t roots[HEADING_DISTANCE + 1]; /* in the order of the page */
    size_t count;
} parts;

static bool is_prose(const article *a, const html_block *b)
{
    return a->sums[b->first + 1].prose > a->sums[b->first].prose;
}

/* The number of the block that the article begins with: its heading, when that stands shortly before block `first` and
 * no prose is between them; else `first`. */
static size_t find_heading(const article *a, size_t first)
{
    const html_block *blocks = a->blocks.items;
    size_t heading = first;
    if (first < a->blocks.count && blocks[first].heading)
        return first;
    for (size_t i = first; i-- > 0 && first - i <= HEADING_DISTANCE && !is_prose(a, &blocks[i]);)
        if (blocks[i].heading && blocks[i].linked == 0)
            heading = i;
    return heading;
}

static parts find_parts(const article *a, uint32_t body)
{
    const html_block *blocks = a->blocks.items;
    parts p = { .count = 0 };
    size_t first = 0;
    while (first < a->blocks.count && blocks[first].first < body)
        first++;
    for (size_t i = find_heading(a, first); i < first; i++)
        if (!is_links(&blocks[i]))
            p.roots[p.count++] = a->tree->nodes[blocks[i].owner].end > body ? blocks[i].first : blocks[i].owner;
    p.roots[p.count++] = body;
    return p;
}

/* Leaves out everything that no part is inside and that is inside no part. */
static void leave_out_others(article *a, const parts *p)
{
    const html_node *nodes = a->tree->nodes;
    size_t next = 0;
    for (uint32_t i = 0; i < a->tree->count;) {
        while (next < p->count && p->roots[next] < i)
            next++;
        bool around = next < p->count && nodes[i].end > p->roots[next];
        if (around && i != p->roots[next]) {
            i++;
        } else {
            a->left_out[i] = !around;
            i = nodes[i].end;
        }
    }
}

/* Whether two elements are the same kind of thing: paragraphs of one text. */
static bool is_alike(const html_node *a, const html_node *b)
{
    hp_span x = { 0 }, y = { 0 };
    html_attribute(a, "class", &x);
    html_attribute(b, "class", &y);
    return a->tag == b->tag && a->tag != HTML_DIV && span_eq(x, y);
}

/* Behind the last block of prose, parts that hold none: the end of the page, not of the article.  A paragraph beside
 * the last one stays: （完）. */
static void leave_out_end(article *a, uint32_t body)
{
    const html_node *nodes = a->tree->nodes;
    uint32_t last = 0;
    for (size_t i = 0; i < a->blocks.count; i++) {
        const html_block *b = &a->blocks.items[i];
        if (b->first > body && b->first < nodes[body].end && is_prose(a, b))
            last = b->owner;
    }
    if (last == 0)
        return;
    for (uint32_t i = nodes[last].end; i < nodes[body].end; i = nodes[i].end) {
        if (!is_element(&nodes[i]) || (nodes[i].parent == nodes[last].parent && is_alike(&nodes[i], &nodes[last])))
            continue;
        sums s = sum_in(a, i);
        a->left_out[i] |= s.prose <= 0 && s.length > 0;
    }
}

static bool has_text(const article *a)
{
    for (size_t i = 0; i < a->blocks.count; i++) {
        uint32_t node = a->blocks.items[i].first;
        while (node > 0 && !a->left_out[node])
            node = a->tree->nodes[node].parent;
        if (node == 0)
            return true;
    }
    return false;
}

static void choose(article *a)
{
    uint32_t body = find_body(a);
    if (body > 0) {
        parts p = find_parts(a, body);
        leave_out_others(a, &p);
        leave_out_asides(a, body, sum_in(a, body).prose);
        leave_out_end(a, body);
    } else {
        leave_out_asides(a, 0, 0);
    }
    if (!has_text(a))
        memset(a->left_out, 0, a->tree->count);
}

bool html_article(const html_tree *tree, uint8_t *left_out)
{
    article a = { .tree = tree, .left_out = left_out };
    bool ok = html_blocks_find(&a.blocks, tree) && measure(&a);
    if (ok && a.blocks.count > 0)
        choose(&a);
    memory_free(a.blocks.items);
    memory_free(a.sums);
    return ok;
}
