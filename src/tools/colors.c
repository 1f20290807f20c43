/* colors.c - see colors.h.  Worked: TERM=dumb → no; TERM=xterm → yes; TERM=xterm NO_COLOR=1 → no. */
#include "tools/colors.h"

#include <stdlib.h>
#include <string.h>

bool colors_are_wanted(void)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return !(no_color && *no_color) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}
