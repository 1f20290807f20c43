/* plan.h - which files a run over folders reads, and which file each of them becomes.
 *
 * Worked: of "in", a folder with a.txt and b/c.txt, with -O out: in/a.txt → out/a.txt, in/b/c.txt → out/b/c.txt.
 */
#ifndef DRIVER_TREE_PLAN_H
#define DRIVER_TREE_PLAN_H

#include <sys/stat.h>

#include "driver/compressed/format.h"
#include "driver/tree/settings.h"

typedef struct tree_item {
    char *input;  /* as it is opened */
    char *output; /* NULL without -O */
    char *key;    /* for the journal: the input's size and time, and the output's path below the folder */
    dev_t device; /* and inode: the input's */
    ino_t inode;
    uint64_t size; /* of the input when it was seen */
    struct timespec changed;
    bool is_done; /* passed over: done before */
} tree_item;

typedef struct tree_plan {
    const tree_settings *settings;
    const char *program; /* for messages */
    bool is_loud;        /* each thing that is passed over is told of */
    bool renames;        /* --compress was given: outputs' names end as `format` says */
    const compressed_format *format;
    tree_item *items; /* in the order of the arguments, and below a folder by name */
    size_t count, room;
    size_t odd;      /* links, devices and the like in folders: passed over */
    bool is_missing; /* something could not be read; it has been told of */
    bool failed;     /* memory is out */
} tree_plan;

void tree_plan_free(tree_plan *plan);

/* Adds one file; `below` is its path below the argument that it was found by. */
void tree_plan_add(tree_plan *plan, const char *input, const char *below, const struct stat *info);

#endif
