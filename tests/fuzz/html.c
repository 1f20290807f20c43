/* html.c - any bytes as a page, with every option: the text is UTF-8, ends in a line end, holds no more than the page
 * can, what was cut is of the page,
 * and what the parser is given never nests deeper than the guard says.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "html/parse/guard.h"
#include "html/html.h"
#include "html/parse/tree.h"
#include "text/utf8.h"

static const html_options ways[] = {
    { .title = true },
    { .ruby = HTML_RUBY_BRACKETS, .links = true },
    { .ruby = HTML_RUBY_KEEP },
    { .main = true },
    { .select = "//p | //td | //@id | //text()[contains(., 'x')]" },
};

/* In order, and inside the page. */
static void check_cuts(const html_cuts *cuts, hp_span page)
{
    size_t before = 0;
    for (size_t i = 0; i < html_cuts_count(cuts); i++) {
        html_cut cut = html_cuts_get(cuts, i);
        if (cut.offset < before || cut.len == 0 || cut.len > page.len || cut.offset > page.len - cut.len)
            abort();
        before = cut.offset;
    }
}

static void try_way(const html_options *options, hp_span page)
{
    hp_buf text = { 0 }, again = { 0 };
    html_cuts cuts = { 0 };
    if (html_text(options, page, &text, NULL, NULL) != HP_OK || html_text(options, page, &again, &cuts, NULL) != HP_OK)
        abort();
    if (text.len != again.len || (text.len > 0 && memcmp(text.ptr, again.ptr, text.len) != 0))
        abort();
    check_cuts(&cuts, page);
    hp_span span = { text.ptr, text.len };
    if (utf8_valid(span) != span.len || (span.len > 0 && span.ptr[span.len - 1] != '\n'))
        abort();
    hp_buf_free(&text);
    hp_buf_free(&again);
    hp_buf_free(&cuts.rows);
}

/* Forms are taken off the parser's stack alone, so that what is inside lies deeper than the stack is high; and nested
 * <frameset>s cost nothing. */
static bool counts(const html_node *node)
{
    return node->text || (node->tag != HTML_FORM && node->tag != HTML_FRAMESET);
}

static void check_depth(hp_span page)
{
    html_tree tree;
    if (html_tree_parse(&tree, page, NULL, NULL) != HP_OK)
        abort();
    uint32_t *depth = calloc((size_t)tree.count + 1, sizeof *depth);
    for (uint32_t i = 1; depth && i < tree.count; i++) {
        depth[i] = depth[tree.nodes[i].parent] + counts(&tree.nodes[i]);
        if (depth[i] > 2 * HTML_DEPTH_MAX)
            abort();
    }
    free(depth);
    html_tree_free(&tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hp_span page = { (const char *)bytes, len };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        try_way(&ways[i], page);
    check_depth(page);
    return 0;
}
