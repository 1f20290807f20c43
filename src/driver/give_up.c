/* give_up.c - see give_up.h.  In a signal handler nothing may be allocated or printed: write() alone is used. */
#include "driver/give_up.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver/files/temporary.h"

/* Set once, before there are threads. */
static const char *name;
static int exit_status;

static void say(const char *text)
{
    (void)!write(STDERR_FILENO, text, strlen(text));
}

static _Noreturn void end(const char *why)
{
    driver_temporary_remove_all();
    say(name);
    say(why);
    _exit(exit_status);
}

static void end_aborted(int number)
{
    (void)number;
    end(": a library gave up: memory is out, or one of its files is damaged\n");
}

void driver_give_up_prepare(const char *program, int status)
{
    name = program;
    exit_status = status;
    signal(SIGABRT, end_aborted);
}

static void *or_end(void *memory)
{
    if (!memory)
        end(": out of memory\n");
    return memory;
}

static void *make(size_t size)
{
    return or_end(malloc(size ? size : 1));
}

static void *resize(void *old, size_t size)
{
    return or_end(realloc(old, size ? size : 1));
}

static char *copy(const char *string)
{
    return or_end(strdup(string));
}

const filter_memory driver_give_up_memory = { make, resize, copy, free };
