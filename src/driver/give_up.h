/* give_up.h - the end of a process in which a library cannot go on.
 *
 * libopencc throws C++ exceptions through its C functions (memory is out, a dictionary is damaged), which end in
 * abort(); ICU and libxml2, when memory is out, go on with less than they need.  Neither may pass for success, nor end
 * without a word.
 */
#ifndef DRIVER_GIVE_UP_H
#define DRIVER_GIVE_UP_H

#include "pipeline/filter.h"

/* From now on abort() says what happened in the name of `program`, which must live on, removes temporary files, and
 * ends the process with `status`. */
void driver_give_up_prepare(const char *program, int status);

/* Memory whose lack ends the process in the same way.  Wants driver_give_up_prepare() before. */
extern const filter_memory driver_give_up_memory;

#endif
