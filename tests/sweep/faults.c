/* faults.c - a library for LD_PRELOAD under which memory runs out and calls of the system fail, at a place of choice.
 *
 *     FAULTS=KIND,N        the N-th call of that kind fails (N from 1); FAULTS=KIND,N+ that one and all after it
 *     FAULTS=short,N       each read or write moves N bytes at most, and every other one is interrupted (EINTR)
 *     FAULTS_LIST=FILE     nothing fails; at the end FILE has the numbers of the KIND's calls that came by a new way
 *
 * KINDs: alloc open read write close rename link fsync fchmod mmap thread.  The way to an allocation is the calls in
 * the program itself and the nearest three of libraries, so that a library's own thousands are sampled.  The standard
 * streams are put on read() and write() of this file, which the C library's own calls would pass by.
 * The dynamic linker's own allocations do not fail: it ends the process by itself there, when it loads a library
 * (load/library.c) or a thread first calls one, as when it starts a program.
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FRAMES = 24, WAYS_MAX = 4096 };

static char kind[16];
static unsigned long at, most; /* the call that fails; with "short": bytes a call */
static bool after, listing;
static atomic_ulong calls;
static uintptr_t program[2]; /* where the program itself lies */
static uintptr_t linker[2];  /* and the dynamic linker */
static uint64_t ways[WAYS_MAX];
static unsigned long numbers[WAYS_MAX];
static size_t way_count;
static _Thread_local bool inside;

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static bool in_program(const void *address)
{
    return (uintptr_t)address >= program[0] && (uintptr_t)address < program[1];
}

/* Notes the call's number when nothing has come this way before. */
static __attribute__((noinline)) void note_way(unsigned long number)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    void *frames[FRAMES];
    uint64_t way = 1469598103934665603u;
    inside = true;
    int n = backtrace(frames, FRAMES);
    for (int i = 3, library = 0; i < n; i++)
        if (in_program(frames[i]) || library++ < 3)
            way = (way ^ (uintptr_t)frames[i]) * 1099511628211u;
    pthread_mutex_lock(&lock);
    size_t i = 0;
    while (i < way_count && ways[i] != way)
        i++;
    if (i == way_count && i < WAYS_MAX) {
        ways[way_count] = way;
        numbers[way_count++] = number;
    }
    pthread_mutex_unlock(&lock);
    inside = false;
}

/* True when this call is to fail. */
static __attribute__((noinline)) bool fails(const char *what)
{
    if (inside || kind[0] != what[0] || strcmp(kind, what) != 0)
        return false;
    unsigned long number = ++calls;
    if (listing)
        note_way(number);
    return !listing && (number == at || (after && number > at));
}

/* For a program that has this library in it and says itself which allocation fails: the n-th from here on; 0: none.
 * Returns how many there were since the call before. */
