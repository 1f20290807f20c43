/* sweep.c - runs a program with one fault after another and judges each run by the run without:
 *
 *     sweep SHIM TEMPLATE KIND MOST TOOL [ARGUMENT]... <input
 *     sweep --summary SHIM …          the tool writes sums: after a failure those of what it has seen
 *     sweep --library SHIM …          a library that the tool is given to may crash, if only nothing is left
 *
 * SHIM is faults.c as a library, KIND one of its kinds, MOST how many places are tried (those of new call stacks; all,
 * or evenly spaced ones).  Each run works in an own copy of the folder TEMPLATE.  What must hold:
 *
 *   - the program ends by itself, in time, with the status of the run without a fault and all of its output, or with
 *     another status and a message;
 *   - after a failure a file is what it was or what it should become; logs, pages and standard output may end early;
 *   - no other file is left.
 *
 * Prints what did not hold and, at the end, the number of runs: "12 runs, 0 wrong".
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES_MAX = 16, SECONDS = 20 };

/* A file's bytes; ptr is NULL where there is no file. */
typedef struct {
    char *ptr;
    size_t len;
} content;

/* A file that may be in the folder: before a run and after one without a fault. */
typedef struct {
    char *name;
    content before, after;
} known_file;

static known_file files[FILES_MAX];
static size_t file_count;
static content good_output;
static int good_status;
static const char *shim, *kind;
static char home[] = "/tmp/hanpipe-sweep-XXXXXX", folder[64], output_path[64], error_path[64], list_path[64];
static int input = -1;
static unsigned runs, wrong;
static char **command;

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "sweep: %s: %s\n", what, strerror(errno));
    exit(99);
}

static content take_file(const char *path)
{
    struct stat info;
    content c = { NULL, 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return c;
    if (fstat(fd, &info) != 0 || !(c.ptr = malloc((size_t)info.st_size + 1)))
        stop(path);
    if (read(fd, c.ptr, (size_t)info.st_size) != info.st_size)
        stop(path);
    c.len = (size_t)info.st_size;
    close(fd);
    return c;
}

static void put_file(const char *path, const content *c)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || write(fd, c->ptr, c->len) != (ssize_t)c->len || close(fd) != 0)
        stop(path);
}

static bool same(const content *a, const content *b)
{
    return !a->ptr == !b->ptr && a->len == b->len && (a->len == 0 || memcmp(a->ptr, b->ptr, a->len) == 0);
}

static bool begins(const content *whole, const content *part)
{
    return part->len <= whole->len && (part->len == 0 || memcmp(whole->ptr, part->ptr, part->len) == 0);
}

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n >= m && strcmp(name + n - m, end) == 0;
}

/* Whether what is in the file is as much of the good one as the run came to: a log, or a page, which has its end even
 * so. */
static bool may_end_early(const char *name, const content *good, const content *now)
{
    static const char end[] = "\n</script>";
    content part = *now;
    const char *stop = part.ptr && ends_in(name, ".html") ? memmem(part.ptr, part.len, end, sizeof end - 1) : NULL;
    if (stop)
        part.len = (size_t)(stop - part.ptr);
    return (stop || ends_in(name, ".log")) && begins(good, &part);
}

static char *join(const char *dir, const char *name)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s", dir, name) < 0)
        stop("asprintf");
    return path;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
}

static known_file *find_file(const char *name)
{
    for (size_t i = 0; i < file_count; i++)
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
}

/* Calls visit(name) for each file of `dir`, also in folders of it; what a run over folders keeps for the next is no file
 * here. */
static void each_file_below(const char *dir, const char *below, void (*visit)(const char *name))
{
    struct dirent **entries;
    char *path = join(dir, below);
    int n = scandir(path, &entries, is_shown, alphasort);
    if (n < 0)
        stop(path);
    for (int i = 0; i < n; i++) {
        char *name = *below ? join(below, entries[i]->d_name) : strdup(entries[i]->d_name);
        if (entries[i]->d_type != DT_DIR)
            visit(name);
        else if (strcmp(entries[i]->d_name, ".hanpipe") != 0)
            each_file_below(dir, name, visit);
        free(name);
        free(entries[i]);
    }
    free(entries);
    free(path);
}

static void each_file(const char *dir, void (*visit)(const char *name))
{
    each_file_below(dir, "", visit);
}

static const char *source; /* the folder that note_* read */

static known_file *know(const char *name)
{
    known_file *file = find_file(name);
    if (file)
        return file;
    if (file_count == FILES_MAX)
        stop("too many files");
    files[file_count] = (known_file){ .name = strdup(name) };
    return &files[file_count++];
}

static void note_before(const char *name)
{
    char *path = join(source, name);
    know(name)->before = take_file(path);
    free(path);
}

static void note_after(const char *name)
{
    char *path = join(folder, name);
    know(name)->after = take_file(path);
    free(path);
}

static int remove_any(const char *path, const struct stat *info, int flag, struct FTW *ftw)
{
    (void)info, (void)flag, (void)ftw;
    return remove(path);
}

static void restore(void)
{
    if (nftw(folder, remove_any, 8, FTW_DEPTH | FTW_PHYS) != 0 || mkdir(folder, 0777) != 0)
        stop(folder);
    for (size_t i = 0; i < file_count; i++) {
        char *path = join(folder, files[i].name);
        if (files[i].before.ptr)
            put_file(path, &files[i].before);
        free(path);
    }
}

