/* html.c - pages as text: layout, ruby, selection, what is left out, and what a hostile page may not do. */
#include "test.h"

#include <stdlib.h>

#include "html/article.h"
#include "html/parse/guard.h"
#include "html/html.h"
#include "html/parse/markup.h"
#include "html/parse/tree.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

typedef struct row {
    const char *why, *page, *want;
} row;

static void assert_text(const char *why, const html_options *options, hp_span page, hp_span want)
{
    hp_buf got = { 0 };
    hp_error err = { 0 };
    if (html_text(options, page, &got, NULL, &err) != HP_OK)
        fail_msg("%s: %s", why, hp_error_text(&err));
    assert_bytes(why, (hp_span){ got.ptr, got.len }, want);
    hp_buf_free(&got);
}

static void assert_rows(const html_options *options, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_text(rows[i].why, options, span_of_string(rows[i].page), span_of_string(rows[i].want));
}

static const html_options plain = { 0 };

static void blocks_and_line_breaks_make_lines(void **state)
{
    static const row rows[] = {
        { "nothing gives nothing", "", "" },
        { "blanks give nothing", " \n\t", "" },
        { "text without any tag", "字", "字\n" },
        { "one line end between blocks, however many end", "<div><div><p>甲</p></div></div><p>乙", "甲\n乙\n" },
        { "text beside a block is a line", "甲<div>乙</div>丙", "甲\n乙\n丙\n" },
        { "a block in an inline element", "<b>甲<div>乙</div>丙</b>", "甲\n乙\n丙\n" },
        { "an empty block parts lines", "甲<div></div>乙", "甲\n乙\n" },
        { "<br> is a line end", "甲<br>乙", "甲\n乙\n" },
        { "two are an empty line", "甲<br><br>乙", "甲\n\n乙\n" },
        { "one before the end of a block is that end", "<p>甲<br></p>乙", "甲\n乙\n" },
        { "one between blocks is an empty line", "<p>甲</p><br><p>乙", "甲\n\n乙\n" },
        { "no empty lines at start and end", "<br><br>甲<br><br>", "甲\n" },
        { "<hr> parts lines", "甲<hr><hr>乙", "甲\n乙\n" },
        { "options are lines", "选<select><option>甲<option>乙</select>完", "选\n甲\n乙\n完\n" },
        { "an empty <select> is nothing", "甲<select></select>乙", "甲乙\n" },
        { "list items, nested", "<ol><li>一<ul><li>二</ul><li>三</ol>", "一\n二\n三\n" },
        { "names that are not known are inline", "甲<x-y>乙</x-y>丙", "甲乙丙\n" },
        { "<search> is a block", "甲<search>乙</search>丙", "甲\n乙\n丙\n" },
    };
    (void)state;
    assert_rows(&plain, rows, COUNT(rows));
}

static void blanks_fold(void **state)
{
    static const row rows[] = {
        { "to one", "甲  \t 乙", "甲 乙\n" },
        { "across elements", "<b>甲 </b> <i> 乙</i>", "甲 乙\n" },
        { "none at a line's ends", "<p> 甲 <br> 乙 </p>", "甲\n乙\n" },
        { "an image does not part them", "甲 <img> 乙", "甲 乙\n" },
        { "an inline block has none at its own ends", "甲<button> 提 交 </button>乙", "甲提 交乙\n" },
        { "but keeps those around it", "甲 <button> 乙 </button> 丙", "甲 乙 丙\n" },
        { "no-break and ideographic blanks are characters", "<p>&nbsp;甲　　乙&nbsp;", "\u00A0甲　　乙\u00A0\n" },
        { "<pre> keeps them", "<pre> 甲  乙\n\n 丙</pre>", " 甲  乙\n\n 丙\n" },
        { "its first line end is not text", "<pre>\n甲</pre>", "甲\n" },
        { "its last is the block's end", "<pre>甲\n</pre>乙", "甲\n乙\n" },
        { "white-space in a style", "<span style='white-space:pre'> 甲  乙\n丙</span>", " 甲  乙\n丙\n" },
        { "pre-line keeps line ends alone", "<p style='white-space: pre-line'>甲  乙\n 丙", "甲 乙\n丙\n" },
        { "between cells they are no text in any style", "<table style='white-space:pre'> <tr> <td>甲</table>",
          "甲\n" },
    };
    (void)state;
    assert_rows(&plain, rows, COUNT(rows));
}

