/* blocks.h - a page's text cut into blocks, and each block measured.
 *
 * A block is text that is laid out as one: between the edges of paragraphs, cells, items and the like.
 *
 *     <div>二〇年<b>春</b>，<a href=x>详情</a><p>见后。</div>      二〇年春，详情 (7 long, 2 of them in links, 1 mark)
 *                                                          见后。 (3 long, 1 mark)
 */
#ifndef HTML_BLOCKS_H
#define HTML_BLOCKS_H

#include "html/parse/tree.h"

typedef struct html_block {
    uint32_t first, last; /* numbers of its first and last text node */
    uint32_t owner;       /* the element whose block it is */
    float length;         /* characters without blanks; those that are not wide count half */
    float wide;           /* of them those that are wide */
    float linked;         /* of them those inside links */
    float marks;          /* that end or part sentences */
    bool heading;         /* inside <h1> to <h6> */
    bool preserved;       /* inside <pre> */
} html_block;

typedef struct html_blocks {
    html_block *items;
    size_t count;
} html_blocks;

/* Measures the blocks of the page that are shown, in its order.  The caller frees blocks->items.  False when memory ran
 * out. */
bool html_blocks_find(html_blocks *blocks, const html_tree *tree);

#endif
