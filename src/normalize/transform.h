/* transform.h - the user's own rules, in ICU's language. */
#ifndef NORMALIZE_TRANSFORM_H
#define NORMALIZE_TRANSFORM_H

#include "normalize/work.h"

/* Reads the rules, or the name of a transform that ICU has.  On HP_OK the caller owns *out.  Errors: HP_NO_MEMORY,
 * HP_IO (there is no ICU), HP_USAGE (with the place in the rules). */
hp_status norm_transform_open(norm_transform **out, const char *rules, hp_error *err);

/* A copy for one thread: the library's objects are no thread's but one's. */
hp_status norm_transform_clone(norm_transform **out, const norm_transform *from, hp_error *err);

void norm_transform_free(norm_transform *transform);

/* Applies this thread's rules to the stretches of work->line that are not kept. */
void norm_transform_line(norm_work *work);

#endif
