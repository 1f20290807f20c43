/* options.c - reads command lines with getopt_long() from the option tables.
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

#include "driver/report/message.h"
#include "pipeline/option_value.h"
#include "pipeline/suggest.h"
#include "text/buffer.h"
#include "text/error.h"

enum { CHUNK = 1 << 18, MAX_LINE = 1 << 28, MAX_DOCUMENT = 1 << 28 };

enum choice {
    OPT_THREADS,
    OPT_OUTPUT,
    OPT_IN_PLACE,
    OPT_INVALID,
    OPT_COMPRESS,
    OPT_MAX_LINE,
    OPT_MAX_DOCUMENT,
    OPT_CHUNK,
    OPT_JSONL,
    OPT_INTO,
    OPT_TSV,
    OPT_CSV,
    OPT_WARC,
    OPT_REJECTS,
    OPT_LOG,
    OPT_DIFF,
    OPT_HTML,
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

static const char *const compress_formats[] = { "none", "gzip", "zstd", "xz", "bzip2", NULL };

/* In the order of driver_diff, from 1. */
static const char *const diff_modes[] = { "color", "plain", "auto", NULL };

/* In the order of `enum choice`. */
static const filter_option shared[] = {
    { 'j', "threads", "N", "worker threads (default, and 0: one for each processor)" },
    { 'o', "output", "FILE", "write to FILE, which appears whole or not at all" },
    { 0, "in-place", "[SUFFIX]", "rewrite each FILE, keeping the old one as FILE+SUFFIX" },
    { 0, "invalid", "MODE", "invalid UTF-8: keep (default), replace by U+FFFD, or fail", invalid_modes },
    { 0, "compress", "FORMAT", "compress the output: gzip, zstd, xz, bzip2 or none (default)", compress_formats },
    { 0, "max-line", "SIZE", "refuse longer lines; bytes, or with K, M, G (default: 256M)" },
    { 0, "max-document", "SIZE", "refuse larger files where a filter must see the whole (default: 256M)" },
    { 0, "chunk", "BYTES", "read in steps of so many bytes" },
    { 0, "jsonl", "POINTERS", "lines of JSON: run these strings, such as text,/a/b" },
    { 0, "into", "POINTERS", "put their results there, such as clean,/a/clean" },
    { 0, "tsv", "COLUMNS", "rows with tabs: run these columns, such as 2,3" },
    { 0, "csv", "COLUMNS", "rows of CSV: run these columns, 2,3 or title,body" },
    { 0, "warc", NULL, "WARC or WET: run the blocks of records that are text" },
    { 0, "rejects", "FILE", "write broken and rejected records there, and why" },
    { 0, "log", "FILE", "write one tab-separated row for each edit" },
    { 0, "diff", "[HOW]", "show the lines that change, not the text: color, plain or auto (default)", diff_modes },
    { 0, "html", "FILE", "write a page that shows every change" },
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

/* True when the program has an option of its own by that name, or has no use for it. */
static bool is_hidden(const driver_program *program, const char *name)
{
    for (const filter_option *o = program->options; o && o->name; o++)
        if (strcmp(o->name, name) == 0)
            return true;
    for (size_t i = 0; program->lacks && program->lacks[i]; i++)
        if (strcmp(program->lacks[i], name) == 0)
            return true;
    return false;
}

size_t driver_all_options(const driver_program *program, const filter_option *all[DRIVER_OPTIONS])
{
    size_t n = 0;
    for (const filter_option *o = program->options; o && o->name && n < DRIVER_OPTIONS; o++)
        all[n++] = o;
    if (program->checks && n < DRIVER_OPTIONS)
        all[n++] = &check_option;
    for (const filter_option *o = tree_options; program->takes_folders && o->name && n < DRIVER_OPTIONS; o++)
        all[n++] = o;
    for (const filter_option *o = shared; o->name && n < DRIVER_OPTIONS; o++)
        if (!program->in_pipeline && !is_hidden(program, o->name))
            all[n++] = o;
    return n;
}

/* getopt's two forms of the options: the value of a long one is LONG and its place in `all`. */
enum { LONG = 256 };

static void write_forms(const filter_option *const *all, size_t count, struct option *longs, hp_buf *letters)
{
    buffer_format(letters, ":"); /* an argument that is missing is told apart */
    for (size_t i = 0; i < count; i++) {
        const char *argument = all[i]->argument;
        int has = !argument ? no_argument : argument[0] == '[' ? optional_argument : required_argument;
        longs[i] = (struct option){ all[i]->name, has, NULL, LONG + (int)i };
        if (all[i]->letter)
            buffer_format(letters, "%c%s", all[i]->letter, has == required_argument ? ":" : "");
    }
}

/* Reads a number from `low` to `high`, with K, M or G for powers of 1024. */
static bool parse_size(const char *text, size_t low, size_t high, size_t *out)
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

/* Writes the number as parse_size() reads it, as short as it goes. */
static const char *write_size(size_t n, char *to, size_t room)
{
    const char *unit = "";
    for (const char *u = "KMG"; *u && n > 1024 && n % 1024 == 0; u++, n /= 1024)
        unit = u;
    snprintf(to, room, "%zu%.1s", n, unit);
    return to;
}

/* Reads the argument; false, with a message that says what it may be, when it is none. */
static bool read_size(const char *program, const filter_given *given, size_t low, size_t high, size_t *out)
{
    char least[24], most[24];
    if (parse_size(given->value, low, high, out))
        return true;
    driver_complain(program, "--%s=%s: it is a number from %s to %s", given->option->name, given->value,
                    write_size(low, least, sizeof least), write_size(high, most, sizeof most));
    return false;
}

size_t driver_count_processors(void)
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

/* Notes that files are records; false, with a message, when they are of another kind already. */
static bool note_records(driver_settings *s, const filter_given *given)
{
    const char *name = given->option->name;
    if (s->records && strcmp(s->records, name) != 0) {
        driver_complain(s->program, "--%s and --%s cannot be used together", s->records, name);
        return false;
    }
    s->records = name;
    s->fields = given->value ? given->value : "";
    return true;
}

/* False, with a message, when the library for --compress is not there. */
static bool can_compress(const driver_settings *s)
{
    hp_error err = { 0 };
    if (s->compress->load(&err) == HP_OK)
        return true;
    driver_complain(s->program, "--compress=%s: %s", s->compress->name, hp_error_text(&err));
    return false;
}

/* The setting that is the option's argument as it stands; NULL for another option. */
static const char **text_of(driver_settings *s, enum choice choice)
{
    switch (choice) {
    case OPT_INTO:
        return &s->into;
    case OPT_REJECTS:
        return &s->rejects;
    case OPT_LOG:
        return &s->log;
    case OPT_HTML:
        return &s->html;
    case OPT_DATA:
        return &s->data;
    default:
        return NULL;
    }
}

/* Notes one of the shared options; false, with a message, when its argument is wrong. */
static bool note_shared(driver_settings *s, enum choice choice, const filter_given *given)
{
    const char *value = given->value, **text = text_of(s, choice);
    bool good = true;
    if (text) {
        *text = value;
        return true;
    }
    switch (choice) {
    case OPT_THREADS:
        good = read_size(s->program, given, 0, 1024, &s->threads);
        if (s->threads == 0)
            s->threads = driver_count_processors();
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
    case OPT_COMPRESS:
        s->compresses = true;
        s->compress = compressed_find(compress_formats[option_choice(given)]);
        good = !s->compress || can_compress(s);
        break;
    case OPT_MAX_LINE:
        good = read_size(s->program, given, 1, (size_t)1 << 30, &s->max_line);
        break;
    case OPT_MAX_DOCUMENT:
        good = read_size(s->program, given, 1, (size_t)1 << 40, &s->max_document);
        break;
    case OPT_CHUNK:
        good = read_size(s->program, given, 1, (size_t)1 << 30, &s->chunk);
        break;
    case OPT_JSONL:
    case OPT_TSV:
    case OPT_CSV:
    case OPT_WARC:
        good = note_records(s, given);
        break;
    case OPT_DIFF:
        s->diff = value ? (driver_diff)(DRIVER_DIFF_COLOR + option_choice(given)) : DRIVER_DIFF_AUTO;
        break;
    default:
        note_flag(s, choice);
    }
    return good;
}

/* Refuses what cannot go together. */
static bool is_consistent(const driver_settings *s)
{
    if (s->in_place && s->output)
        driver_complain(s->program, "--in-place and -o cannot be used together");
    else if (s->records && (s->diff || s->html))
        driver_complain(s->program, "--diff and --html cannot be used with records");
    else if (s->in_place && s->check)
        driver_complain(s->program, "--in-place and --check cannot be used together");
    else if (s->tree.output && (s->in_place || s->output || s->check || s->sink))
        driver_complain(s->program, "-O cannot be used together with --in-place, -o or --check");
    else if (!tree_settings_check(&s->tree, s->program))
        return false;
    else if (s->diff && (s->in_place || s->check || s->tree.output))
        driver_complain(s->program, "--diff and %s cannot be used together",
                        s->check      ? "--check"
                        : s->in_place ? "--in-place"
                                      : "-O");
    else if (s->in_place && strchr(s->in_place, '/'))
        driver_complain(s->program, "--in-place=%s: a suffix has no '/'", s->in_place);
    else if (s->into && (!s->records || strcmp(s->records, "jsonl") != 0))
        driver_complain(s->program, "--into is for JSON, as in --jsonl=text --into=clean");
    else if (s->rejects && !s->records)
        driver_complain(s->program, "--rejects is for records, such as those of --jsonl=text");
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

/* Says that the program has no option `word`, and what may have been meant; or which it may be, where it is cut short.
 */
static void refuse_unknown(const driver_program *program, const filter_option *const *all, size_t count,
                           const char *word)
{
    const char *name = word + strspn(word, "-"), *habit = suggest_habit(program->habits, word);
    size_t length = strcspn(name, "=");
    suggestion near = { .given = name };
    hp_buf may_be = { 0 };
    for (size_t i = 0; i < count; i++) {
        suggest_offer(&near, all[i]->name);
        if (length > 0 && strncmp(all[i]->name, name, length) == 0)
            buffer_format(&may_be, "%s --%s", may_be.len ? " or" : "", all[i]->name);
    }
    if (habit)
        driver_complain(program->name, "no option '%s' here: %s", word, habit);
    else if (word[1] != '-' || (!near.best && may_be.len == 0))
        driver_complain(program->name, "no option '%s'", word);
    else if (may_be.len > 0 && !may_be.failed)
        driver_complain(program->name, "option '%s' may be%s", word, may_be.ptr);
    else
        driver_complain(program->name, "no option '%s'; did you mean --%s?", word, near.best);
    hp_buf_free(&may_be);
}

/* A command line in the reading. */
struct reading {
    const driver_program *program;
    const filter_option *all[DRIVER_OPTIONS];
    size_t count;
    struct option longs[DRIVER_OPTIONS + 1];
    hp_buf letters;
};

/* Says what is wrong with the word at which getopt_long() stopped with `value`. */
static void refuse_word(const struct reading *r, int value, char **argv)
{
    const char *word = argv[optind - 1];
    const char letter[] = { '-', (char)optopt, '\0' };
    bool is_letter = optopt > 0 && optopt < LONG;
    if (value == ':')
        driver_complain(r->program->name, "option '%s' needs an argument", is_letter ? letter : word);
    else if (optopt >= LONG)
        driver_complain(r->program->name, "option '%.*s' takes no argument", (int)strcspn(word, "="), word);
    else
        refuse_unknown(r->program, r->all, r->count, is_letter ? letter : word);
}

/* Notes one option; false, with a message, when its argument is wrong. */
static bool note(const struct reading *r, const filter_option *option, driver_settings *s)
{
    const filter_given given = { option, optarg, 0 };
    if (!has_good_value(r->program->name, &given))
        return false;
    if (option == &check_option) {
        s->check = true;
    } else if (option >= shared && option < shared + OPT_COUNT) {
        return note_shared(s, (enum choice)(option - shared), &given);
    } else {
        s->given[s->given_count++] = given;
        if (r->program->takes_folders && !tree_settings_note(&s->tree, &given, r->program->name))
            return false;
        s->list = s->list || strcmp(option->name, "list") == 0;
    }
    return true;
}

/* Parses with getopt_long(); false, with a message, when an option is wrong. */
static bool read_all(struct reading *r, int argc, char **argv, driver_settings *s)
{
    int value;
    opterr = 0;
    while ((value = getopt_long(argc, argv, r->letters.ptr, r->longs, NULL)) != -1) {
        size_t i = value >= LONG ? (size_t)(value - LONG) : 0;
        while (value < LONG && i < r->count && r->all[i]->letter != value)
            i++;
        if (i == r->count) {
            refuse_word(r, value, argv);
            return false;
        }
        if (!note(r, r->all[i], s))
            return false;
    }
    return true;
}

int driver_options_read(const driver_program *program, int argc, char **argv, driver_settings *s)
{
    struct reading r = { .program = program };
    *s = (driver_settings){ .program = program->name,
                            .threads = driver_count_processors(),
                            .chunk = CHUNK,
                            .max_line = MAX_LINE,
                            .max_document = MAX_DOCUMENT };
    r.count = driver_all_options(program, r.all);
    write_forms(r.all, r.count, r.longs, &r.letters);
    s->given = calloc((size_t)argc, sizeof *s->given);
    bool has_memory = s->given && !r.letters.failed;
    if (!has_memory)
        driver_complain(program->name, "out of memory");
    bool good = has_memory && read_all(&r, argc, argv, s) && is_consistent(s);
    s->tree.given = s->given;
    s->tree.given_count = s->given_count;
    s->files = argv + optind;
    s->file_count = (size_t)(argc - optind);
    if (has_memory && !good)
        fprintf(stderr, "Try '%s --help'.\n", program->name);
    hp_buf_free(&r.letters);
    return good ? -1 : 2;
}

void driver_settings_free(driver_settings *settings)
{
    free(settings->given);
    settings->given = NULL;
}
