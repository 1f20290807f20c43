/* language.h - lines that are not Chinese to their writer: Japanese, Korean, Vietnamese get a normal form only. */
#ifndef NORMALIZE_LINE_LANGUAGE_H
#define NORMALIZE_LINE_LANGUAGE_H

#include "normalize/line/line.h"

/* True when the line, surveyed, is in one of those languages. */
bool norm_is_other_language(const norm_line *line);

#endif
