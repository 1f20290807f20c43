/* measure.c - what a command costs.
 *
 *     measure SECONDS COMMAND [ARGUMENT]... -- FILE...
 *
 * Runs the command once with each FILE behind its arguments, its output and messages going to /dev/null, and prints for
 * each run a line: processor time in microseconds, greatest memory in KiB, exit status (98 when it was ended, as it is
 * after SECONDS of processor time), and the file's name.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static long microseconds(const struct timeval *time)
{
    return time->tv_sec * 1000000 + time->tv_usec;
}

static _Noreturn void become(char **command, unsigned long seconds)
{
    struct rlimit limit = { seconds, seconds + 1 };
    int null = open("/dev/null", O_RDWR);
    setrlimit(RLIMIT_CPU, &limit);
    if (null >= 0 && dup2(null, 0) >= 0 && dup2(null, 1) >= 0 && dup2(null, 2) >= 0)
        execvp(command[0], command);
    _exit(99);
}

int main(int argc, char **argv)
{
    int first = 2;
    while (first < argc && strcmp(argv[first], "--") != 0)
        first++;
    if (first < 3 || first >= argc) {
        fputs("Usage: measure SECONDS COMMAND [ARGUMENT]... -- FILE...\n", stderr);
        return 2;
    }
    for (int i = first + 1; i < argc; i++) {
        struct rusage used;
        int status;
        argv[first] = argv[i]; /* the command's last argument */
        char *next = argv[first + 1];
        argv[first + 1] = NULL;
        pid_t child = fork();
        if (child == 0)
            become(argv + 2, strtoul(argv[1], NULL, 10));
        argv[first + 1] = next;
        if (child < 0 || wait4(child, &status, 0, &used) != child)
            return 1;
        printf("%ld %ld %d %s\n", microseconds(&used.ru_utime) + microseconds(&used.ru_stime), used.ru_maxrss,
               WIFEXITED(status) ? WEXITSTATUS(status) : 98, argv[i]);
        fflush(stdout);
    }
    return 0;
}
