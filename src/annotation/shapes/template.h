/* template.h - mark-up around a base and its reading. */
#ifndef ANNOTATION_SHAPES_TEMPLATE_H
#define ANNOTATION_SHAPES_TEMPLATE_H

#include "annotation/shapes/bracket_text.h"

/* {base|reading} and {{name|base|reading}}: `bar` is the | before the reading.  Returns where to go on, or NULL. */
const char *annotation_try_curly(annotation_search *search, const char *bar);

/* [base]^(reading), [base]{reading}: `b` is the bracket of the reading.  As above. */
const char *annotation_try_square(annotation_search *search, const annotation_bracket *b);

/* [汉(hàn)字(zì)]: when every character in square brackets is annotated, the brackets go too. */
void annotation_take_frame(annotation_search *search, const char *end);

/* What is known once base and reading match: where the base starts and its last character. */
void annotation_set_base(annotation_candidate *a, const reading_base *base);

#endif
