/* named_files.c - see named_files.h.
 *
 * Two names are one file when device and inode agree; of a file that is not there yet, when its folder and its name in
 * it do.  Only regular files count: a pipe or a terminal may well be named twice.
 * Worked: "hanconv --ambiguous=a ./a" lists a as rows and ./a as read, finds one inode, and refuses.
 */
#include "driver/files/named_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "driver/output.h"
#include "driver/report/file_report.h"
#include "driver/report/log.h"
#include "driver/report/message.h"
#include "pipeline/option_value.h"
#include "driver/view/page.h"

/* Which file it is. */
struct identity {
    dev_t device;
    ino_t inode;
    const char *name; /* in the folder that device and inode are of, when the file is not there; else NULL */
    const driver_named_file *file;
    bool is_regular;
    bool has_text; /* and is not empty */
};

static void add(driver_named_files *files, driver_named_file file)
{
    if (files->count == files->room) {
        size_t room = files->room ? 2 * files->room : 16;
        driver_named_file *more = reallocarray(files->items, room, sizeof *more);
        files->failed = files->failed || !more;
        if (!more && file.is_own)
            free((char *)file.path);
        if (!more)
            return;
        files->items = more;
        files->room = room;
    }
    files->items[files->count++] = file;
}

void driver_named_add(driver_named_files *files, const char *role, const char *path, driver_use use)
{
    int fd = strcmp(path, "-") != 0 ? -1 : use == DRIVER_READ ? STDIN_FILENO : STDOUT_FILENO;
    add(files, (driver_named_file){ role, path, fd, use, false });
}

/* Adds each path of a list with commas. */
static void add_paths(driver_named_files *files, const char *role, const char *list)
{
    for (;;) {
        size_t n = strcspn(list, ",");
        char *path = strndup(list, n);
        files->failed = files->failed || !path;
        if (path && strpbrk(path, "/."))
            add(files, (driver_named_file){ role, path, -1, DRIVER_READ, true });
        else
            free(path);
        if (list[n] == '\0')
            return;
        list += n + 1;
    }
}

void driver_named_free(driver_named_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (files->items[i].is_own)
            free((char *)files->items[i].path);
    free(files->items);
    *files = (driver_named_files){ 0 };
}

/* Adds the options given whose argument is a file.  `filter`: whose they are, or NULL for a program's own. */
static void add_given(driver_named_files *files, const filter_descriptor *filter, const filter_given *given,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = given[i].option->name;
        const char *report = filter ? filter->report : "report";
        bool is_report = report && strcmp(report, name) == 0;
        if (filter && filter->name_or_path && strcmp(filter->name_or_path, name) == 0)
            add_paths(files, name, given[i].value);
        else if (given[i].value && option_takes_file(given[i].option))
            driver_named_add(files, name, given[i].value, is_report ? DRIVER_ROWS : DRIVER_READ);
    }
}

void driver_named_collect(driver_named_files *files, const driver_settings *s, const pipeline_stage *stages,
                          size_t count)
{
    bool is_own = true;
    for (size_t i = 0; i < count; i++) {
        add_given(files, stages[i].filter, stages[i].given, stages[i].count);
        is_own = is_own && stages[i].given != s->given;
    }
    if (is_own)
        add_given(files, NULL, s->given, s->given_count);
    if (s->data)
        driver_named_add(files, "data", s->data, DRIVER_READ);
    if (s->log)
        driver_named_add(files, "log", s->log, DRIVER_ROWS);
    if (s->html)
        driver_named_add(files, "html", s->html, DRIVER_ROWS);
    if (s->rejects)
        driver_named_add(files, "rejects", s->rejects, DRIVER_ROWS);
    if (s->output)
        driver_named_add(files, "output", s->output, DRIVER_WRITTEN);
    else if (!s->in_place && !s->tree.output)
        driver_named_add(files, "output", "-", DRIVER_WRITTEN);
    for (size_t i = 0; i < s->file_count; i++)
        if (strcmp(s->files[i], "-") != 0) /* standard input is added below */
            driver_named_add(files, "input", s->files[i], s->in_place ? DRIVER_WRITTEN : DRIVER_READ);
    driver_named_add(files, "standard input", "-", DRIVER_READ);
}

/* Finds the folder of a file that is not there. */
static void identify_folder(const char *path, struct identity *id)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    struct stat info;
    if (folder && stat(folder, &info) == 0) {
        id->device = info.st_dev;
        id->inode = info.st_ino;
        id->name = slash ? slash + 1 : path;
        id->is_regular = true;
    }
    free(folder);
}

