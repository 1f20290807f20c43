/* diff.h - the lines that change, for a person at a terminal.
 *
 *         12  bracket                   我國[-(guó)-]人
 *
 * The number of the line, the rules by which it changed, each once, and the line: [-what goes-]{+what comes+}, with
 * colours in place of the brackets where they are asked for.  Long stretches that do not change are shortened to their
 * ends; control characters, and in changes what is not seen, are written out.
 */
#ifndef DRIVER_VIEW_DIFF_H
#define DRIVER_VIEW_DIFF_H

#include "driver/view/lines.h"

/* Appends the line at hand. */
void diff_put_line(const view_lines *lines, const hp_pipeline *pipeline, bool color, hp_buf *out);

/* Appends the heading of a file's lines. */
void diff_put_file(const char *name, bool color, hp_buf *out);

#endif
