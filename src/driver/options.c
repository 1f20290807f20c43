/* options.c - reads command lines with getopt_long() from the option tables, and prints help and versions from them.
 *
 * Given a program's own options it adds those that every tool shares.  Worked: "-j2 --log=x a.txt" with no own
 * options leaves threads 2, log "x", files {"a.txt"}.
 */
#include "driver/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "data/data_file.h"
#include "driver/report/message.h"
#include "pipeline/option_value.h"
#include "text/buffer.h"
#include "text/error.h"

/* getopt's values: a letter, or one of these plus the option's place in its table. */
enum { SHARED = 256, CHECK = 999, OWN = 1000 };

enum { CHUNK = 1 << 18, MAX_LINE = 1 << 28, MAX_DOCUMENT = 1 << 28 };

enum choice {
    OPT_THREADS,
    OPT_OUTPUT,
    OPT_IN_PLACE,
    OPT_INVALID,
    OPT_MAX_LINE,
    OPT_MAX_DOCUMENT,
    OPT_CHUNK,
    OPT_LOG,
    OPT_FORCE,
    OPT_SYNC,
    OPT_STATS,
    OPT_DATA,
    OPT_QUIET,
    OPT_VERBOSE,
    OPT_HELP,
    OPT_VERSION,
    OPT_COUNT
};

/* In the order of driver_invalid. */
static const char *const invalid_modes[] = { "keep", "replace", "fail", NULL };

/* In the order of `enum choice`. */
static const filter_option shared[] = {
    { 'j', "threads", "N", "worker threads (default, and 0: one for each processor)" },
    { 'o', "output", "FILE", "write to FILE, which appears whole or not at all" },
    { 0, "in-place", "[SUFFIX]", "rewrite each FILE, keeping the old one as FILE+SUFFIX" },
    { 0, "invalid", "MODE", "invalid UTF-8: keep (default), replace by U+FFFD, or fail", invalid_modes },
    { 0, "max-line", "SIZE", "refuse longer lines; bytes, or with K, M, G (default: 256M)" },
    { 0, "max-document", "SIZE", "refuse larger files where a filter must see the whole (default: 256M)" },
    { 0, "chunk", "BYTES", "read in steps of so many bytes" },
    { 0, "log", "FILE", "write one tab-separated row for each edit" },
    { 0, "force", NULL, "a log or report replaces FILE whatever that holds" },
    { 0, "sync", NULL, "end only when what was written is on the disk" },
    { 0, "stats", NULL, "counts as one JSON object on standard error" },
    { 0, "data", "FILE", "compiled dictionaries to use" },
    { 'q', "quiet", NULL, "no warnings and no progress line" },
    { 'v', "verbose", NULL, "one line on standard error for each file" },
    { 'h', "help", NULL, "show this help" },
    { 'V', "version", NULL, "show versions" },
    { 0 }
};

static const filter_option check_option = { 0, "check", NULL, "no text: counts only; exit 0 none, 1 found, 2 trouble" };

static size_t count_options(const filter_option *table)
{
    size_t n = 0;
    while (table && table[n].name)
        n++;
    return n;
}

/* Adds the table's options to getopt's two forms; the value of option i is first + i. */
static void add_table(const filter_option *table, size_t count, int first, struct option **to, hp_buf *letters)
{
    for (size_t i = 0; i < count; i++) {
        const char *argument = table[i].argument;
        int has = !argument ? no_argument : argument[0] == '[' ? optional_argument : required_argument;
        *(*to)++ = (struct option){ table[i].name, has, NULL, first + (int)i };
        if (table[i].letter)
            buffer_format(letters, "%c%s", table[i].letter, has == required_argument ? ":" : "");
    }
}

/* True when the program has the shared option: it has a use for it, and none of its own by that name. */
static bool has_shared(const driver_program *program, size_t choice)
{
    for (size_t i = 0; i < count_options(program->options); i++)
        if (strcmp(program->options[i].name, shared[choice].name) == 0)
            return false;
    for (size_t i = 0; program->lacks && program->lacks[i]; i++)
        if (strcmp(program->lacks[i], shared[choice].name) == 0)
            return false;
    return true;
}

/* The index of the option with this letter, or `count`. */
static size_t find_letter(const filter_option *table, size_t count, int letter)
{
    size_t i = 0;
    while (i < count && table[i].letter != letter)
        i++;
    return i;
}