static struct identity identify(const driver_named_file *file)
{
    struct identity id = { .file = file };
    struct stat info;
    if ((file->fd >= 0 ? fstat(file->fd, &info) : stat(file->path, &info)) == 0) {
        id.device = info.st_dev;
        id.inode = info.st_ino;
        id.is_regular = S_ISREG(info.st_mode);
        id.has_text = id.is_regular && info.st_size > 0;
    } else if (errno == ENOENT && file->use != DRIVER_READ) {
        identify_folder(file->path, &id);
    }
    return id;
}

/* By file, those that are written first. */
static int compare(const void *a, const void *b)
{
    const struct identity *x = a, *y = b;
    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    if (x->inode != y->inode)
        return x->inode < y->inode ? -1 : 1;
    int order = strcmp(x->name ? x->name : "", y->name ? y->name : "");
    return order ? order : (x->file->use == DRIVER_READ) - (y->file->use == DRIVER_READ);
}

static bool is_same_file(const struct identity *a, const struct identity *b)
{
    return a->is_regular && b->is_regular && a->device == b->device && a->inode == b->inode &&
           strcmp(a->name ? a->name : "", b->name ? b->name : "") == 0;
}

static bool starts_with(hp_span text, const char *start)
{
    size_t length = strlen(start);
    return text.len >= length && memcmp(text.ptr, start, length) == 0;
}

/* True when rows or a page may replace what the file holds: it is empty, or such a thing itself. */
static bool is_replaceable(const struct identity *id)
{
    char head[64];
    const driver_named_file *file = id->file;
    if (!id->has_text || driver_output_standard_at(file->path) >= 0)
        return true;
    int fd = open(file->path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, head, sizeof head);
    if (fd >= 0)
        close(fd);
    hp_span text = { head, n > 0 ? (size_t)n : 0 };
    return starts_with(text, DRIVER_ROWS_START) || starts_with(text, FILE_REPORT_START) ||
           starts_with(text, DRIVER_REJECT_START) || starts_with(text, PAGE_START);
}

/* The file's name for a message. */
static const char *name_of(const driver_named_file *file)
{
    return file->fd < 0 ? file->path : file->fd == STDIN_FILENO ? "standard input" : "standard output";
}

static bool check(const struct identity *ids, size_t count, const char *program, bool force)
{
    for (size_t i = 0; i < count; i++) {
        const driver_named_file *file = ids[i].file;
        if (file->use != DRIVER_READ && i + 1 < count && is_same_file(&ids[i], &ids[i + 1])) {
            const driver_named_file *other = ids[i + 1].file;
            driver_complain(program, "%s is %s and %s: what is written can be nothing else%s", name_of(file),
                            file->role, other->role,
                            other->use == DRIVER_READ && file->use == DRIVER_WRITTEN
                                ? " (to rewrite a file there is --in-place)"
                                : "");
            return false;
        }
        if (file->use == DRIVER_ROWS && !force && !is_replaceable(&ids[i])) {
            driver_complain(program, "%s, for --%s, holds something that is no log or report (--force replaces it)",
                            file->path, file->role);
            return false;
        }
    }
    return true;
}

/* Standard output takes one thing: text, or the rows for "-". */
static bool has_one_for_standard_output(const driver_named_files *files, const char *program)
{
    const driver_named_file *first = NULL;
    for (size_t i = 0; i < files->count; i++) {
        const driver_named_file *file = &files->items[i];
        if (file->use == DRIVER_READ || file->fd != STDOUT_FILENO)
            continue;
        if (first) {
            driver_complain(program, "standard output is %s and %s: give one of them a FILE", first->role, file->role);
            return false;
        }
        first = file;
    }
    return true;
}

bool driver_named_are_safe(const driver_named_files *files, const char *program, bool force)
{
    struct identity *ids = files->failed ? NULL : calloc(files->count + 1, sizeof *ids);
    if (!ids) {
        driver_complain(program, "out of memory");
        return false;
    }
    for (size_t i = 0; i < files->count; i++)
        ids[i] = identify(&files->items[i]);
    qsort(ids, files->count, sizeof *ids, compare);
    bool good = has_one_for_standard_output(files, program) && check(ids, files->count, program, force);
    free(ids);
    return good;
}

bool driver_named_has_written(const driver_named_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (files->items[i].use != DRIVER_READ && files->items[i].fd < 0)
            return true;
    return false;
}
