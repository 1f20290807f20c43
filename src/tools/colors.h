/* colors.h - whether colours are wanted, as far as the environment says. */
#ifndef TOOL_COLORS_H
#define TOOL_COLORS_H

#include <stdbool.h>

/* False when NO_COLOR is set and not empty (no-color.org), or TERM names no terminal that has colours. */
bool colors_are_wanted(void);

#endif
