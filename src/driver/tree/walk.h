/* walk.h - the regular files in a folder. */
#ifndef DRIVER_TREE_WALK_H
#define DRIVER_TREE_WALK_H

#include "driver/tree/plan.h"

/* Adds `argument` to the plan, or, when it is a folder, the wanted regular files below it, by name.  Links and what is
 * no file are passed over, and so is the folder that is written to.  What cannot be read is told of. */
void tree_walk(tree_plan *plan, const char *argument);

#endif
