/* guard.c - one pass over the page's tags.
 *
 * A page that keeps within the limits is handed on as it is; the first byte to be left out starts a copy.  A start tag
 * that is left out is remembered by its name, so that its end tag goes, too, and does not close another element.
 */
#include "html/parse/guard.h"

#include <string.h>

#include "html/parse/markup.h"
#include "html/parse/open.h"
#include "text/memory.h"

/* Formatting elements are opened again in every block after the one that left them open.  In pages that people read
 * this is seldom; beyond one for so many bytes they are all closed, and no more are opened. */
enum { BYTES_BY_REOPENED = 16, REOPENED_LEAST = 4096 };

typedef struct guard {
    hp_span page;
    size_t at;     /* the page is looked at from here on */
    size_t copied; /* and copied up to here, when anything is */
    hp_buf *out;
    html_origin *origin; /* or NULL */
    html_cuts *cuts;     /* or NULL */
    html_open open;
    uint32_t left_out[HTML_TAG_COUNT]; /* start tags whose end tag is to come */
    bool any_left_out;
    bool formatting_over;
    bool must_break; /* a block was left out since what was last shown */
    unsigned merges;
} guard;

/* Leaves out the bytes from `begin` to `end`: a cut, unless `rule` is NULL. */
static void leave_out(guard *g, size_t begin, size_t end, const char *rule)
{
    if (rule)
        html_cuts_add(g->cuts, begin, end - begin, rule);
    html_origin_add(g->origin, g->out->len, g->copied);
    hp_buf_append(g->out, (hp_span){ g->page.ptr + g->copied, begin - g->copied });
    g->copied = end;
}

