/* plan_make.c - see plan_make.h. */
#include "driver/tree/plan_make.h"

#include <stdlib.h>
#include <string.h>

#include "driver/report/message.h"
#include "driver/tree/walk.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/read_file.h"

/* Whether the path leads out of the folder that it is put below. */
static bool leads_out(const char *path)
{
    for (const char *at = path; at; at = strchr(at, '/')) {
        at += strspn(at, "/");
        if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || at[2] == '\0'))
            return true;
    }
    return false;
}

/* Adds a file that is named in --files-from: below the folder it has the path that it was named by. */
static bool add_named(tree_plan *plan, const char *path)
{
    struct stat info = { 0 };
    const char *below = path + strspn(path, "/");
    while (strncmp(below, "./", 2) == 0)
        below += 2;
    if (plan->settings->output && leads_out(path)) {
        driver_complain(plan->program, "%s: with -O a name may not have '..' in it", path);
        return false;
    }
    (void)stat(path, &info); /* what is not there is told of when it is opened */
    if (tree_settings_want(plan->settings, below))
        tree_plan_add(plan, path, below, &info);
    return true;
}

/* Adds the files that --files-from names. */
static bool add_listed(tree_plan *plan)
{
    hp_buf names = { 0 };
    hp_error err = { 0 };
    const char *from = plan->settings->files_from;
    bool good = text_read_file(&names, strcmp(from, "-") == 0 ? "/dev/stdin" : from, &err) == HP_OK;
    if (!good)
        driver_complain(plan->program, "%s", hp_error_text(&err));
    hp_buf_append(&names, (hp_span){ "", 1 }); /* the last name may lack its end */
    for (size_t at = 0; good && at + 1 < names.len && !names.failed;) {
        char *name = names.ptr + at, *end = memchr(name, plan->settings->is_nul ? '\0' : '\n', names.len - at);
        size_t length = end ? (size_t)(end - name) : names.len - 1 - at;
        name[length] = '\0';
        good = length == 0 || add_named(plan, name);
        at += length + 1;
    }
    plan->failed = plan->failed || names.failed;
    hp_buf_free(&names);
    error_clear(&err);
    return good;
}

static int by_output(const void *a, const void *b)
{
    return strcmp((*(tree_item *const *)a)->output, (*(tree_item *const *)b)->output);
}

/* Refuses two inputs that would be one output. */
static bool are_apart(const tree_plan *plan)
{
    const tree_item **order = calloc(plan->count + 1, sizeof *order);
    const tree_item *twice = NULL, *other = NULL;
    for (size_t i = 0; order && i < plan->count; i++)
        order[i] = &plan->items[i];
    if (order)
        qsort(order, plan->count, sizeof *order, by_output);
    for (size_t i = 1; order && !twice && i < plan->count; i++)
        if (strcmp(order[i - 1]->output, order[i]->output) == 0) {
            twice = order[i];
            other = order[i - 1];
        }
    if (!order)
        driver_complain(plan->program, "out of memory");
    else if (twice)
        driver_complain(plan->program, "%s: both %s and %s would be written there", twice->output, other->input,
                        twice->input);
    bool good = order && !twice;
    free(order);
    return good;
}

/* Refuses an output that is a file to be read: it would be gone. */
static bool are_new(const tree_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        const tree_item *item = &plan->items[i];
        struct stat info;
        if (lstat(item->output, &info) != 0 || info.st_ino != item->inode || info.st_dev != item->device)
            continue;
        driver_complain(plan->program, "%s is both read and written (to rewrite files there is --in-place)",
                        item->input);
        return false;
    }
    return true;
}

/* Refuses a folder that is written to and read, which would rewrite its own files. */
static bool is_elsewhere(const tree_plan *plan, const char *argument)
{
    struct stat read, written;
    if (stat(argument, &read) != 0 || stat(plan->settings->output, &written) != 0 || read.st_ino != written.st_ino ||
        read.st_dev != written.st_dev)
        return true;
    driver_complain(plan->program, "%s is both read and written (to rewrite files there is --in-place)", argument);
    return false;
}

bool tree_plan_make(tree_plan *plan, char *const *arguments, size_t count)
{
    bool good = !plan->settings->files_from || add_listed(plan);
    for (size_t i = 0; good && i < count; i++) {
        good = !plan->settings->output || is_elsewhere(plan, arguments[i]);
        if (good)
            tree_walk(plan, arguments[i]);
    }
    if (plan->failed) {
        driver_complain(plan->program, "out of memory");
        return false;
    }
    if (plan->odd > 0 && !plan->is_loud && plan->program)
        driver_complain(plan->program, "%zu links and the like were passed over (-v names them)", plan->odd);
    return good && (!plan->settings->output || (are_apart(plan) && are_new(plan)));
}
