/* data_file.c - reads compiled data files, mapped or in memory; see data_file.h for the layout.
 *
 * Guarantees that every section it hands out lies inside its file.  Of several files laid over one another the later
 * ones are looked at first.  Data is counted: who keeps it shares it, and the last to let go frees it.
 */
#include "data/data_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/map/checksum.h"
#include "text/error.h"
#include "text/memory.h"

/* A file, or several others laid over one another. */
struct hp_data {
    atomic_uint references;
    hp_span file; /* the whole of it; empty for an overlay */
    size_t count; /* its sections */
    bool is_mapped;
    hp_data **under; /* of an overlay: the data it is made of, the one that comes first first; owned references */
    size_t under_count;
    hp_buf sources; /* of an overlay: those of all */
};

static const char *entry_at(const hp_data *data, size_t i)
{
    return data->file.ptr + DATA_HEADER + i * DATA_ENTRY;
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
    const char *head = data->file.ptr;
    if (memcmp(head, DATA_MAGIC, 8) != 0)
        return error_set(err, HP_BAD_DATA, 0, "%s: not a hanpipe data file", path);
    if (bytes_u32(head + 8) != DATA_VERSION)
        return error_set(err, HP_BAD_DATA, 0,
                         "%s: data format %u, this program reads %u (rebuild it with hanpipe-mkdict)", path,
                         (unsigned)bytes_u32(head + 8), DATA_VERSION);
    if (bytes_u64(head + 16) != data->file.len)
        return error_set(err, HP_BAD_DATA, 0, "%s: cut short or grown: %zu bytes, its header says %llu", path,
                         data->file.len, (unsigned long long)bytes_u64(head + 16));
    data->count = bytes_u32(head + 12);
    if (data->count > (data->file.len - DATA_HEADER) / DATA_ENTRY)
        return error_set(err, HP_BAD_DATA, 0, "%s: damaged section table", path);
    uint64_t first = DATA_HEADER + (uint64_t)data->count * DATA_ENTRY;
    for (size_t i = 0; i < data->count; i++) {
        uint64_t offset = bytes_u64(entry_at(data, i) + 16), length = bytes_u64(entry_at(data, i) + 24);
        if (offset % DATA_ALIGN != 0 || offset < first || offset > data->file.len || length > data->file.len - offset)
            return error_set(err, HP_BAD_DATA, 0, "%s: damaged section table", path);
    }
    return HP_OK;
}

static hp_data *new_data(void)
{
    hp_data *data = memory_zeroed(1, sizeof *data);
    if (data)
        atomic_init(&data->references, 1);
    return data;
}

/* Checks *data's file and makes it *out, or ends it. */
static hp_status finish(hp_data **out, hp_data *data, hp_status st, const char *path, hp_error *err)
{
    if (st == HP_OK)
        st = check_table(data, path, err);
    if (st == HP_OK)
        *out = data;
    else
        hp_data_free(data);
    return st;
}

const char *hp_data_default(void)
{
    return HANPIPE_DATA_FILE;
}

hp_status hp_data_open(hp_data **out, const char *path, hp_error *err)
{
    if (!out || !path)
        return error_set(err, HP_MISUSE, 0, "hp_data_open: NULL argument");
    *out = NULL;
    hp_data *data = new_data();
    if (!data)
        return error_set_memory(err);
    data->is_mapped = true;
    return finish(out, data, map_file(path, &data->file, err), path, err);
}

hp_status hp_data_open_memory(hp_data **out, hp_span bytes, hp_error *err)
{
    if (!out || !bytes.ptr || (uintptr_t)bytes.ptr % DATA_ALIGN != 0)
        return error_set(err, HP_MISUSE, 0, "hp_data_open_memory: NULL, or not at a multiple of %u", DATA_ALIGN);
    *out = NULL;
    if (bytes.len < DATA_HEADER)
        return error_set(err, HP_BAD_DATA, 0, "data in memory: not a hanpipe data file");
    hp_data *data = new_data();
    if (!data)
        return error_set_memory(err);
    data->file = bytes;
    return finish(out, data, HP_OK, "data in memory", err);
}

