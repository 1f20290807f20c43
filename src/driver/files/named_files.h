/* named_files.h - every file that a command line names, and whether a run with them would destroy one. */
#ifndef DRIVER_NAMED_FILES_H
#define DRIVER_NAMED_FILES_H

#include "driver/options.h"
#include "pipeline/pipeline.h"

typedef enum driver_use {
    DRIVER_READ,
    DRIVER_WRITTEN,
    DRIVER_ROWS /* written as a log, report or page, which starts with a line that says so */
} driver_use;

/* One file: of `path`, or the one open at `fd` when that is not negative. */
typedef struct driver_named_file {
    const char *role; /* what it is to the program, for messages: "input", "--log" */
    const char *path; /* as given; borrowed */
    int fd;
    driver_use use;
    bool is_own; /* the list frees `path` */
} driver_named_file;

typedef struct driver_named_files {
    driver_named_file *items;
    size_t count, room;
    bool failed; /* memory ran out */
} driver_named_files;

/* Adds a file; "-" is standard input or standard output. */
void driver_named_add(driver_named_files *files, const char *role, const char *path, driver_use use);
void driver_named_free(driver_named_files *files);

/* Adds what the settings and the stages name: every option whose argument is FILE, the words that are not options,
 * standard input, and standard output where something goes there. */
void driver_named_collect(driver_named_files *files, const driver_settings *settings, const pipeline_stage *stages,
                          size_t count);

/* False, with a message, when a regular file would be written that is also something else in the list, or when rows
 * would replace a file that is neither empty nor rows, unless `force`.  Touches nothing. */
bool driver_named_are_safe(const driver_named_files *files, const char *program, bool force);

/* True when some file is written by its name. */
bool driver_named_has_written(const driver_named_files *files);

#endif