static bool is_digit(char c, bool hexadecimal)
{
    return (c >= '0' && c <= '9') || (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

/* libgumbo 0.10 lets the number in &#99999999999; overflow.  Between `begin` and `end`, one with so many digits that it
 * is no character becomes one with less. */
static void shorten_references(guard *g, size_t begin, size_t end)
{
    const char *page = g->page.ptr;
    for (const char *mark; (mark = memmem(page + begin, end - begin, "&#", 2)) != NULL;) {
        size_t at = (size_t)(mark - page) + 2, digits = 0;
        bool hexadecimal = at < end && (page[at] == 'x' || page[at] == 'X');
        size_t first = at + hexadecimal;
        for (at = first; at < end && page[at] == '0';)
            at++;
        for (; at < end && is_digit(page[at], hexadecimal); at++)
            digits++;
        if (digits > 7) {
            leave_out(g, first, at, NULL);
            hp_buf_append(g->out, (hp_span){ "9999999", 7 });
        }
        begin = at;
    }
}

/* Once an element inside which tags were left out is closed, so are they. */
static void forget_left_out(guard *g)
{
    size_t waiting;
    if (!g->any_left_out || g->open.depth >= HTML_DEPTH_MAX ||
        html_open_formatting(&g->open, &waiting) >= HTML_FORMATTING_MAX)
        return;
    memset(g->left_out, 0, sizeof g->left_out);
    g->any_left_out = false;
}

/* Puts in end tags for the formatting elements that wait to be opened again, so that they are not. */
static void close_formatting(guard *g, size_t before)
{
    const html_open *open = &g->open;
    leave_out(g, before, before, NULL);
    for (size_t i = open->active_count; i-- > 0 && !open->active[i].marker;) {
        if (open->active[i].at != HTML_CLOSED_AT)
            continue;
        const char *name = html_tag_traits(open->active[i].tag)->name;
        hp_buf_append(g->out, (hp_span){ "</", 2 });
        hp_buf_append(g->out, (hp_span){ name, strlen(name) });
        hp_buf_append(g->out, (hp_span){ ">", 1 });
    }
    html_open_forget(&g->open);
}

/* Before anything at `before` that would open formatting elements again. */
static void count_reopened(guard *g, size_t before)
{
    size_t waiting;
    if (g->open.active_count == 0)
        return;
    if (g->open.reopened > g->page.len / BYTES_BY_REOPENED + REOPENED_LEAST)
        g->formatting_over = true;
    if (g->formatting_over && html_open_formatting(&g->open, &waiting) > 0 && waiting > 0)
        close_formatting(g, before);
}

/* libgumbo 0.10 takes some elements of SVG and MathML for HTML's of the same name when it finds out where it is, and
 * then fails an assertion.  They show nothing there. */
static bool is_mistaken(html_tag tag, unsigned traits)
{
    return tag == HTML_SELECT || tag == HTML_FRAMESET || tag == HTML_HTML || (traits & HTML_OF_TABLE);
}

static bool has_room(guard *g, const html_markup *tag, unsigned traits, bool foreign)
{
    size_t waiting;
    if (foreign)
        return g->open.depth < HTML_DEPTH_MAX && !is_mistaken(tag->tag, traits);
    if (tag->tag == HTML_HTML || tag->tag == HTML_BODY || tag->tag == HTML_FRAMESET)
        return ++g->merges <= HTML_MERGES_MAX;
    if (traits & (HTML_VOID | HTML_RAW) || tag->tag == HTML_HEAD)
        return true;
    if (!(traits & HTML_FORMATTING))
        return g->open.depth < HTML_DEPTH_MAX;
    return !g->formatting_over && g->open.depth < HTML_DEPTH_MAX &&
           html_open_formatting(&g->open, &waiting) < HTML_FORMATTING_MAX;
}

/* Leaves out the attributes beyond the limit, and keeps the end of the tag. */
static void keep_tag(guard *g, const html_markup *tag)
{
    size_t end = g->at + tag->len - (tag->self_closing ? 2 : 1);
    shorten_references(g, g->at, g->at + tag->attributes_end);
    if (g->page.ptr[g->at + tag->len - 1] == '>' && g->at + tag->attributes_end < end)
        leave_out(g, g->at + tag->attributes_end, end, "attributes");
}

/* The offset behind the content at `at` of <noscript>, which is raw text, and its end tag. */
static size_t after_noscript(const guard *g, size_t at)
{
    html_markup end = { 0 };
    at += html_raw_text((hp_span){ g->page.ptr + at, g->page.len - at }, HTML_NOSCRIPT);
    if (at < g->page.len)
        html_markup_read(&end, (hp_span){ g->page.ptr + at, g->page.len - at }, false, HTML_ATTRIBUTES_MAX);
    return at + end.len;
}

/* The offset behind the content at `at` of <template>, in which others may be nested, and its end tag. */
static size_t after_template(const guard *g, size_t at)
{
    for (size_t nested = 1; at < g->page.len && nested > 0;) {
        hp_span rest = { g->page.ptr + at, g->page.len - at };
        html_markup markup;
        const char *less = memchr(rest.ptr, '<', rest.len);
        if (!less)
            return g->page.len;
        at = (size_t)(less - g->page.ptr);
        rest = (hp_span){ less, g->page.len - at };
        if (!html_markup_read(&markup, rest, false, HTML_ATTRIBUTES_MAX)) {
            at++;
            continue;
        }
        at += markup.len;
        if (markup.kind == HTML_START_TAG && (html_tag_traits(markup.tag)->traits & HTML_RAW))
            at += html_raw_text((hp_span){ g->page.ptr + at, g->page.len - at }, markup.tag);
        if (markup.tag == HTML_TEMPLATE && markup.kind == HTML_START_TAG)
            nested++;
        else if (markup.tag == HTML_TEMPLATE)
            nested--;
    }
    return at;
}

/* What is never shown, and is left out with its content: <template>, where libgumbo 0.10 fails assertions, and
 * <noscript>, which it parses as without scripting.  False when the tag is another. */
static bool leave_out_unseen(guard *g, const html_markup *tag, bool in_select)
{
    size_t begin = g->at, after = g->at + tag->len;
    if (tag->tag == HTML_TEMPLATE)
        g->at = after_template(g, after);
    else if (tag->tag == HTML_NOSCRIPT && !in_select)
        g->at = after_noscript(g, after);
    else
        return false;
    leave_out(g, begin, g->at, html_tag_traits(tag->tag)->name);
    return true;
}

/* Leaves out a tag beyond the depth.  Where it would have begun or ended a block, the line must break. */
static void flatten(guard *g, const html_markup *tag, bool shows_breaks)
{
    leave_out(g, g->at, g->at + tag->len, "depth");
    g->must_break = g->must_break || (shows_breaks && html_tag_traits(tag->tag)->traits & HTML_CLOSES_P);
}

/* Before something that is shown: an empty block breaks the line. */
static void break_line(guard *g)
{
    html_markup empty = { .kind = HTML_START_TAG, .tag = HTML_DIV };
    if (!g->must_break)
        return;
    g->must_break = false;
    leave_out(g, g->at, g->at, NULL);
    hp_buf_append(g->out, (hp_span){ "<div></div>", 11 });
    html_open_start(&g->open, &empty);
    empty.kind = HTML_END_TAG;
    html_open_end(&g->open, &empty);
}

static void read_start(guard *g, const html_markup *tag)
{
    unsigned traits = html_tag_traits(tag->tag)->traits;
    bool foreign = html_open_is_foreign(&g->open, tag->tag), in_select = html_open_in_select(&g->open);
    size_t end = g->at + tag->len;
    if ((!foreign || tag->tag == HTML_TEMPLATE) && leave_out_unseen(g, tag, in_select))
        return;
    if (!(traits & HTML_CLOSES_P) && !foreign && !in_select)
        count_reopened(g, g->at);
    if (tag->tag == HTML_ISINDEX) { /* libgumbo would put an English sentence in its place */
        leave_out(g, g->at, end, NULL);
    } else if (!has_room(g, tag, traits, foreign)) {
        flatten(g, tag, !foreign && !in_select);
        if (!tag->self_closing || !foreign)
            g->left_out[tag->tag]++;
        g->any_left_out = true;
    } else {
        break_line(g);
        keep_tag(g, tag);
        html_open_start(&g->open, tag);
        bool raw = (traits & HTML_RAW) && !foreign &&
                   (!in_select || !html_open_in_select(&g->open) || tag->tag == HTML_SCRIPT);
        size_t begin = end;
        if (raw)
            end += html_raw_text((hp_span){ g->page.ptr + end, g->page.len - end }, tag->tag);
        if (tag->tag == HTML_TITLE || tag->tag == HTML_TEXTAREA)
            shorten_references(g, begin, end);
        if (tag->tag == HTML_PLAINTEXT && !foreign && !in_select)
            end = g->page.len;
    }
    g->at = end;
}

static void read_end(guard *g, const html_markup *tag)
{
    size_t end = g->at + tag->len;
    if (g->left_out[tag->tag] > 0) {
        g->left_out[tag->tag]--;
        flatten(g, tag, !html_open_is_foreign(&g->open, tag->tag) && !html_open_in_select(&g->open));
    } else {
        keep_tag(g, tag);
        html_open_end(&g->open, tag);
        forget_left_out(g);
    }
    g->at = end;
}

/* Text up to the next <, and then that, when it is text as well. */
static void read_text(guard *g)
{
    hp_span rest = { g->page.ptr + g->at, g->page.len - g->at };
    const char *less = memchr(rest.ptr + 1, '<', rest.len - 1);
    break_line(g);
    if (g->open.active_count > 0 && g->open.depth > 0) {
        if (!html_open_is_foreign(&g->open, HTML_OTHER) && !html_open_in_select(&g->open))
            count_reopened(g, g->at);
        html_open_text(&g->open);
    }
    size_t end = less ? (size_t)(less - g->page.ptr) : g->page.len;
    shorten_references(g, g->at, end);
    g->at = end;
}

static void read_page(guard *g)
{
    while (g->at < g->page.len && !g->out->failed) {
        hp_span rest = { g->page.ptr + g->at, g->page.len - g->at };
        bool foreign = html_open_is_foreign(&g->open, HTML_OTHER);
        html_markup markup;
        if (rest.ptr[0] != '<' || !html_markup_read(&markup, rest, foreign, HTML_ATTRIBUTES_MAX))
            read_text(g);
        else if (markup.kind == HTML_START_TAG)
            read_start(g, &markup);
        else if (markup.kind == HTML_END_TAG)
            read_end(g, &markup);
        else
            g->at += markup.len;
    }
}

bool html_guard(hp_span page, hp_buf *buf, html_origin *origin, html_cuts *cuts, hp_span *guarded)
{
    guard *g = memory_zeroed(1, sizeof *g);
    if (!g)
        return false;
    g->page = page;
    g->out = buf;
    g->origin = origin;
    g->cuts = cuts;
    read_page(g);
    bool changed = g->copied > 0 || buf->len > 0;
    if (changed)
        leave_out(g, page.len, page.len, NULL);
    *guarded = changed ? (hp_span){ buf->ptr, buf->len } : page;
    memory_free(g);
    return !buf->failed;
}
