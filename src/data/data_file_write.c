/* data_file_write.c - puts the sections into one file; the layout is in data/data_file.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/data_file.h"
#include "data/data_file_write.h"
#include "text/buffer.h"
#include "text/map/checksum.h"
#include "text/memory.h"

bool data_writer_add(data_writer *writer, const char *name, hp_buf *bytes)
{
    size_t room = sizeof writer->sections / sizeof *writer->sections;
    for (size_t i = 0; i < writer->count; i++)
        if (strcmp(writer->sections[i].name, name) == 0)
            room = 0;
    if (bytes->failed || writer->count >= room || strlen(name) > DATA_NAME) {
        fprintf(stderr, "hanpipe-mkdict: section '%s' cannot be added\n", name);
        return false;
    }
    data_section *section = &writer->sections[writer->count++];
    memcpy(section->name, name, strlen(name) + 1);
    section->bytes = *bytes;
    *bytes = (hp_buf){ 0 };
    return true;
}

void data_writer_source(data_writer *writer, const char *name, const char *version, const char *licence)
{
    buffer_format(&writer->sources, "%s %s (%s)\n", name, version, licence);
}

void data_writer_source_unversioned(data_writer *writer, const char *name, const source_lines *text,
                                    const char *licence)
{
    uint64_t sum = text_checksum((hp_span){ text->list.bytes.ptr, text->list.bytes.len });
    buffer_format(&writer->sources, "%s checksum %016" PRIx64 " (%s)\n", name, sum, licence);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const data_section *)a)->name, ((const data_section *)b)->name);
}

/* Puts into *target, which the caller frees, the name of the file that `path` stands for, links resolved; NULL when it
 * is there and is no regular file, which must be written to rather than replaced.  False when there is no telling. */
static bool replaceable(const char *path, char **target)
{
    struct stat info;
    bool exists = stat(path, &info) == 0;
    *target = !exists ? memory_copy_string(path) : S_ISREG(info.st_mode) ? realpath(path, NULL) : NULL;
    return *target || (exists && !S_ISREG(info.st_mode));
}

static bool write_whole(const char *path, const hp_buf *bytes)
{
    FILE *file = fopen(path, "we");
    bool good = file && fwrite(bytes->ptr, 1, bytes->len, file) == bytes->len;
    if (file)
        good = fclose(file) == 0 && good;
    return good;
}

bool data_writer_save(data_writer *writer, const char *path)
{
    hp_buf out = { 0 }, temporary = { 0 };
    if (!data_writer_add(writer, "sources", &writer->sources))
        return false;
    qsort(writer->sections, writer->count, sizeof *writer->sections, by_name);
    data_lay_out(writer->sections, writer->count, &out);
    char *target;
    bool good = replaceable(path, &target);
    if (target)
        buffer_format(&temporary, "%s.tmp", target);
    good = good && !out.failed && !temporary.failed && write_whole(target ? temporary.ptr : path, &out);
    if (target && good)
        good = rename(temporary.ptr, target) == 0;
    if (!good)
        fprintf(stderr, "hanpipe-mkdict: %s: %s\n", path, out.failed ? "out of memory" : strerror(errno));
    if (!good && temporary.ptr)
        remove(temporary.ptr);
    memory_free(target);
    hp_buf_free(&out);
    hp_buf_free(&temporary);
    return good;
}
