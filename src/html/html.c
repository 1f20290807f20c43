/* html.c - from bytes to text: parse, choose, render. */
#include "html/html.h"

#include <string.h>

#include "html/article.h"
#include "html/layout/render.h"
#include "html/parse/controls.h"
#include "html/parse/tree.h"
#include "html/select.h"
#include "text/error.h"
#include "text/memory.h"

/* The page's title is its first <title> outside <svg>. */
static bool write_title(const html_tree *tree, const html_icu *icu, hp_buf *out)
{
    for (uint32_t i = 0; i < tree->count; i++) {
        const html_node *node = &tree->nodes[i];
        if (node->text || node->tag != HTML_TITLE || node->name_space != HTML_NS_HTML)
            continue;
        html_options plain = { 0 };
        return i + 1 == node->end || html_render(tree, i + 1, NULL, &plain, icu, out);
    }
    return true;
}

static bool write_article(const html_tree *tree, const html_options *options, const html_icu *icu, hp_buf *out)
{
    uint8_t *left_out = memory_zeroed(1, tree->count);
    bool ok = left_out && html_article(tree, left_out) && html_render(tree, 0, left_out, options, icu, out);
    memory_free(left_out);
    return ok;
}

static hp_status write_page(const html_tree *tree, const html_options *options, hp_buf *out, hp_error *err)
{
    if (tree->count == 0)
        return HP_OK;
    html_icu icu;
    hp_status st = html_icu_open(&icu, err);
    if (st != HP_OK)
        return st;
    if (options->title && !write_title(tree, &icu, out))
        return error_set_memory(err);
    if (options->select)
        return html_select(tree, options, &icu, out, err);
    bool ok = options->main ? write_article(tree, options, &icu, out) : html_render(tree, 0, NULL, options, &icu, out);
    return ok ? HP_OK : error_set_memory(err);
}

hp_status html_options_check(const html_options *options, hp_error *err)
{
    return options->select ? html_select_check(options->select, err) : HP_OK;
}

/* The text of `page`, which has no byte order mark. */
static hp_status append_text(const html_options *options, hp_span page, hp_buf *out, html_cuts *cuts, hp_error *err)
{
    size_t before = out->len;
    hp_buf copy = { 0 };
    html_origin origin = { 0 };
    html_tree tree = { 0 };
    uint32_t controls = html_controls_hide(page, &copy, cuts ? &origin : NULL, &page);
    hp_status st = copy.failed ? error_set_memory(err) : html_tree_parse(&tree, page, cuts, err);
    if (st == HP_OK)
        st = write_page(&tree, options, out, err);
    if (st == HP_OK)
        html_controls_show(out, before, controls);
    else
        out->len = before;
    if (st == HP_OK && cuts)
        html_cuts_trace(cuts, &origin);
    if (st == HP_OK && (origin.pieces.failed || (cuts && cuts->rows.failed)))
        st = error_set_memory(err);
    html_tree_free(&tree);
    hp_buf_free(&origin.pieces);
    hp_buf_free(&copy);
    return st;
}

hp_status html_text(const html_options *options, hp_span page, hp_buf *out, html_cuts *cuts, hp_error *err)
{
    size_t mark = page.len >= 3 && memcmp(page.ptr, "\uFEFF", 3) == 0 ? 3 : 0; /* decoding UTF-8 takes it off */
    hp_status st = append_text(options, (hp_span){ page.ptr + mark, page.len - mark }, out, cuts, err);
    if (st == HP_OK && cuts)
        html_cuts_sort(cuts, mark);
    return st;
}
