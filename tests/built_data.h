/* built_data.h - the data file of the build folder: $builddir, or the working folder. */
#ifndef TEST_BUILT_DATA_H
#define TEST_BUILT_DATA_H

#include <stdlib.h>
#include <string.h>

#include "hanpipe.h"

/* As hp_data_open(). */
static inline hp_status open_built_data(hp_data **data, hp_error *err)
{
    static const char name[] = "/hanpipe.hpd";
    const char *folder = getenv("builddir");
    hp_buf path = { 0 };
    hp_status st = HP_NO_MEMORY;
    folder = folder ? folder : ".";
    hp_buf_append(&path, (hp_span){ folder, strlen(folder) });
    hp_buf_append(&path, (hp_span){ name, sizeof name });
    *data = NULL;
    if (!path.failed)
        st = hp_data_open(data, path.ptr, err);
    hp_buf_free(&path);
    return st;
}

#endif
