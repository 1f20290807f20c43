/* size.c - how much there is to read, as far as that is known; see input.h.
 *
 * Worked: of two regular files their sizes' sum; with a pipe among them 0.
 */
#include <string.h>
#include <unistd.h>

#include "driver/input/input.h"

uint64_t driver_input_size(const driver_input *input)
{
    uint64_t total = 0;
    for (size_t i = 0; i < input->count; i++) {
        struct stat info;
        bool is_stdin = strcmp(input->files[i].name, "-") == 0;
        if ((is_stdin ? fstat(STDIN_FILENO, &info) : stat(input->files[i].name, &info)) != 0)
            continue;
        if (!S_ISREG(info.st_mode))
            return 0;
        total += (uint64_t)info.st_size;
    }
    return total;
}
