/* base.h - takes over what another data file has. */
#ifndef MKDICT_BASE_H
#define MKDICT_BASE_H

#include "data/data_file_write.h"

/* Adds the sections of the data file at `path`, but for those that are made together with one that *writer has
 * already, or with `except`, which is still to be made (NULL: none).  False after a message. */
bool mkdict_base(data_writer *writer, const char *path, const char *except);

#endif
