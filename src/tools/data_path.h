/* data_path.h - where a tool finds the compiled dictionaries. */
#ifndef TOOL_DATA_PATH_H
#define TOOL_DATA_PATH_H

#include "driver/options.h"

/* Opens the first of: `given` (--data), $HANPIPE_DATA, hanpipe.hpd beside the executable (an uninstalled build), the
 * installed file.  On HP_OK *out is the caller's.  When neither option nor variable names a file and there is none,
 * *out is NULL and that is HP_OK too: a filter that needs data says so itself. */
hp_status data_path_open(hp_data **out, const char *given, hp_error *err);

#endif
