/* given_file.h - bytes as a file that a name leads to, without a file system: for targets that read users' files. */
#ifndef FUZZ_GIVEN_FILE_H
#define FUZZ_GIVEN_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hanpipe.h"

typedef struct given_file {
    int fd;
    char path[32];
} given_file;

/* The caller closes fd. */
static inline given_file give_file(hp_span bytes)
{
    given_file file = { .fd = memfd_create("given", MFD_CLOEXEC) };
    if (file.fd < 0 || write(file.fd, bytes.ptr, bytes.len) != (ssize_t)bytes.len || lseek(file.fd, 0, SEEK_SET) != 0)
        abort();
    snprintf(file.path, sizeof file.path, "/dev/fd/%d", file.fd);
    return file;
}

#endif