/* CSS Text, segment breaks; marks of ambiguous width go with a wide character. */
static void source_line_ends_between_chinese_are_nothing(void **state)
{
    static const row rows[] = {
        { "between two Han", "<p>中\n文", "中文\n" },
        { "with blanks around", "<p>中  \r\n\t文", "中文\n" },
        { "across elements", "<p>中\n<b>\n文</b>", "中文\n" },
        { "full-width marks and letters", "<p>中，\nＡＢ\n文", "中，ＡＢ文\n" },
        { "kana", "<p>日\nの\n本", "日の本\n" },
        { "quotation marks", "<p>他说\n“好”\n就走", "他说“好”就走\n" },
        { "a dash, an ellipsis, a middle dot", "<p>走——\n不…\n阿·\n甲", "走——不…阿·甲\n" },
        { "two marks behind Han", "<p>“甲”\n“乙”", "“甲”“乙”\n" },
        { "two marks before Han", "<p>——\n“乙”", "——“乙”\n" },
        { "two marks in English", "<p>he said—\n“no”", "he said— “no”\n" },
        { "beside Latin a blank", "<p>用\nLinux\n系统", "用 Linux 系统\n" },
        { "beside a digit a blank", "<p>共\n3\n个", "共 3 个\n" },
        { "Hangul a blank", "<p>한\n글", "한 글\n" },
        { "Hangul and Han", "<p>한\n文", "한 文\n" },
        { "a blank on the line stays", "<p>中 文", "中 文\n" },
        { "a zero-width space", "<p>a\u200B\nb", "a\u200Bb\n" },
    };
    (void)state;
    assert_rows(&plain, rows, COUNT(rows));
}

