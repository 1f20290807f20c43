/* plan_make.h - finds the files of a run over folders. */
#ifndef DRIVER_TREE_PLAN_MAKE_H
#define DRIVER_TREE_PLAN_MAKE_H

#include "driver/tree/plan.h"

/* Walks the arguments, and the names in --files-from.  *plan is to be freed in any case.  False, with a message, when
 * nothing may be done: two files would become one, an output is an input, names cannot be read. */
bool tree_plan_make(tree_plan *plan, char *const *arguments, size_t count);

#endif
