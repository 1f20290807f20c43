/* plan.c - see plan.h. */
#include "driver/tree/plan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "text/buffer.h"
#include "text/memory.h"

/* The output's path below the folder: with the ending of the format that was asked for. */
static void write_name(const tree_plan *plan, const char *below, hp_buf *out)
{
    size_t length = strlen(below);
    for (size_t i = 0; plan->renames && compressed_formats[i]; i++) {
        size_t end = strlen(compressed_formats[i]->suffix);
        if (length > end && strcmp(below + length - end, compressed_formats[i]->suffix) == 0) {
            length -= end;
            break;
        }
    }
    buffer_format(out, "%.*s%s", (int)length, below, plan->renames && plan->format ? plan->format->suffix : "");
}

static char *format_path(const char *folder, const char *name)
{
    hp_buf path = { 0 };
    buffer_format(&path, "%s/%s", folder, name);
    return path.failed ? NULL : path.ptr;
}

/* Fills the item; false when memory is out. */
static bool fill_item(const tree_plan *plan, tree_item *item, const char *input, const char *below,
                      const struct stat *info)
{
    hp_buf name = { 0 }, key = { 0 };
    *item = (tree_item){ .input = strdup(input),
                         .device = info->st_dev,
                         .inode = info->st_ino,
                         .size = (uint64_t)info->st_size,
                         .changed = info->st_mtim };
    if (!item->input || !plan->settings->output)
        return item->input != NULL;
    write_name(plan, below, &name);
    if (!name.failed)
        buffer_format(&key, "%" PRIu64 " %jd.%09ld %s", item->size, (intmax_t)info->st_mtim.tv_sec,
                      info->st_mtim.tv_nsec, name.ptr);
    item->output = name.failed ? NULL : format_path(plan->settings->output, name.ptr);
    item->key = key.ptr;
    hp_buf_free(&name);
    return item->output && item->key && !key.failed;
}

void tree_plan_add(tree_plan *plan, const char *input, const char *below, const struct stat *info)
{
    if (plan->count == plan->room) {
        tree_item *items = memory_grow(plan->items, &plan->room, 64, sizeof *items);
        if (!items) {
            plan->failed = true;
            return;
        }
        plan->items = items;
    }
    plan->failed = !fill_item(plan, &plan->items[plan->count++], input, below, info) || plan->failed;
}

void tree_plan_free(tree_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        free(plan->items[i].input);
        free(plan->items[i].output);
        free(plan->items[i].key);
    }
    memory_free(plan->items);
    *plan = (tree_plan){ 0 };
}
