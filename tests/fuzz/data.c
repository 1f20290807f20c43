/* data.c - any bytes as a data file: refused, or every section readable; and each filter opens with it or says why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/data_file.h"
#include "fuzz.h"
#include "text/error.h"
#include "use_data.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[32];
    int fd = memfd_create("data", 0);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    hp_data *data;
    hp_error err = { 0 };
    if (hp_data_open(&data, path, &err) == HP_OK) {
        char name[DATA_NAME + 1];
        hp_span section;
        volatile char last = 0;
        for (size_t i = 0; data_section_by_index(data, i, name, &section); i++)
            for (size_t b = 0; b < section.len; b++)
                last = section.ptr[b];
        (void)last;
        hp_data_verify(data, &err);
        use_data(data);
        hp_data_free(data);
    } else if (data || hp_error_text(&err)[0] == '\0') {
        abort();
    }
    error_clear(&err);
    close(fd);
    return 0;
}