unsigned long faults_arm(unsigned long n);
unsigned long faults_arm(unsigned long n)
{
    memcpy(kind, n ? "alloc" : "none", sizeof "alloc");
    at = n;
    return atomic_exchange(&calls, 0);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL_ALLOC(value) \
    do { \
        uintptr_t caller = (uintptr_t)__builtin_return_address(0); \
        if (caller < linker[0] || caller >= linker[1]) \
            FAIL("alloc", ENOMEM, value); \
    } while (0)
#define FAIL(what, error, value) \
    do { \
        if (fails(what)) { \
            errno = error; \
            return value; \
        } \
    } while (0)

void *malloc(size_t n)
{
    FAIL_ALLOC(NULL);
    return __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    FAIL_ALLOC(NULL);
    return __libc_calloc(n, size);
}

void *realloc(void *old, size_t n)
{
    FAIL_ALLOC(NULL);
    return __libc_realloc(old, n);
}

int posix_memalign(void **out, size_t alignment, size_t n)
{
    if (fails("alloc"))
        return ENOMEM;
    *out = __libc_memalign(alignment, n);
    return *out ? 0 : ENOMEM;
}

/* Whether this read or write is interrupted; *n is what it may move. */
static bool is_interrupted(size_t *n)
{
    static atomic_uint turn;
    if (most == 0)
        return false;
    if (*n > most)
        *n = most;
    return ++turn % 2;
}

ssize_t read(int fd, void *to, size_t n)
{
    FAIL("read", EIO, -1);
    if (is_interrupted(&n)) {
        errno = EINTR;
        return -1;
    }
    return NEXT(read)(fd, to, n);
}

ssize_t pread(int fd, void *to, size_t n, off_t from)
{
    FAIL("read", EIO, -1);
    if (is_interrupted(&n)) {
        errno = EINTR;
        return -1;
    }
    return NEXT(pread)(fd, to, n, from);
}

ssize_t write(int fd, const void *from, size_t n)
{
    if (fd != STDERR_FILENO)
        FAIL("write", ENOSPC, -1);
    if (is_interrupted(&n)) {
        errno = EINTR;
        return -1;
    }
    return NEXT(write)(fd, from, n);
}

int open(const char *path, int flags, ...)
{
    va_list ap;
    va_start(ap, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
    va_end(ap);
    FAIL("open", EMFILE, -1);
    return NEXT(open)(path, flags, mode);
}

int mkostemp(char *path, int flags)
{
    FAIL("open", EMFILE, -1);
    return NEXT(mkostemp)(path, flags);
}

int close(int fd)
{
    int result = NEXT(close)(fd);
    FAIL("close", EIO, -1);
    return result;
}

int rename(const char *from, const char *to)
{
    FAIL("rename", EIO, -1);
    return NEXT(rename)(from, to);
}

int link(const char *from, const char *to)
{
    FAIL("link", EPERM, -1);
    return NEXT(link)(from, to);
}

int fsync(int fd)
{
    FAIL("fsync", EIO, -1);
    return NEXT(fsync)(fd);
}

int fchmod(int fd, mode_t mode)
{
    FAIL("fchmod", EPERM, -1);
    return NEXT(fchmod)(fd, mode);
}

void *mmap(void *where, size_t n, int protection, int flags, int fd, off_t offset)
{
    FAIL("mmap", ENOMEM, MAP_FAILED);
    return NEXT(mmap)(where, n, protection, flags, fd, offset);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    if (fails("thread"))
        return EAGAIN;
    return NEXT(pthread_create)(thread, attributes, start, argument);
}

/* A stream's descriptor is what its cookie holds. */
static ssize_t stream_read(void *cookie, char *to, size_t n)
{
    return read((int)(intptr_t)cookie, to, n);
}

static ssize_t stream_write(void *cookie, const char *from, size_t n)
{
    ssize_t moved = write((int)(intptr_t)cookie, from, n);
    return moved < 0 ? 0 : moved; /* what fopencookie() asks for */
}

static int stream_close(void *cookie)
{
    return close((int)(intptr_t)cookie);
}

static FILE *stream_on(int fd, const char *mode)
{
    return fopencookie((void *)(intptr_t)fd, mode,
                       (cookie_io_functions_t){ stream_read, stream_write, NULL, stream_close });
}

/* Only for the program's own calls: libraries ask such a stream for its descriptor, which it does not have. */
FILE *fopen(const char *path, const char *mode)
{
    if (!in_program(__builtin_return_address(0))) {
        FAIL("open", EMFILE, NULL);
        return NEXT(fopen)(path, mode);
    }
    int fd = open(path, mode[0] == 'r' ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC, 0666);
    FILE *stream = fd < 0 ? NULL : stream_on(fd, mode[0] == 'r' ? "r" : "w");
    if (fd >= 0 && !stream)
        close(fd);
    return stream;
}

/* The first is the program. */
static int find_code(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size, (void)unused;
    uintptr_t *code = program[1] == 0 ? program : info->dlpi_addr == getauxval(AT_BASE) ? linker : NULL;
    for (size_t i = 0; code && i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && info->dlpi_phdr[i].p_flags & PF_X) {
            code[0] = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            code[1] = code[0] + info->dlpi_phdr[i].p_memsz;
        }
    return 0;
}

__attribute__((constructor)) static void start(void)
{
    const char *order = getenv("FAULTS"), *comma = order ? strchr(order, ',') : NULL;
    void *frames[1];
    dl_iterate_phdr(find_code, NULL);
    backtrace(frames, 1); /* its own first allocations */
    stdin = stream_on(STDIN_FILENO, "r");
    stdout = stream_on(STDOUT_FILENO, "w");
    listing = getenv("FAULTS_LIST") != NULL;
    if (!comma || (size_t)(comma - order) >= sizeof kind)
        return;
    at = strtoul(comma + 1, NULL, 10);
    after = strchr(comma, '+') != NULL;
    if (strncmp(order, "short,", 6) == 0)
        most = at;
    memcpy(kind, order, (size_t)(comma - order));
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAULTS_LIST");
    inside = true;
    FILE *list = path ? NEXT(fopen)(path, "we") : NULL;
    for (size_t i = 0; list && i < way_count; i++)
        fprintf(list, "%lu\n", numbers[i]);
    if (list)
        fclose(list);
}
