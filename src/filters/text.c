/* text.c - HTML pages as plain text, by the engine in html/.
 *
 * Given a document of any bytes it gives the page's text, valid UTF-8 in whole lines.  What the text is, is said in
 * html/html.h; this file reads the options and hands the document over.
 * Worked: "<p>东<b>方</b>" → "东方⏎"
 */
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "html/html.h"
#include "html/select.h"
#include "html/sniff.h"
#include "pipeline/answer.h"
#include "pipeline/filter.h"
#include "pipeline/option_value.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/memory.h"

struct page {
    html_options options;
    char *select; /* owned; options.select is this */
    bool sniff;
};

enum { RUBY, TITLE, LINKS, SELECT, MAIN, SNIFF };

static const char *const ruby_values[] = {
    [HTML_RUBY_BASE] = "base", [HTML_RUBY_BRACKETS] = "brackets", [HTML_RUBY_KEEP] = "keep", NULL
};

static const filter_option options[] = {
    [RUBY] = { 0, "ruby", "MODE", "readings in <ruby>: base (default), the text without them, brackets or keep",
               ruby_values },
    [TITLE] = { 0, "title", NULL, "the page's title as the first line" },
    [LINKS] = { 0, "links", NULL, "the address of each link in < > behind its text" },
    [SELECT] = { 0, "select", "XPATH", "only what the expression selects, such as //p or //a/@href" },
    [MAIN] = { 0, "main", NULL, "only the article, without menus and the like" },
    [SNIFF] = { 0, "sniff", NULL, "leave a document as it is that does not start as HTML does" },
    { 0 },
};

static hp_status take_option(struct page *page, const filter_given *given, hp_error *err)
{
    html_options *o = &page->options;
    switch (given->option - options) {
    case RUBY:
        o->ruby = (html_ruby)option_choice(given);
        break;
    case TITLE:
        o->title = true;
        break;
    case LINKS:
        o->links = true;
        break;
    case SELECT:
        memory_free(page->select);
        page->select = memory_copy_string(given->value);
        o->select = page->select;
        return page->select ? HP_OK : error_set_memory(err);
    case SNIFF:
        page->sniff = true;
        break;
    default:
        o->main = true;
        break;
    }
    return HP_OK;
}

static void page_free(void *self)
{
    struct page *page = self;
    memory_free(page->select);
    memory_free(page);
}

static hp_status page_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    (void)data;
    struct page *page = memory_zeroed(1, sizeof *page);
    hp_status st = page ? HP_OK : error_set_memory(err);
    *self = NULL;
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = take_option(page, &given[i], err);
    if (st == HP_OK && page->options.select && page->options.main)
        st = error_set(err, HP_USAGE, 0, "--select and --main cannot go together");
    if (st == HP_OK && html_options_check(&page->options, err) != HP_OK)
        st = error_set(err, hp_error_status(err), 0, "--select: %s", hp_error_text(err));
    if (st == HP_OK)
        *self = page;
    else if (page)
        page_free(page);
    return st;
}

static filter_needs page_needs(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_DOCUMENT };
}

static hp_status page_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                            hp_error *err)
{
    (void)scratch, (void)input;
    const struct page *page = self;
    html_cuts cuts = { 0 };
    if (page->sniff && !html_is_page(run)) {
        answer_keep(out, run);
        return HP_OK;
    }
    hp_status st = html_text(&page->options, run, answer_lend(out), answer_counts_edits(out) ? &cuts : NULL, err);
    if (st == HP_OK)
        answer_take_back(out, run);
    for (size_t i = 0; st == HP_OK && i < html_cuts_count(&cuts); i++) {
        html_cut cut = html_cuts_get(&cuts, i);
        answer_note(out, (hp_span){ run.ptr + cut.offset, cut.len }, (hp_span){ "", 0 }, cut.rule);
    }
    hp_buf_free(&cuts.rows);
    return st;
}

static void page_guard(const filter_given *given, size_t count, const filter_memory *memory)
{
    bool selects = false;
    for (size_t i = 0; i < count; i++)
        selects = selects || given[i].option == &options[SELECT];
    if (selects)
        html_select_guard(memory->make, memory->resize, memory->copy, memory->release);
}

static void page_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    buffer_format(out, "libgumbo %s\nlibxml2 %s\n", GUMBO_VERSION, LIBXML2_VERSION);
}

const filter_descriptor filter_text = {
    .word = "text",
    .purpose = "make plain text of HTML pages",
    .example = "hantext --main page.html",
    .options = options,
    .traits = FILTER_SEES_DOCUMENTS | FILTER_ONLY_NOTES,
    .open = page_open,
    .free = page_free,
    .needs = page_needs,
    .apply = page_apply,
    .guard = page_guard,
    .versions = page_versions,
};
