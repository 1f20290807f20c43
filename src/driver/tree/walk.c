/* walk.c - goes through a folder by fts(3), which knows no limit of depth and meets no folder twice. */
#include "driver/tree/walk.h"

#include <errno.h>
#include <fts.h>
#include <string.h>

#include "driver/report/message.h"

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Whether the entry is the folder that is written to. */
static bool is_output(const FTSENT *entry, const struct stat *output)
{
    return output && entry->fts_statp->st_dev == output->st_dev && entry->fts_statp->st_ino == output->st_ino;
}

static void pass_over(tree_plan *plan, const FTSENT *entry)
{
    plan->odd++;
    if (plan->is_loud)
        driver_complain(plan->program, "%s: passed over, it is no regular file", entry->fts_path);
}

static void complain(tree_plan *plan, const char *path, int error)
{
    driver_complain(plan->program, "%s: %s", path, strerror(error));
    plan->is_missing = true;
}

/* `length`: of the argument in the entry's path. */
static void take_entry(tree_plan *plan, FTS *tree, FTSENT *entry, size_t length, const struct stat *output)
{
    const char *below = entry->fts_path + length;
    below += strspn(below, "/");
    switch (entry->fts_info) {
    case FTS_D:
        if (is_output(entry, output))
            fts_set(tree, entry, FTS_SKIP);
        break;
    case FTS_F:
        if (entry->fts_level == 0)
            tree_plan_add(plan, entry->fts_path, entry->fts_name, entry->fts_statp);
        else if (tree_settings_want(plan->settings, below))
            tree_plan_add(plan, entry->fts_path, below, entry->fts_statp);
        break;
    case FTS_NS: /* what is named and not there is told of when it is opened */
        if (entry->fts_level == 0) {
            tree_plan_add(plan, entry->fts_path, entry->fts_name, &(struct stat){ 0 });
            break;
        }
        complain(plan, entry->fts_path, entry->fts_errno);
        break;
    case FTS_DNR:
    case FTS_ERR:
        complain(plan, entry->fts_path, entry->fts_errno);
        break;
    case FTS_DP:
        break;
    default:
        if (entry->fts_level > 0)
            pass_over(plan, entry);
        else
            tree_plan_add(plan, entry->fts_path, entry->fts_name, entry->fts_statp);
    }
}

void tree_walk(tree_plan *plan, const char *argument)
{
    char *const paths[] = { (char *)argument, NULL }; /* fts only reads it */
    struct stat info;
    const char *output = plan->settings->output;
    bool exists = output && stat(output, &info) == 0;
    FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    if (!tree) {
        complain(plan, argument, errno);
        return;
    }
    FTSENT *entry;
    errno = 0;
    while ((entry = fts_read(tree)) != NULL)
        take_entry(plan, tree, entry, strlen(argument), exists ? &info : NULL);
    if (errno)
        complain(plan, argument, errno);
    fts_close(tree);
}
