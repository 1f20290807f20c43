/* options.c - the options of every filter, as words of a command line: what the sweeps go through.
 *
 *     options ARGUMENTS
 *
 * Prints "filter TAB --name" for an option without an argument, and "filter TAB --name=argument" for each argument that
 * is worth a try: the words in the filter's own table, or those that the list ARGUMENTS has for it ("filter TAB name TAB
 * argument [TAB argument]...").  A filter that joins the registry is here by itself; an option that takes anything
 * (a file, a number) needs a line in the list, and says so: exit 1.
 *
 * Worked: "norm TAB --form=nfc", "seg TAB --pos", and by the list "seg TAB --nbest=3".
 */
#include <stdio.h>
#include <string.h>

#include "pipeline/filter.h"
#include "text/fields.h"

/* Prints the words for the option that the list has; their number. */
static size_t print_listed(hp_span all, const char *filter, const char *name)
{
    size_t count = 0;
    text_list list = text_list_start("", all);
    for (hp_span line, of, option, argument; text_list_next(&list, &line);) {
        if (!text_take_field(&line, &of) || !text_take_field(&line, &option) || strlen(filter) != of.len ||
            strlen(name) != option.len || memcmp(of.ptr, filter, of.len) != 0 ||
            memcmp(option.ptr, name, option.len) != 0)
            continue;
        for (; text_take_field(&line, &argument); count++)
            printf("%s\t--%s=%.*s\n", filter, name, (int)argument.len, argument.ptr);
    }
    return count;
}

static bool print_option(hp_span list, const char *filter, const filter_option *option)
{
    if (!option->argument || option->argument[0] == '[')
        printf("%s\t--%s\n", filter, option->name);
    for (size_t i = 0; option->values && option->values[i]; i++)
        printf("%s\t--%s=%s\n", filter, option->name, option->values[i]);
    if (!option->argument || option->values || print_listed(list, filter, option->name) > 0)
        return true;
    fprintf(stderr, "%s --%s=%s: add arguments that are worth a try to tests/sweep/arguments\n", filter, option->name,
            option->argument);
    return false;
}

int main(int argc, char **argv)
{
    text_list list;
    bool good = argc == 2 && text_list_open(&list, argv[1], NULL) == HP_OK;
    if (!good) {
        fputs("Usage: options ARGUMENTS\n", stderr);
        return 2;
    }
    for (size_t i = 0; filter_registry[i]; i++)
        for (const filter_option *o = filter_registry[i]->options; o && o->name; o++)
            if (strcmp(o->name, "list") != 0)
                good = print_option(list.rest, filter_registry[i]->word, o) && good;
    text_list_close(&list);
    return good ? 0 : 1;
}