/* Reads a number of at least `low`, with K, M or G for powers of 1024. */
static bool read_size(const char *text, size_t low, size_t high, size_t *out)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    const char *units = "KMG", *unit = *end ? strchr(units, *end) : NULL;
    if (errno || end == text || text[0] == '-')
        return false;
    for (const char *u = units; unit && u <= unit; u++) {
        if (n > SIZE_MAX / 1024)
            return false;
        n *= 1024;
    }
    if (end[unit != NULL] != '\0' || n < low || n > high)
        return false;
    *out = n;
    return true;
}

static size_t count_processors(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 1 ? (size_t)processors : 1;
}

/* Notes a shared option without an argument. */
static void note_flag(driver_settings *s, enum choice choice)
{
    switch (choice) {
    case OPT_FORCE:
        s->force = true;
        break;
    case OPT_SYNC:
        s->sync = true;
        break;
    case OPT_STATS:
        s->stats = true;
        break;
    case OPT_QUIET:
        s->quiet = true;
        break;
    case OPT_VERBOSE:
        s->verbose = true;
        break;
    case OPT_HELP:
        s->help = true;
        break;
    case OPT_VERSION:
        s->version = true;
        break;
    default:
        break;
    }
}

/* Notes one of the shared options; false, with a message, when its argument is wrong. */
static bool note_shared(driver_settings *s, enum choice choice, const filter_given *given)
{
    const char *value = given->value;
    bool good = true;
    switch (choice) {
    case OPT_THREADS:
        good = read_size(value, 0, 1024, &s->threads);
        if (s->threads == 0)
            s->threads = count_processors();
        break;
    case OPT_OUTPUT:
        s->output = strcmp(value, "-") == 0 ? NULL : value;
        break;
    case OPT_IN_PLACE:
        s->in_place = value ? value : "";
        break;
    case OPT_INVALID:
        s->invalid = (driver_invalid)option_choice(given);
        break;
    case OPT_MAX_LINE:
        good = read_size(value, 1, (size_t)1 << 30, &s->max_line);
        break;
    case OPT_MAX_DOCUMENT:
        good = read_size(value, 1, (size_t)1 << 40, &s->max_document);
        break;
    case OPT_CHUNK:
        good = read_size(value, 1, (size_t)1 << 30, &s->chunk);
        break;
    case OPT_LOG:
        s->log = value;
        break;
    case OPT_DATA:
        s->data = value;
        break;
    default:
        note_flag(s, choice);
    }
    if (!good)
        driver_complain(s->program, "--%s=%s: wrong value", shared[choice].name, value);
    return good;
}

/* Refuses what cannot go together. */
static bool is_consistent(const driver_settings *s)
{
    if (s->in_place && s->output)
        driver_complain(s->program, "--in-place and -o cannot be used together");
    else if (s->in_place && s->check)
        driver_complain(s->program, "--in-place and --check cannot be used together");
    else if (s->in_place && strchr(s->in_place, '/'))
        driver_complain(s->program, "--in-place=%s: a suffix has no '/'", s->in_place);
    else
        return true;
    return false;
}

/* False, with a message, when the argument is none of its option's values. */
static bool has_good_value(const char *program, const filter_given *given)
{
    hp_error err = { 0 };
    bool good = option_check(given, &err) == HP_OK;
    if (!good)
        driver_complain(program, "%s", hp_error_text(&err));
    error_clear(&err);
    return good;
}

