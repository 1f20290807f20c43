/* lines.c - makes long lines of the kinds in a list:
 *
 *     lines LIST BYTES FOLDER
 *
 * A line of LIST is "name TAB unit" or "name TAB unit TAB unit"; # begins a comment.  The file FOLDER/N, N the number of
 * the kind from 1, gets the first unit as often as fits into BYTES, or into half of them, and then the second.  In a unit
 * \n \t \r \\ and \0NNN (octal) are what they are in C.  The kinds' names go to standard output, one a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Turns escapes in *text into bytes and returns how many there are. */
static size_t unescape(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        if (*at != '\\') {
            *to++ = *at;
        } else if (*++at == '0') {
            *to++ = (char)((at[1] - '0') << 6 | (at[2] - '0') << 3 | (at[3] - '0'));
            at += 3;
        } else {
            *to++ = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at == 'r' ? '\r' : '\\';
        }
    }
    return (size_t)(to - text);
}

static void repeat(FILE *out, char *unit, size_t bytes)
{
    size_t len = unescape(unit);
    for (size_t n = len ? bytes / len : 0; n > 0; n--)
        fwrite(unit, 1, len, out);
}

int main(int argc, char **argv)
{
    char *line = NULL, path[4096];
    size_t room = 0;
    FILE *list = argc == 4 ? fopen(argv[1], "re") : NULL;
    if (!list) {
        fputs("Usage: lines LIST BYTES FOLDER\n", stderr);
        return 2;
    }
    size_t bytes = strtoul(argv[2], NULL, 10);
    for (int number = 1; getline(&line, &room, list) > 0;) {
        char *name = strtok(line, "\t\n"), *first = name ? strtok(NULL, "\t\n") : NULL;
        char *second = first ? strtok(NULL, "\t\n") : NULL;
        if (!first || name[0] == '#')
            continue;
        snprintf(path, sizeof path, "%s/%d", argv[3], number++);
        FILE *out = fopen(path, "we");
        if (!out)
            return 1;
        repeat(out, first, second ? bytes / 2 : bytes);
        if (second)
            repeat(out, second, bytes / 2);
        if (fclose(out) != 0)
            return 1;
        puts(name);
    }
    free(line);
    fclose(list);
    return 0;
}
