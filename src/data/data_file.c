/* data_file.c - maps a compiled data file; see data_file.h for the layout.
 *
 * Given a path, guarantees that every section it hands out lies inside the mapping.
 */
#include "data/data_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/bytes.h"
#include "text/checksum.h"
#include "text/error.h"

struct hp_data {
    hp_span map;  /* the whole file */
    size_t count; /* sections */
};

static const char *entry_at(const hp_data *data, size_t i)
{
    return data->map.ptr + DATA_HEADER + i * DATA_ENTRY;
}

/* Maps the file; *map is the caller's to unmap. */
static hp_status map_file(const char *path, hp_span *map, hp_error *err)
{
    hp_status st = HP_OK;
    struct stat info;
    void *at = MAP_FAILED;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &info) < 0)
        st = error_set(err, HP_IO, 0, "%s: %s", path, strerror(errno));
    else if (!S_ISREG(info.st_mode) || info.st_size < (off_t)DATA_HEADER)
        st = error_set(err, HP_BAD_DATA, 0, "%s: not a hanpipe data file", path);
    else if ((at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED)
        st = error_set(err, HP_IO, 0, "%s: %s", path, strerror(errno));
    else
        *map = (hp_span){ at, (size_t)info.st_size };
    if (fd >= 0)
        close(fd);
    return st;
}

/* Checks the header and that every section lies between the table and the end. */
static hp_status check_table(hp_data *data, const char *path, hp_error *err)
{
    const char *head = data->map.ptr;
    if (memcmp(head, DATA_MAGIC, 8) != 0)
        return error_set(err, HP_BAD_DATA, 0, "%s: not a hanpipe data file", path);
    if (bytes_u32(head + 8) != DATA_VERSION)
        return error_set(err, HP_BAD_DATA, 0,
                         "%s: data format %u, this program reads %u (rebuild it with hanpipe-mkdict)", path,
                         (unsigned)bytes_u32(head + 8), DATA_VERSION);
    if (bytes_u64(head + 16) != data->map.len)
        return error_set(err, HP_BAD_DATA, 0, "%s: cut short or grown: %zu bytes, its header says %llu", path,
                         data->map.len, (unsigned long long)bytes_u64(head + 16));
    data->count = bytes_u32(head + 12);
    if (data->count > (data->map.len - DATA_HEADER) / DATA_ENTRY)
        return error_set(err, HP_BAD_DATA, 0, "%s: damaged section table", path);
    uint64_t first = DATA_HEADER + (uint64_t)data->count * DATA_ENTRY;
    for (size_t i = 0; i < data->count; i++) {
        uint64_t offset = bytes_u64(entry_at(data, i) + 16), length = bytes_u64(entry_at(data, i) + 24);
        if (offset % DATA_ALIGN != 0 || offset < first || offset > data->map.len || length > data->map.len - offset)
            return error_set(err, HP_BAD_DATA, 0, "%s: damaged section table", path);
    }
    return HP_OK;
}

hp_status hp_data_open(hp_data **out, const char *path, hp_error *err)
{
    if (!out || !path)
        return error_set(err, HP_MISUSE, 0, "hp_data_open: NULL argument");
    *out = NULL;
    hp_data *data = calloc(1, sizeof *data);
    if (!data)
        return error_set_memory(err);
    hp_status st = map_file(path, &data->map, err);
    if (st == HP_OK)
        st = check_table(data, path, err);
    if (st == HP_OK)
        *out = data;
    else
        hp_data_free(data);
    return st;
}

void hp_data_free(hp_data *data)
{
    if (!data)
        return;
    if (data->map.ptr)
        munmap((void *)data->map.ptr, data->map.len);
    free(data);
}

bool data_section_by_index(const hp_data *data, size_t i, char name[DATA_NAME + 1], hp_span *section)
{
    if (i >= data->count)
        return false;
    const char *entry = entry_at(data, i);
    memcpy(name, entry, DATA_NAME);
    name[DATA_NAME] = '\0';
    *section = (hp_span){ data->map.ptr + bytes_u64(entry + 16), bytes_u64(entry + 24) };
    return true;
}

hp_status data_section_by_name(const hp_data *data, const char *name, hp_span *section, hp_error *err)
{
    char found[DATA_NAME + 1];
    if (!data)
        return error_set(err, HP_BAD_DATA, 0, "no data file (see --data)");
    for (size_t i = 0; data_section_by_index(data, i, found, section); i++)
        if (strcmp(found, name) == 0)
            return HP_OK;
    return error_set(err, HP_BAD_DATA, 0, "the data file has no section '%s' (rebuild it with hanpipe-mkdict)", name);
}

uint64_t data_checksum(hp_span file)
{
    uint64_t sum = text_checksum((hp_span){ file.ptr, DATA_CHECKSUM });
    return text_checksum_more(sum, (hp_span){ file.ptr + DATA_HEADER, file.len - DATA_HEADER });
}

hp_status data_verify(const hp_data *data, hp_error *err)
{
    if (data_checksum(data->map) != bytes_u64(data->map.ptr + DATA_CHECKSUM))
        return error_set(err, HP_BAD_DATA, 0, "the checksum does not match the contents");
    return HP_OK;
}

hp_span data_sources(const hp_data *data)
{
    hp_span section = { NULL, 0 };
    if (!data || data_section_by_name(data, "sources", &section, NULL) != HP_OK)
        return (hp_span){ NULL, 0 };
    return section;
}
