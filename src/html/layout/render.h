/* render.h - a part of the tree as text. */
#ifndef HTML_LAYOUT_RENDER_H
#define HTML_LAYOUT_RENDER_H

#include "html/layout/writer.h"
#include "html/options.h"
#include "html/parse/tree.h"

/* Appends the text of node number `root` and its descendants to *out, ended by a line end unless there is none.
 * `left_out`, when it is not NULL, has a byte for each node: not 0 for those to be left out with their descendants.
 * False when memory ran out. */
bool html_render(const html_tree *tree, uint32_t root, const uint8_t *left_out, const html_options *options,
                 const html_icu *icu, hp_buf *out);

#endif
