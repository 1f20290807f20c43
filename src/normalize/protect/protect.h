/* protect.h - the parts of a line that no rule changes: addresses, code, TeX, JSON, markup, file names.
 *
 * Worked: in "运行`a,b` ,见http://a.cn/x,y" `a,b` and the address are kept, the comma between is not.
 */
#ifndef NORMALIZE_PROTECT_PROTECT_H
#define NORMALIZE_PROTECT_PROTECT_H

#include "normalize/line/line.h"

/* Marks what is to be kept with NORM_KEEP; `hints_only`: complete U+FFF9 … U+FFFB alone.  Wants classes up to date. */
void norm_protect(norm_line *line, bool hints_only);

#endif