hp_status hp_data_overlay(hp_data **out, const hp_data *const *datas, size_t count, hp_error *err)
{
    if (!out || !datas || count == 0)
        return error_set(err, HP_MISUSE, 0, "hp_data_overlay: NULL argument, or none");
    *out = NULL;
    hp_data *data = new_data();
    if (data)
        data->under = memory_zeroed(count, sizeof *data->under);
    for (size_t i = count; data && data->under && i > 0; i--) {
        if (!datas[i - 1]) {
            hp_data_free(data);
            return error_set(err, HP_MISUSE, 0, "hp_data_overlay: NULL argument");
        }
        data->under[data->under_count++] = data_share(datas[i - 1]);
        hp_buf_append(&data->sources, data_sources(datas[i - 1]));
    }
    if (!data || !data->under || data->sources.failed) {
        hp_data_free(data);
        return error_set_memory(err);
    }
    *out = data;
    return HP_OK;
}

hp_data *data_share(const hp_data *data)
{
    hp_data *shared = (hp_data *)data; /* counting is the one thing that changes in it */
    if (shared)
        atomic_fetch_add(&shared->references, 1);
    return shared;
}

void hp_data_free(hp_data *data)
{
    if (!data || atomic_fetch_sub(&data->references, 1) > 1)
        return;
    if (data->file.ptr && data->is_mapped)
        munmap((void *)data->file.ptr, data->file.len);
    for (size_t i = 0; i < data->under_count; i++)
        hp_data_free(data->under[i]);
    memory_free(data->under);
    hp_buf_free(&data->sources);
    memory_free(data);
}

size_t data_count_sections(const hp_data *data)
{
    size_t count = data->count;
    for (size_t i = 0; i < data->under_count; i++)
        count += data_count_sections(data->under[i]);
    return count;
}

bool data_section_by_index(const hp_data *data, size_t i, char name[DATA_NAME + 1], hp_span *section)
{
    for (size_t k = 0; k < data->under_count; k++) {
        size_t count = data_count_sections(data->under[k]);
        if (i < count)
            return data_section_by_index(data->under[k], i, name, section);
        i -= count;
    }
    if (i >= data->count)
        return false;
    const char *entry = entry_at(data, i);
    memcpy(name, entry, DATA_NAME);
    name[DATA_NAME] = '\0';
    *section = (hp_span){ data->file.ptr + bytes_u64(entry + 16), bytes_u64(entry + 24) };
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

hp_status hp_data_verify(const hp_data *data, hp_error *err)
{
    hp_status st = HP_OK;
    if (!data)
        return error_set(err, HP_MISUSE, 0, "hp_data_verify: NULL argument");
    for (size_t i = 0; st == HP_OK && i < data->under_count; i++)
        st = hp_data_verify(data->under[i], err);
    if (data->file.len && data_checksum(data->file) != bytes_u64(data->file.ptr + DATA_CHECKSUM))
        st = error_set(err, HP_BAD_DATA, 0, "the checksum does not match the contents");
    return st;
}

hp_span data_sources(const hp_data *data)
{
    hp_span section = { NULL, 0 };
    if (data && data->under_count)
        return (hp_span){ data->sources.ptr, data->sources.len };
    if (!data || data_section_by_name(data, "sources", &section, NULL) != HP_OK)
        return (hp_span){ NULL, 0 };
    return section;
}

static void put_checksums(const hp_data *data, hp_buf *out)
{
    for (size_t i = 0; i < data->under_count; i++)
        put_checksums(data->under[i], out);
    if (data->file.len)
        buffer_format(out, "checksum %016" PRIx64 "\n", bytes_u64(data->file.ptr + DATA_CHECKSUM));
}

void data_describe(const hp_data *data, hp_buf *out)
{
    if (!data)
        return;
    hp_buf_append(out, data_sources(data));
    put_checksums(data, out);
}

hp_status hp_data_describe(const hp_data *data, hp_write *write, void *to, hp_error *err)
{
    hp_buf text = { 0 };
    if (!data || !write)
        return error_set(err, HP_MISUSE, 0, "hp_data_describe: NULL argument");
    data_describe(data, &text);
    return buffer_write(&text, write, to, err);
}
