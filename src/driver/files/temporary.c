/* temporary.c - see temporary.h.
 *
 * A thread of its own waits for the signals, which are blocked in all others.  It removes what is in the list of
 * temporary files with the lock held and ends the process without letting go of it; who makes, renames or removes a
 * file holds the same lock.  So there is no moment at which a signal leaves a file behind, or finds a target without
 * its name.  Worked: "dir/a.txt" → "dir/a.txt.Xq81Zk", and the rename makes it "dir/a.txt".
 */
#include "driver/files/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text/buffer.h"

/* What is put behind a target's name, and one more for the old file's second name. */
#define ENDING ".XXXXXX"
enum { NAME_ROOM = 255 - (sizeof ENDING - 1) - 1 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char **paths; /* of temporary files; the callers own the strings */
static size_t path_count, path_room;
static sigset_t guarded; /* waited for; not changed once the thread runs */
static bool guards_pipe;

void driver_temporary_remove_all(void)
{
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < path_count; i++)
        unlink(paths[i]);
}

static _Noreturn void remove_and_end(int number)
{
    sigset_t only;
    driver_temporary_remove_all();
    signal(number, SIG_DFL);
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
    _exit(128 + number);
}

static void *wait_for_signal(void *unused)
{
    int number;
    (void)unused;
    while (sigwait(&guarded, &number) != 0)
        continue;
    remove_and_end(number);
}

void driver_temporary_guard(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGABRT, SIGPIPE, SIGXFSZ };
    static bool guards;
    sigset_t blocked;
    pthread_t thread;
    if (guards) /* the thread reads what it waits for */
        return;
    guards = true;
    sigemptyset(&guarded);
    sigemptyset(&blocked);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction act;
        if (sigaction(numbers[i], NULL, &act) != 0 || act.sa_handler == SIG_IGN)
            continue;
        sigaddset(&blocked, numbers[i]);
        guards_pipe = guards_pipe || numbers[i] == SIGPIPE;
        /* A write that fails is told by its errno. */
        if (numbers[i] != SIGPIPE && numbers[i] != SIGXFSZ)
            sigaddset(&guarded, numbers[i]);
    }
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    if (pthread_create(&thread, NULL, wait_for_signal, NULL) == 0)
        pthread_detach(thread);
    else
        pthread_sigmask(SIG_UNBLOCK, &guarded, NULL); /* better a file left behind than a process that does not end */
}

void driver_temporary_end_by_pipe(void)
{
    if (guards_pipe)
        remove_and_end(SIGPIPE);
}

/* Writes the pattern for a new file's name: that of the target, cut at a character's start where it is too long. */
static void write_pattern(const char *target, hp_buf *out)
{
    const char *slash = strrchr(target, '/'), *name = slash ? slash + 1 : target;
    size_t length = strlen(name);
    if (length > NAME_ROOM)
        for (length = NAME_ROOM; length > 1 && ((unsigned char)name[length] & 0xC0) == 0x80;)
            length--;
    buffer_format(out, "%.*s%.*s" ENDING, (int)(name - target), target, (int)length, name);
}

/* With the lock held. */
static bool reserve_path(void)
{
    if (path_count < path_room)
        return true;
    size_t room = path_room ? 2 * path_room : 8;
    const char **more = reallocarray(paths, room, sizeof *more);
    if (!more)
        return false;
    paths = more;
    path_room = room;
    return true;
}

/* With the lock held. */
static void forget(const char *path)
{
    for (size_t i = 0; i < path_count; i++)
        if (paths[i] == path)
            paths[i--] = paths[--path_count];
    if (path_count == 0) {
        free(paths);
        paths = NULL;
        path_room = 0;
    }
}

int driver_temporary_make(const char *target, char **path, int *fd)
{
    hp_buf pattern = { 0 };
    write_pattern(target, &pattern);
    *path = NULL;
    *fd = -1;
    pthread_mutex_lock(&lock);
    int error = pattern.failed || !reserve_path() ? ENOMEM : 0;
    if (!error) {
        *fd = mkostemp(pattern.ptr, O_CLOEXEC);
        error = *fd < 0 ? errno : 0;
    }
    if (!error)
        paths[path_count++] = *path = pattern.ptr;
    pthread_mutex_unlock(&lock);
    if (error)
        hp_buf_free(&pattern);
    return error;
}

/* Gives the old file the name `backup` as well, so that there is no moment without the first; where the file system has
 * no hard links it is renamed.  *moved says that it was. */
static int keep_old(const char *path, const char *target, const char *backup, bool *moved)
{
    hp_buf second = { 0 };
    buffer_format(&second, "%s~", path);
    int error = second.failed ? ENOMEM : 0;
    bool linked = !error && link(target, second.ptr) == 0;
    *moved = !error && !linked;
    if (!error && rename(linked ? second.ptr : target, backup) != 0)
        error = errno;
    /* Also where the two were one file, which rename() leaves alone. */
    if (linked)
        unlink(second.ptr);
    *moved = *moved && !error;
    hp_buf_free(&second);
    return error;
}

int driver_temporary_place(const char *path, const char *target, const char *backup)
{
    bool moved = false;
    pthread_mutex_lock(&lock);
    int error = backup ? keep_old(path, target, backup, &moved) : 0;
    if (!error && rename(path, target) != 0) {
        error = errno;
        if (moved)
            (void)!rename(backup, target);
    }
    if (!error)
        forget(path);
    pthread_mutex_unlock(&lock);
    return error;
}

void driver_temporary_remove(const char *path)
{
    pthread_mutex_lock(&lock);
    unlink(path);
    forget(path);
    pthread_mutex_unlock(&lock);
}
