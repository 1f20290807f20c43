/* macro.h - ruby that is written as a macro, in TeX or in a wiki: what names it, and the search for it. */
#ifndef ANNOTATION_SHAPES_MACRO_H
#define ANNOTATION_SHAPES_MACRO_H

#include "annotation/search_parts.h"

/* Where the base starts of the macro whose name starts at `at`, right behind a backslash or two curly brackets; NULL
 * when it is none for ruby. */
const char *annotation_macro_base(const char *at, const char *end);

/* Tries the macro whose name starts at `at`.  Returns where to go on, or NULL. */
const char *annotation_try_macro(annotation_search *search, const char *at);

#endif
