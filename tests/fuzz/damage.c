/* damage.c - the real data file, damaged at random places: every filter opens with it or says why, and looks things up
 * without a fault.  Usage: damage DATA ROUNDS; the places are the same in every run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/data_file.h"
#include "text/bytes.h"
#include "text/error.h"
#include "use_data.h"

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static bool read_file(const char *path, hp_buf *out)
{
    FILE *file = fopen(path, "rbe");
    for (size_t n = file != NULL; n > 0;) {
        char *to = hp_buf_reserve(out, 1 << 20);
        n = to ? fread(to, 1, 1 << 20, file) : 0;
        out->len += n;
    }
    if (file)
        fclose(file);
    return file && !out->failed && out->len > DATA_HEADER;
}

/* A place to damage: headers and the starts of sections, where sizes and offsets stand, as often as all the rest. */
static size_t place(const hp_buf *file, uint64_t *seed)
{
    size_t sections = bytes_u32(file->ptr + 12), n = next_random(seed) % sections;
    const char *entry = file->ptr + DATA_HEADER + n * DATA_ENTRY;
    size_t start = bytes_u64(entry + 16), len = bytes_u64(entry + 24);
    if (len == 0)
        return DATA_HEADER + n * DATA_ENTRY + 24;
    size_t room = next_random(seed) % 2 && len > 128 ? 128 : len;
    return start + next_random(seed) % room;
}

/* Puts the byte at its place in the copy. */
static void put(int copy, size_t at, char byte)
{
    if (pwrite(copy, &byte, 1, (off_t)at) != 1)
        abort();
}

/* One round: some bytes are changed, everything is tried, and they are changed back. */
static void damage(const hp_buf *file, int copy, const char *path, uint64_t seed)
{
    size_t at[16], count = 1 + next_random(&seed) % 16;
    hp_data *data;
    hp_error err = { 0 };
    for (size_t i = 0; i < count; i++) {
        at[i] = place(file, &seed);
        put(copy, at[i], (char)(next_random(&seed) % 3 ? next_random(&seed) : 0xFF));
    }
    if (hp_data_open(&data, path, &err) == HP_OK) {
        use_data(data);
        hp_data_free(data);
    } else if (data || hp_error_text(&err)[0] == '\0') {
        abort();
    }
    error_clear(&err);
    for (size_t i = 0; i < count; i++)
        put(copy, at[i], file->ptr[at[i]]);
}

int main(int argc, char **argv)
{
    hp_buf file = { 0 };
    char path[32];
    if (argc != 3 || !read_file(argv[1], &file)) {
        fprintf(stderr, "Usage: damage DATA ROUNDS\n");
        return 99;
    }
    int copy = memfd_create("damage", 0);
    if (copy < 0 || write(copy, file.ptr, file.len) != (ssize_t)file.len)
        abort();
    snprintf(path, sizeof path, "/dev/fd/%d", copy);
    for (unsigned long round = 0, rounds = strtoul(argv[2], NULL, 10); round < rounds; round++)
        damage(&file, copy, path, round);
    close(copy);
    hp_buf_free(&file);
    return 0;
}