static _Noreturn void become(const char *fault, bool list)
{
    struct rlimit no_core = { 0, 0 };
    int out = open(output_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int err = open(error_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    setrlimit(RLIMIT_CORE, &no_core);
    lseek(input, 0, SEEK_SET);
    if (chdir(folder) != 0 || dup2(input, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        stop(folder);
    close(out);
    close(err);
    if (fault) {
        setenv("FAULTS", fault, 1);
        setenv("LD_PRELOAD", shim, 1);
    }
    if (list)
        setenv("FAULTS_LIST", list_path, 1);
    alarm(SECONDS);
    execvp(command[0], command);
    stop(command[0]);
}

/* Runs the command and gives its wait status. */
static int run(const char *fault, bool list)
{
    int status;
    restore();
    pid_t child = fork();
    if (child == 0)
        become(fault, list);
    if (child < 0 || waitpid(child, &status, 0) != child)
        stop("fork");
    return status;
}

static const char *current; /* the fault of the run at hand */

static void complain(const char *what, const char *name)
{
    content err = take_file(error_path);
    printf("%s: %s%s\n  %.*s\n", current, name, what, err.len > 200 ? 200 : (int)err.len, err.ptr ? err.ptr : "");
    wrong++;
    free(err.ptr);
}

static bool summary; /* the output is no text that may end early */
static bool library; /* see above */
static bool failed;  /* the run at hand says that it did */

static void judge_file(const char *name)
{
    known_file *file = find_file(name);
    char *path = join(folder, name);
    content now = take_file(path);
    if (!file)
        complain(" is left over", name);
    else if (!failed && !same(&now, &file->after))
        complain(" is wrong, with a status of success", name);
    else if (failed && !same(&now, &file->after) && !same(&now, &file->before) &&
             !may_end_early(name, &file->after, &now))
        complain(" is neither the old one nor the new one", name);
    free(now.ptr);
    free(path);
}

/* Old files may not be lost. */
static void judge_missing(void)
{
    for (size_t i = 0; i < file_count; i++) {
        char *path = join(folder, files[i].name);
        bool must = failed ? files[i].before.ptr && files[i].after.ptr : files[i].after.ptr != NULL;
        if (must && access(path, F_OK) != 0)
            complain(" is not there", files[i].name);
        free(path);
    }
}

static void judge(int status)
{
    content out = take_file(output_path), err = take_file(error_path);
    runs++;
    failed = true;
    if (WIFSIGNALED(status) && library && WTERMSIG(status) == SIGSEGV) {
        each_file(folder, judge_file);
        judge_missing();
    } else if (WIFSIGNALED(status)) {
        complain(WTERMSIG(status) == SIGALRM ? "does not end" : strsignal(WTERMSIG(status)), "");
    } else {
        failed = WEXITSTATUS(status) != good_status || good_status != 0; /* the run without a fault may fail, too */
        if (failed && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) > 2))
            complain("a strange exit status", "");
        if (failed && err.len == 0 && (WEXITSTATUS(status) != good_status || !same(&good_output, &out)))
            complain("fails without a message", "");
        if (failed ? !summary && !begins(&good_output, &out) : !same(&good_output, &out))
            complain("wrong output", failed ? "failed, and " : "a status of success, and ");
        each_file(folder, judge_file);
        judge_missing();
    }
    free(out.ptr);
    free(err.ptr);
}

static void try_at(const char *number)
{
    char fault[64];
    snprintf(fault, sizeof fault, "%s,%s", kind, number);
    current = fault;
    judge(run(fault, false));
}

/* Tries the places that the list names, `most` of them, each alone, and every fourth with all that follow. */
static void try_listed(unsigned long most)
{
    content list = take_file(list_path);
    char number[32];
    size_t count = 0, taken = 0, at = 0;
    if (!list.ptr)
        stop(list_path);
    list.ptr[list.len] = '\0';
    if (list.len == 0 && strcmp(kind, "alloc") == 0)
        complain("the library of faults is not heard", "");
    for (size_t i = 0; i < list.len; i++)
        count += list.ptr[i] == '\n';
    for (char *line = strtok(list.ptr, "\n"); line; line = strtok(NULL, "\n"), at++) {
        if (count > most && at * most / count < taken)
            continue;
        try_at(line);
        snprintf(number, sizeof number, "%s+", line);
        if (taken++ % 4 == 0)
            try_at(number);
    }
    free(list.ptr);
}

int main(int argc, char **argv)
{
    char fault[32];
    summary = argc > 1 && strcmp(argv[1], "--summary") == 0;
    library = argc > 1 && strcmp(argv[1], "--library") == 0;
    argv += summary || library;
    argc -= summary || library;
    if (argc < 6) {
        fputs("Usage: sweep [--summary|--library] SHIM TEMPLATE KIND MOST TOOL [ARGUMENT]... <input\n", stderr);
        return 99;
    }
    shim = argv[1];
    source = argv[2];
    kind = argv[3];
    command = argv + 5;
    input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (!mkdtemp(home))
        stop(home);
    snprintf(folder, sizeof folder, "%s/work", home);
    snprintf(output_path, sizeof output_path, "%s/out", home);
    snprintf(error_path, sizeof error_path, "%s/err", home);
    snprintf(list_path, sizeof list_path, "%s/list", home);
    if (mkdir(folder, 0700) != 0)
        stop(folder);
    each_file(source, note_before);
    int status = run(NULL, false);
    good_status = WIFEXITED(status) ? WEXITSTATUS(status) : 99;
    good_output = take_file(output_path);
    each_file(folder, note_after);
    if (strcmp(kind, "short") == 0) {
        try_at("1");
        try_at("7");
    } else {
        snprintf(fault, sizeof fault, "%s,0", kind);
        current = "no fault";
        judge(run(fault, true));
        try_listed(strtoul(argv[4], NULL, 10));
    }
    printf("%u runs, %u wrong\n", runs, wrong);
    nftw(home, remove_any, 8, FTW_DEPTH | FTW_PHYS);
    return good_status > 2 || wrong ? 1 : 0;
}
