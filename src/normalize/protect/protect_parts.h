/* protect_parts.h - the kinds of kept text that have files of their own.  For protect.c. */
#ifndef NORMALIZE_PROTECT_PROTECT_PARTS_H
#define NORMALIZE_PROTECT_PROTECT_PARTS_H

#include "normalize/line/line.h"

/* The end of the address, path or file name that the sign at `i` marks (the : of http://, the @ of a mail address, the
 * / of a path, the . of an extension), and its start in *from; `i` where there is none.  protect_address.c. */
size_t norm_address_end(const norm_line *line, size_t i, size_t *from);

/* True for a line that is code or data as a whole: JSON, a statement, an indented command.  protect_code.c. */
bool norm_is_code_line(const norm_line *line);

#endif