static void tables_are_rows_with_tabs(void **state)
{
    static const row rows[] = {
        { "cells and rows", "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "甲\t乙\n丙\t丁\n" },
        { "empty cells count", "<table><tr><td><td>乙<td><tr><td>丙</table>", "\t乙\t\n丙\n" },
        { "a row without text is none", "<table><tr><td>甲<tr><td><td><tr><td>乙</table>", "甲\n乙\n" },
        { "a caption is a line", "<table><caption>题</caption><tr><td>甲</table>", "题\n甲\n" },
        { "blocks in cells do not end the row", "<table><tr><td><p>甲</p><td><div>乙</div></table>", "甲\t乙\n" },
        { "but part lines within the cell", "<table><tr><td><p>甲<p>乙<td>丙</table>", "甲\n乙\t丙\n" },
        { "a <br> that fills a cell is nothing", "<table><tr><td>甲<td><br><tr><td><br><td>乙</table>",
          "甲\t\n\t乙\n" },
        { "a table in a cell", "<table><tr><td>左<td><table><tr><td>甲<td>乙<tr><td>丙</table><td>右</table>",
          "左\t甲\t乙\n丙\t右\n" },
        { "text outside cells comes first", "<table>文<tr><td>格</table>", "文\n格\n" },
        { "by style",
          "<div style=display:table><p style=display:table-row><i style=display:table-cell>甲</i>"
          "<i style=display:table-cell>乙</i></p></div>",
          "甲\t乙\n" },
    };
    (void)state;
    assert_rows(&plain, rows, COUNT(rows));
}

static void what_is_not_shown_is_left_out(void **state)
{
    static const row rows[] = {
        { "scripts and styles", "手<script>x<b></script>机<style>p{}</style>！", "手机！\n" },
        { "a script that writes a script", "甲<script><!--<script></script>--></script>乙", "甲乙\n" },
        { "templates, nested", "甲<template>x<template>y</template>z</template>乙", "甲乙\n" },
        { "<noscript> is not parsed", "<head><noscript><p>藏</noscript><title>t</title></head>甲", "甲\n" },
        { "replaced elements", "甲<textarea>x</textarea><video>x</video><object>x</object><iframe>x</iframe>乙",
          "甲乙\n" },
        { "comments of all kinds", "甲<!-- > --><!--><!----!><?x y?><!x></ x>乙", "甲乙\n" },
        { "hidden", "<p hidden>藏<p>显<b hidden=''>藏</b>", "显\n" },
        { "hidden until found is found", "<p hidden=until-found>显", "显\n" },
        { "display:none", "<p STYLE=' Display : NONE ! important; display:block'>藏<p>显", "显\n" },
        { "a style of the author unhides", "<p hidden style=display:block>显", "显\n" },
        { "a declaration that CSS drops says nothing", "<p style='display:non;display none'>显", "显\n" },
        { "a semicolon in a string ends nothing", "<p style=\"content:';display:none'\">显", "显\n" },
        { "a comment before a declaration", "<p style='/*x*/display:none'>藏<p>显", "显\n" },
        { "visibility, and a child that is visible", "<p style=visibility:hidden>藏<b style=visibility:visible>显</b>",
          "显\n" },
        { "a dialog that is closed", "<dialog>藏</dialog><dialog open>显</dialog>", "显\n" },
        { "details that are closed stay", "<details><summary>题</summary>文</details>", "题\n文\n" },
        { "aria-hidden stays", "<b aria-hidden=true>显</b>", "显\n" },
        { "SVG shows its text alone",
          "<svg><title>藏</title><g>藏<text>显</text></g><defs><text>藏</text></defs></svg>", "显\n" },
        { "the source of a formula", "<math><mi>x</mi><annotation>\\x</annotation></math>=1", "x=1\n" },
        { "no sentence of the parser's own", "<isindex>甲", "甲\n" },
        { "the title is none", "<title>题</title>文", "文\n" },
        { "a script made a block parts lines and no more", "甲<script style=display:block>x</script>乙", "甲\n乙\n" },
    };
    (void)state;
    assert_rows(&plain, rows, COUNT(rows));
}

static void styles_change_the_layout(void **state)
{
    static const row rows[] = {
        { "a span as a block", "甲<span style=display:block>乙</span>丙", "甲\n乙\n丙\n" },
        { "a div in the line", "甲<div style=display:inline>乙</div>丙", "甲乙丙\n" },
        { "children of a flex box are blocks", "<div style=display:flex><i>甲</i><i>乙</i></div>", "甲\n乙\n" },
        { "what floats is a block", "甲<span style=float:left>乙</span>丙", "甲\n乙\n丙\n" },
        { "what has a place of its own, too", "甲<span style=position:absolute>乙</span>丙", "甲\n乙\n丙\n" },
        { "an image as a block", "甲<img style=display:block>乙", "甲\n乙\n" },
    };
    (void)state;
    assert_rows(&plain, rows, COUNT(rows));
}

static void readings_go_or_come_in_brackets(void **state)
{
    static const row base[] = {
        { "with and without <rp>", "<ruby>漢<rp>(<rt>hàn<rp>)</ruby><ruby>字<rt>zì</ruby>", "漢字\n" },
        { "a second line of readings", "<ruby><rb>东<rt>dōng<rtc>East</rtc></ruby>", "东\n" },
        { "<rt> without <ruby> is text, <rp> is not", "价<rt>一</rt>元<rp>(</rp>", "价一元\n" },
    };
    static const row brackets[] = {
        { "behind each base", "<ruby>漢<rp>（<rt>hàn<rp>）</ruby>字", "漢(hàn)字\n" },
        { "readings behind all bases", "<ruby><rb>北<rb>京<rt>běi<rt>jīng</ruby>", "北(běi)京(jīng)\n" },
        { "blanks in the source are none", "<ruby>\n春\n<rt> chūn </rt>\n</ruby>\n天", "春(chūn)天\n" },
        { "no brackets around nothing", "<ruby>上<rt> </ruby>", "上\n" },
        { "two readings of one base", "<ruby>上<rt>a<rt>b</ruby>", "上(a)(b)\n" },
    };
    static const row keep[] = {
        { "as browsers without ruby show it", "<ruby>漢<rp>（<rt>hàn<rp>）</ruby>字", "漢（hàn）字\n" },
    };
    static const html_options in_brackets = { .ruby = HTML_RUBY_BRACKETS }, kept = { .ruby = HTML_RUBY_KEEP };
    (void)state;
    assert_rows(&plain, base, COUNT(base));
    assert_rows(&in_brackets, brackets, COUNT(brackets));
    assert_rows(&kept, keep, COUNT(keep));
}

static void titles_and_links_come_on_request(void **state)
{
    static const html_options titled = { .title = true }, linked = { .links = true };
    static const row titles[] = {
        { "the title is the first line", "<title> 甲\n 乙 </title>文", "甲乙\n文\n" },
        { "the first counts, and none of SVG", "<svg><title>x</title></svg><title>甲</title>文<title>乙</title>",
          "甲\n文\n" },
        { "none is no line", "文", "文\n" },
    };
    static const row links[] = {
        { "the address follows the text", "看<a href=' http://x/?a&amp;b '>这里</a>。", "看这里 <http://x/?a&b>。\n" },
        { "a link without text", "<a href=x><img></a>文", "文\n" },
        { "into the page or a script", "<a href='#x'>甲</a><a href='JavaScript:x()'>乙</a>", "甲乙\n" },
        { "around a block", "<a href=x><p>甲</p></a>乙", "甲 <x>\n乙\n" },
    };
    (void)state;
    assert_rows(&titled, titles, COUNT(titles));
    assert_rows(&linked, links, COUNT(links));
}

static void xpath_selects(void **state)
{
    static const char page[] = "<div class=b>一<p id=p>二<b>三</b></p></div><pre> 四</pre><svg><text>五</text></svg>";
    static const struct {
        const char *why, *xpath, *want;
    } rows[] = {
        { "elements, in the order of the page", "//p | //pre", "二三\n 四\n" },
        { "what is inside another comes once", "//div | //b", "一\n二三\n" },
        { "attributes", "//p/@id | //div/@class", "b\np\n" },
        { "texts, in the style they stand in", "//pre/text()", " 四\n" },
        { "elements of SVG by their names", "//text", "五\n" },
        { "a number", "count(//p)", "1\n" },
        { "a string", "string(//b)", "三\n" },
        { "nothing", "//h1", "" },
        { "everything", "/", "一\n二三\n 四\n五\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        html_options options = { .select = rows[i].xpath };
        assert_int_equal(html_options_check(&options, NULL), HP_OK);
        assert_text(rows[i].why, &options, span_of_string(page), span_of_string(rows[i].want));
    }
    static const char *const wrong[] = { "//p[", "", "foo()", "a:b()", "$x" };
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_int_equal(html_options_check(&(html_options){ .select = wrong[i] }, NULL), HP_USAGE);
}

#define MENU "<ul><li><a href=a>首页</a><li><a href=b>新闻</a><li><a href=c>关于</a></ul>"
#define PROSE \
    "昨天下午，镇上的人都去看新修好的桥。桥面铺了石板，栏杆上的石狮子也洗干净了，老人们说，比从前还要好看一些。"

static void the_article_is_found(void **state)
{
    static const html_options options = { .main = true };
    static const row rows[] = {
        { "between menu and foot", MENU "<h1>旧桥</h1><div><p>" PROSE "<p>" PROSE "</div><div>版权所有</div>",
          "旧桥\n" PROSE "\n" PROSE "\n" },
        { "a menu inside it, by its name",
          "<div><h1>旧桥</h1><p>" PROSE "<div class=share>分享到此</div><p>" PROSE "</div>",
          "旧桥\n" PROSE "\n" PROSE "\n" },
        { "a short paragraph between two", "<div><p>" PROSE "<p>好！<p>" PROSE "</div>" MENU,
          PROSE "\n好！\n" PROSE "\n" },
        { "one short sentence is an article", MENU "<p>桥修好了。", "桥修好了。\n" },
        { "text without marks", MENU "<p>昨天下午镇上的人都去看新修好的桥桥面铺了石板栏杆上的石狮子也洗干净了",
          "昨天下午镇上的人都去看新修好的桥桥面铺了石板栏杆上的石狮子也洗干净了\n" },
        { "never nothing: a page of links", MENU, "首页\n新闻\n关于\n" },
        { "nothing of nothing", "", "" },
    };
    (void)state;
    assert_rows(&options, rows, COUNT(rows));
}

/* Characters that are not UTF-8, and damage. */
static void any_bytes_are_a_page(void **state)
{
    (void)state;
    assert_text("a byte that is not UTF-8", &plain, SPAN("好\xE7\x9A好"), SPAN("好\uFFFD好\n"));
    assert_text("a NUL in text goes, as the standard says", &plain, SPAN("甲\0乙"), SPAN("甲乙\n"));
    assert_text("cut inside a tag", &plain, SPAN("甲<p"), SPAN("甲\n"));
    assert_text("cut inside a comment", &plain, SPAN("甲<!-- 乙"), SPAN("甲\n"));
    assert_text("cut inside a script", &plain, SPAN("甲<script>乙"), SPAN("甲\n"));
    assert_text("control characters stay", &plain, SPAN("甲\x01\x0B\x7F\xC2\x85乙\x1B"),
                SPAN("甲\x01\x0B\x7F\xC2\x85乙\x1B\n"));
    assert_text("so do private characters beside them", &plain, SPAN("\x01\U00100001\U00100101"),
                SPAN("\x01\U00100001\U00100101\n"));
    assert_text("a byte order mark is no text", &plain, SPAN("\uFEFF<p hidden>藏<p>甲"), SPAN("甲\n"));
}

/* What is appended stays behind what was there, and a failure leaves that alone. */
static void text_is_appended(void **state)
{
    (void)state;
    hp_buf out = { 0 };
    hp_buf_append(&out, SPAN("前\n"));
    assert_int_equal(html_text(&plain, SPAN("<p> 后"), &out, NULL, NULL), HP_OK);
    assert_bytes("behind", (hp_span){ out.ptr, out.len }, SPAN("前\n后\n"));
    assert_int_equal(html_text(&(html_options){ .select = "//p[" }, SPAN("x"), &out, NULL, NULL), HP_USAGE);
    assert_bytes("left alone", (hp_span){ out.ptr, out.len }, SPAN("前\n后\n"));
    hp_buf_free(&out);
}

/* How deep the deepest node is. */
static uint32_t depth_of(const html_tree *tree)
{
    uint32_t deepest = 0, *depth = calloc(tree->count + 1, sizeof *depth);
    assert_non_null(depth);
    for (uint32_t i = 1; i < tree->count; i++) {
        depth[i] = depth[tree->nodes[i].parent] + 1;
        deepest = depth[i] > deepest ? depth[i] : deepest;
    }
    free(depth);
    return deepest;
}

static hp_buf repeated(const char *before, const char *piece, size_t times, const char *after)
{
    hp_buf page = { 0 };
    hp_buf_append(&page, span_of_string(before));
    for (size_t i = 0; i < times; i++)
        hp_buf_append(&page, span_of_string(piece));
    hp_buf_append(&page, span_of_string(after));
    assert_false(page.failed);
    return page;
}

static void nesting_is_bounded_and_loses_no_text(void **state)
{
    static const char *const pieces[] = {
        "<div>",           "<span>",          "<b>",          "<b><i><u><font size=1>",
        "<table><tr><td>", "<ul><li>",        "<svg><g>",     "<svg><foreignObject>",
        "<math><mrow>",    "<object>",        "<dl><dt>",     "<ruby>",
        "<x-a>",           "<section><p><b>", "<marquee><b>", "<body>",
        "<form>",          "<a href=x><div>", "<nobr><p>",    "<button><div>",
        "<h1><div>"
    };
    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        hp_buf page = repeated("", pieces[i], 20000, "<foreignObject><text><p>字");
        html_tree tree;
        assert_int_equal(html_tree_parse(&tree, (hp_span){ page.ptr, page.len }, NULL, NULL), HP_OK);
        assert_true(depth_of(&tree) <= HTML_DEPTH_MAX + HTML_FORMATTING_MAX + 8);
        bool found = false;
        for (uint32_t n = 0; n < tree.count; n++)
            found |= tree.nodes[n].text && strcmp(tree.nodes[n].text, "字") == 0;
        if (!found)
            fail_msg("%s: the text is lost", pieces[i]);
        html_tree_free(&tree);
        hp_buf_free(&page);
    }
}

/* End tags of what was left out must not close what was not. */
static void end_tags_of_what_is_left_out_go_with_it(void **state)
{
    (void)state;
    hp_buf page = repeated("<div hidden>", "<div>", 1000, "");
    for (size_t i = 0; i < 1000; i++)
        hp_buf_append(&page, SPAN("</div>"));
    hp_buf_append(&page, SPAN("藏</div>显"));
    assert_text("still inside the first", &plain, (hp_span){ page.ptr, page.len }, SPAN("显\n"));
    hp_buf_free(&page);
}

/* Cut off in gigabytes otherwise: each paragraph would open all of them again. */
static void formatting_left_open_is_bounded(void **state)
{
    (void)state;
    hp_buf page = { 0 };
    for (int i = 0; i < 20000; i++)
        buffer_format(&page, "<p><font size=%d>字", i);
    html_tree tree;
    assert_int_equal(html_tree_parse(&tree, (hp_span){ page.ptr, page.len }, NULL, NULL), HP_OK);
    assert_true(tree.count < page.len / 4);
    html_tree_free(&tree);
    hp_buf_free(&page);
}

static void attributes_are_bounded(void **state)
{
    (void)state;
    hp_buf page = { 0 };
    hp_buf_append(&page, SPAN("<p "));
    for (int i = 0; i < 100000; i++)
        buffer_format(&page, "a%d=1 ", i);
    hp_buf_append(&page, SPAN("hidden>字"));
    assert_text("those behind the limit are not seen", &plain, (hp_span){ page.ptr, page.len }, SPAN("字\n"));
    hp_buf_free(&page);
}

static void a_page_within_the_limits_is_not_copied(void **state)
{
    (void)state;
    hp_buf buf = { 0 };
    hp_span page = SPAN("<table><tr><td><p>甲<p>乙<b>丙</table></div></b>"), guarded;
    assert_true(html_guard(page, &buf, NULL, NULL, &guarded));
    assert_ptr_equal(guarded.ptr, page.ptr);
    assert_null(buf.ptr);
}

/* Each cut as "rule:source;", in order. */
static void what_was_cut_is_told(void **state)
{
    static const struct {
        const char *why;
        html_options options;
        const char *page, *want;
    } rows[] = {
        { "a page of text has none", { 0 }, "<p>甲", "" },
        { "an element that is never shown", { 0 }, "甲<script>x()</script>", "script:<script>x()</script>;" },
        { "nothing when there was no text in it", { 0 }, "甲<script src=x> </script><hr hidden>", "" },
        { "a hidden one, with what is inside",
          { 0 },
          "<p hidden>甲<b>乙</b></p>",
          "hidden:<p hidden>甲<b>乙</b></p>;" },
        { "by visibility: its texts, and not what is shown",
          { 0 },
          "<p style=visibility:hidden>甲<b style=visibility:visible>乙</b>丙",
          "hidden:甲;hidden:丙;" },
        { "a reading whose end tag is left out ends where it was closed",
          { 0 },
          "<ruby>漢<rt>hàn</ruby>字",
          "ruby:<rt>hàn;" },
        { "brackets around it go alone",
          { .ruby = HTML_RUBY_BRACKETS },
          "<ruby>漢<rp>(</rp><rt>hàn</ruby>",
          "ruby:<rp>(</rp>;" },
        { "a reading that is written behind its base is none",
          { .ruby = HTML_RUBY_BRACKETS },
          "<ruby><rb>北<rb>京<rt>běi<rt>jīng</ruby>",
          "" },
        { "an element that is not closed ends with the page", { 0 }, "甲<div hidden>乙", "hidden:<div hidden>乙;" },
        { "what the parser never sees",
          { 0 },
          "<noscript>甲</noscript><template>乙</template>丙",
          "noscript:<noscript>甲</noscript>;template:<template>乙</template>;" },
        { "behind it offsets are still those of the page",
          { 0 },
          "<noscript>甲</noscript>乙<p hidden>丙</p>",
          "noscript:<noscript>甲</noscript>;hidden:<p hidden>丙</p>;" },
        { "and behind control characters and references that are no character",
          { 0 },
          "\x01\xC2\x85&#99999999999;<p hidden>丙</p>\x02",
          "hidden:<p hidden>丙</p>;" },
        { "and behind a byte order mark", { 0 }, "\uFEFF<p hidden>丙</p>", "hidden:<p hidden>丙</p>;" },
        { "one inside another is told once",
          { 0 },
          "<div hidden>甲<noscript>乙</noscript></div>",
          "hidden:<div hidden>甲<noscript>乙</noscript></div>;" },
        { "the title, when it is not asked for",
          { 0 },
          "<head><title>甲</title></head>乙",
          "head:<head><title>甲</title></head>;" },
        { "pictures but for their text",
          { 0 },
          "<svg><title>甲</title><text>乙</text></svg>",
          "svg:<title>甲</title>;" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf text = { 0 }, got = { 0 };
        html_cuts cuts = { 0 };
        assert_int_equal(html_text(&rows[i].options, span_of_string(rows[i].page), &text, &cuts, NULL), HP_OK);
        for (size_t k = 0; k < html_cuts_count(&cuts); k++) {
            html_cut cut = html_cuts_get(&cuts, k);
            buffer_format(&got, "%s:%.*s;", cut.rule, (int)cut.len, rows[i].page + cut.offset);
        }
        assert_bytes(rows[i].why, (hp_span){ got.ptr, got.len }, span_of_string(rows[i].want));
        hp_buf_free(&text);
        hp_buf_free(&got);
        hp_buf_free(&cuts.rows);
    }
}

static void tags_beyond_the_limits_are_told(void **state)
{
    (void)state;
    hp_buf page = { 0 }, text = { 0 };
    html_cuts cuts = { 0 };
    for (int i = 0; i < 1000; i++)
        hp_buf_append(&page, SPAN("<div>"));
    hp_buf_append(&page, SPAN("字<p hidden>密</p>"));
    assert_int_equal(html_text(&plain, (hp_span){ page.ptr, page.len }, &text, &cuts, NULL), HP_OK);
    size_t count = html_cuts_count(&cuts);
    assert_true(count > 400);
    assert_string_equal(html_cuts_get(&cuts, 0).rule, "depth");
    assert_int_equal(html_cuts_get(&cuts, 0).len, strlen("<div>"));
    assert_int_equal(html_cuts_get(&cuts, count - 1).offset + html_cuts_get(&cuts, count - 1).len, page.len);
    hp_buf_free(&page);
    hp_buf_free(&text);
    hp_buf_free(&cuts.rows);
}

static void markup_ends_where_the_standard_says(void **state)
{
    static const struct {
        const char *why, *text;
        size_t len;
    } rows[] = {
        { "a tag", "<a b=c>x", 7 },
        { "a > in quotes is none", "<a b='>'>x", 9 },
        { "a quote without = is a name", "<a '>x", 5 },
        { "an unquoted value may hold / and quotes", "<a b=/'>x", 8 },
        { "= as a name", "<a =>x", 5 },
        { "an end tag", "</a b>x", 6 },
        { "not closed", "<a b='>x", 8 },
        { "<!-->", "<!-->x", 5 },
        { "<!--->", "<!--->x", 6 },
        { "a comment with dashes", "<!-- - -- -->x", 13 },
        { "closed with a !", "<!-- --!>x", 9 },
        { "a doctype", "<!DOCTYPE html>x", 15 },
        { "CDATA in HTML is a comment", "<![CDATA[a>b]]>x", 11 },
        { "</> is nothing", "</>x", 3 },
        { "text", "< a>", 0 },
        { "text at the end", "<", 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        html_markup markup;
        bool is = html_markup_read(&markup, span_of_string(rows[i].text), false, HTML_ATTRIBUTES_MAX);
        assert_number(rows[i].why, is ? markup.len : 0, rows[i].len);
    }
    html_markup cdata;
    assert_true(html_markup_read(&cdata, SPAN("<![CDATA[a>b]]>x"), true, HTML_ATTRIBUTES_MAX));
    assert_number("CDATA in SVG", cdata.len, 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_line_breaks_make_lines),
        cmocka_unit_test(blanks_fold),
        cmocka_unit_test(source_line_ends_between_chinese_are_nothing),
        cmocka_unit_test(tables_are_rows_with_tabs),
        cmocka_unit_test(what_is_not_shown_is_left_out),
        cmocka_unit_test(styles_change_the_layout),
        cmocka_unit_test(readings_go_or_come_in_brackets),
        cmocka_unit_test(titles_and_links_come_on_request),
        cmocka_unit_test(xpath_selects),
        cmocka_unit_test(the_article_is_found),
        cmocka_unit_test(any_bytes_are_a_page),
        cmocka_unit_test(text_is_appended),
        cmocka_unit_test(nesting_is_bounded_and_loses_no_text),
        cmocka_unit_test(end_tags_of_what_is_left_out_go_with_it),
        cmocka_unit_test(formatting_left_open_is_bounded),
        cmocka_unit_test(attributes_are_bounded),
        cmocka_unit_test(a_page_within_the_limits_is_not_copied),
        cmocka_unit_test(what_was_cut_is_told),
        cmocka_unit_test(tags_beyond_the_limits_are_told),
        cmocka_unit_test(markup_ends_where_the_standard_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