/* Parses with getopt_long(); false when an option is wrong. */
static bool read_all(const driver_program *program, int argc, char **argv, const struct option *longs,
                     const char *letters, driver_settings *s)
{
    size_t own = count_options(program->options);
    int value;
    while ((value = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (value == '?')
            return false;
        size_t i = value >= OWN      ? (size_t)(value - OWN)
                   : value >= SHARED ? own
                                     : find_letter(program->options, own, value);
        if (value == CHECK) {
            s->check = true;
        } else if (i < own) {
            s->given[s->given_count] = (filter_given){ &program->options[i], optarg };
            if (!has_good_value(program->name, &s->given[s->given_count++]))
                return false;
            s->list = s->list || strcmp(program->options[i].name, "list") == 0;
        } else {
            size_t choice = value >= SHARED ? (size_t)(value - SHARED) : find_letter(shared, OPT_COUNT, value);
            const filter_given given = { &shared[choice], optarg };
            if (!has_good_value(program->name, &given) || !note_shared(s, (enum choice)choice, &given))
                return false;
        }
    }
    return true;
}

int driver_options_read(const driver_program *program, int argc, char **argv, driver_settings *s)
{
    size_t own = count_options(program->options);
    *s = (driver_settings){ .program = program->name,
                            .threads = count_processors(),
                            .chunk = CHUNK,
                            .max_line = MAX_LINE,
                            .max_document = MAX_DOCUMENT };
    struct option *longs = calloc(own + OPT_COUNT + 2, sizeof *longs), *to = longs;
    hp_buf letters = { 0 };
    s->given = calloc((size_t)argc, sizeof *s->given);
    bool good = longs && s->given;
    if (good) {
        add_table(program->options, own, OWN, &to, &letters);
        for (size_t i = 0; i < OPT_COUNT; i++)
            if (has_shared(program, i))
                add_table(&shared[i], 1, SHARED + (int)i, &to, &letters);
        if (program->checks)
            add_table(&check_option, 1, CHECK, &to, &letters);
        good = !letters.failed && read_all(program, argc, argv, longs, letters.ptr, s) && is_consistent(s);
        s->files = argv + optind;
        s->file_count = (size_t)(argc - optind);
        if (!good)
            fprintf(stderr, "Try '%s --help'.\n", program->name);
    }
    free(longs);
    hp_buf_free(&letters);
    return good ? -1 : 2;
}

void driver_settings_free(driver_settings *settings)
{
    free(settings->given);
    settings->given = NULL;
}

static void help_table(const filter_option *table, size_t count, hp_buf *out)
{
    for (size_t i = 0; i < count; i++) {
        const filter_option *o = &table[i];
        char left[64];
        bool optional = o->argument && o->argument[0] == '[';
        /* "[SUFFIX]" is shown as --in-place[=SUFFIX]. */
        snprintf(left, sizeof left, "--%s%s%s", o->name,
                 !o->argument ? ""
                 : optional   ? "[="
                              : "=",
                 o->argument ? o->argument + optional : "");
        if (o->letter)
            buffer_format(out, "  -%c, %-20s  %s\n", o->letter, left, o->help);
        else
            buffer_format(out, "      %-20s  %s\n", left, o->help);
    }
}

/* Writes the whole of *text, frees it, and ends with the exit status. */
static int print_and_free(const char *program, hp_buf *text)
{
    bool good = !text->failed && fwrite(text->ptr, 1, text->len, stdout) == text->len;
    good = fclose(stdout) == 0 && good;
    if (!good)
        driver_complain(program, "standard output: %s", strerror(errno));
    hp_buf_free(text);
    return good ? 0 : 1;
}

int driver_print_help(const driver_program *program)
{
    hp_buf out = { 0 };
    buffer_format(&out, "Usage: %s %s\n%c%s.\n\n", program->name, program->usage, program->purpose[0] - 'a' + 'A',
                  program->purpose + 1);
    help_table(program->options, count_options(program->options), &out);
    if (program->checks)
        help_table(&check_option, 1, &out);
    for (size_t i = 0; i < OPT_COUNT; i++)
        if (has_shared(program, i))
            help_table(&shared[i], 1, &out);
    buffer_format(&out,
                  "\nWith no FILE, or when FILE is -, standard input is read.\n"
                  "Example: %s\n"
                  "Exit status: 0 all output was written, 1 some was not, 2 wrong usage.\n",
                  program->example);
    return print_and_free(program->name, &out);
}

int driver_print_version(const driver_program *program, const hp_data *data)
{
    hp_buf out = { 0 };
    buffer_format(&out, "%s (hanpipe) %s\n", program->name, PACKAGE_VERSION);
    for (size_t i = 0; program->filters[i]; i++)
        if (program->filters[i]->versions)
            program->filters[i]->versions(data, &out);
    hp_buf_append(&out, data_sources(data));
    return print_and_free(program->name, &out);
}

int driver_print(const driver_settings *settings, hp_span text)
{
    hp_buf out = { 0 };
    hp_buf_append(&out, text);
    return print_and_free(settings->program, &out);
}
