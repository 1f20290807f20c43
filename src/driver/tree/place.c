/* place.c - see place.h.  Worked: out/b/c.txt is written as out/.hanpipe/w.Xq81Zk, then renamed. */
#include "driver/tree/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "driver/files/temporary.h"
#include "text/buffer.h"
#include "text/bytes.h"

/* Makes the folders in `path` behind its first `from` bytes, one by one; 0, or an errno. */
static int make_each(char *path, size_t from)
{
    struct stat info;
    int error = 0;
    for (char *slash = strchr(path + from, '/'); slash && !error; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            error = errno;
        else if (lstat(path, &info) != 0)
            error = errno;
        else if (!S_ISDIR(info.st_mode))
            error = S_ISLNK(info.st_mode) ? ELOOP : ENOTDIR;
        *slash = '/';
    }
    return error;
}

/* The same, unless they are those of the last file. */
static int make_folders(tree_journal *journal, char *path, size_t from)
{
    hp_span folder = { path, (size_t)(strrchr(path, '/') - path) };
    if (span_eq(folder, (hp_span){ journal->made.ptr, journal->made.len }))
        return 0;
    journal->made.len = 0;
    int error = make_each(path, from);
    if (!error)
        hp_buf_append(&journal->made, folder);
    return error;
}

int tree_place_open(tree_journal *journal, const tree_plan *plan, const tree_item *item, const struct stat *info,
                    driver_output *out)
{
    hp_buf work = { 0 };
    *out = (driver_output){ .name = item->output,
                            .fd = -1,
                            .target = strdup(item->output),
                            .mode = info->st_mode & 0777 & ~journal->mask,
                            .keeps_times = plan->settings->times,
                            .times = { info->st_atim, info->st_mtim } };
    buffer_format(&work, "%s/w", journal->folder);
    int error = !out->target || work.failed ? ENOMEM : 0;
    if (!error)
        error = make_folders(journal, out->target, strlen(plan->settings->output) + 1);
    if (!error)
        error = driver_temporary_make(work.ptr, &out->temporary, &out->fd);
    if (error)
        driver_output_discard(out);
    hp_buf_free(&work);
    return error;
}

void tree_place_update(tree_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct stat info;
        tree_item *item = &plan->items[i];
        if (stat(item->output, &info) != 0)
            continue;
        item->is_done = item->is_done || info.st_mtim.tv_sec > item->changed.tv_sec ||
                        (info.st_mtim.tv_sec == item->changed.tv_sec && info.st_mtim.tv_nsec >= item->changed.tv_nsec);
    }
}

void tree_place_list(const tree_plan *plan, hp_buf *out)
{
    for (size_t i = 0; i < plan->count; i++)
        if (!plan->items[i].is_done)
            buffer_format(out, "%s\t%s\n", plan->items[i].input, plan->items[i].output);
}
