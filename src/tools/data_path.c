/* data_path.c - see data_path.h.  The one place that reads the environment. */
#include "tools/data_path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"

/* Puts DIRECTORY-OF-EXECUTABLE/hanpipe.hpd into `path`. */
static bool beside_executable(char path[PATH_MAX])
{
    static const char name[] = "hanpipe.hpd";
    ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - sizeof name);
    if (n <= 0)
        return false;
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    memcpy(slash + 1, name, sizeof name);
    return access(path, R_OK) == 0;
}

hp_status data_path_open(hp_data **out, const char *given, hp_error *err)
{
    char path[PATH_MAX];
    const char *variable = getenv("HANPIPE_DATA");
    *out = NULL;
    if (given)
        return hp_data_open(out, given, err);
    if (variable && *variable)
        return hp_data_open(out, variable, err);
    if (beside_executable(path))
        return hp_data_open(out, path, err);
    if (access(HANPIPE_DATA_FILE, R_OK) == 0)
        return hp_data_open(out, HANPIPE_DATA_FILE, err);
    return HP_OK;
}
