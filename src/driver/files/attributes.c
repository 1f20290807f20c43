/* attributes.c - see attributes.h.
 *
 * Worked: a file with user.origin=x and an access control list → the file that replaces it has both.
 */
#include "driver/files/attributes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "config.h"

#if HAVE_SYS_XATTR_H
#include <sys/xattr.h>

static bool copy_one(const char *from, int to, const char *name)
{
    ssize_t length = getxattr(from, name, NULL, 0);
    char *value = length >= 0 ? malloc((size_t)length + 1) : NULL;
    length = value ? getxattr(from, name, value, (size_t)length) : -1;
    bool good = length >= 0 && fsetxattr(to, name, value, (size_t)length, 0) == 0;
    free(value);
    return good;
}

bool driver_attributes_copy(const char *from, int to)
{
    ssize_t length = listxattr(from, NULL, 0);
    if (length <= 0)
        return length == 0 || errno == ENOTSUP;
    char *names = malloc((size_t)length);
    length = names ? listxattr(from, names, (size_t)length) : -1;
    bool good = length >= 0;
    for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1)
        good = copy_one(from, to, names + at) && good;
    free(names);
    return good;
}
#else
bool driver_attributes_copy(const char *from, int to)
{
    (void)from;
    (void)to;
    return true;
}
#endif
