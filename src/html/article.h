/* article.h - which part of a page is its article.
 *
 * Judged by what the blocks of text are like, in characters and not in words: how long they are, how much of them is
 * links, how many of the marks ，。！？ they have, and what stands around them.
 *
 *     <ul><li><a>首页</a><li><a>新闻</a></ul><div><h1>标题</h1><p>昨天下午，……。</p></div><div>版权所有</div>
 *     the <div> with the heading; the list and the last <div> are left out
 */
#ifndef HTML_ARTICLE_H
#define HTML_ARTICLE_H

#include "html/parse/tree.h"

/* Marks in left_out, which has a zero byte for each node of *tree, what is not of the article; a node that is marked
 * goes with its descendants.  Where no block looks like an article, navigation and forms alone are marked, and nothing
 * at all when that would leave no text.  False when memory ran out. */
bool html_article(const html_tree *tree, uint8_t *left_out);

#endif
