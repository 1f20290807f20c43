/* run_cases.c - runs every fact of tests/cases in every way; each way must give the same bytes.  Prints TAP.
 *
 *     run_cases                               all of them
 *     run_cases strip/brackets.cases:41       those of one file, or the one at that line
 *     run_cases --input conv                  prints what goes into the filter's facts, and runs nothing
 *
 * In this process, through the library, each fact runs by itself: as it is, by its edits done again, and, for a filter
 * that cleans, once more on what came out.  The programs take more time to start than to run, so they are given the
 * facts of a filter with the same options as one text, if they are whole lines: filters work line by line.  When a
 * program's answer is not the facts' answers together, each fact is given to it by itself, to name those that fail.
 * A fact of a filter that sees documents is a document, and is given by itself.  Edits that are notes are not done again.
 *
 * $builddir and $srcdir say where things are.
 */
#include <dirent.h>
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "built_data.h"
#include "facts.h"
#include "pipeline/filter.h"
#include "replay_edits.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/read_file.h"

/* The programs' ways.  In the script, each is "way NUMBER COMMAND", and leaves NUMBER.out and NUMBER.err. */
static const char *const ways[] = {
    "(one thread)", "(four threads, small chunks)", "(replay of the log)", "(hanpipe)", "(the library's example)",
};
enum { REPLAY = 2, WAYS = sizeof ways / sizeof *ways };

/* A failing command's status joins its output, so that it is never taken for a passing one. */
static char script[] = /* posix_spawn() takes it as not const */
    "way() { n=$1; shift; \"$@\" >$n.out 2>$n.err || echo \"exit $?\" >>$n.out; }\n"
    "eval \"set -- $options\"\n"
    "way 0 \"$builddir/han$filter\" -j1 \"$@\" <in\n"
    "way 1 \"$builddir/han$filter\" -j4 --chunk=7 --log=log \"$@\" in\n"
    "[ \"$replays\" = no ] || way 2 \"$builddir/tests/replay\" log $filter <in\n"
    "way 3 \"$builddir/hanpipe\" \"$filter $options\" in\n"
    "way 4 \"$builddir/doc/examples/example\" \"$filter $options\" \"$builddir/hanpipe.hpd\" <in\n";

static size_t count, failed;
static char filter[32]; /* of the facts that run now */

static _Noreturn void give_up(const char *what)
{
    printf("Bail out! %s: %s\n", what, errno ? strerror(errno) : "failed");
    exit(99);
}

static hp_span bytes_of(const hp_buf *buf)
{
    return (hp_span){ buf->ptr, buf->len };
}

static void show(const char *label, hp_span text)
{
    enum { MOST = 600 };
    hp_buf line = { 0 };
    escape_text((hp_span){ text.ptr, text.len < MOST ? text.len : MOST }, &line);
    printf("#   %s %.*s%s\n", label, (int)line.len, line.ptr ? line.ptr : "", text.len > MOST ? "..." : "");
    hp_buf_free(&line);
}

/* Prints the verdict on the fact in one way; `said` is what else is known of a failure, or NULL. */
static void verdict(const struct fact *fact, const char *way, hp_span got, hp_span want, const char *said)
{
    bool good = span_eq(got, want) && !said;
    failed += !good;
    printf("%sok %zu - %s:%zu: %s %s\n", good ? "" : "not ", ++count, fact->file, fact->line, fact->why.ptr, way);
    if (good)
        return;
    show("options:", span_of_string(fact->options.ptr));
    show("in:     ", bytes_of(&fact->in));
    show("wanted: ", want);
    show("got:    ", got);
    if (said)
        show("        ", span_of_string(said));
}

static void complain(const char *file, size_t line, const char *wrong)
{
    failed++;
    printf("not ok %zu - %s:%zu: %s\n", ++count, file, line, wrong);
}

static bool same_filter(const struct fact *a, const struct fact *b)
{
    size_t len = strcspn(a->file, "/");
    return strncmp(a->file, b->file, len + 1) == 0;
}

static void set_filter(const struct fact *fact)
{
    snprintf(filter, sizeof filter, "%.*s", (int)strcspn(fact->file, "/"), fact->file);
}

static bool filter_cleans(void)
{
    return strcmp(filter, "norm") == 0 || strcmp(filter, "strip") == 0 || strcmp(filter, "fix") == 0;
}

static unsigned filter_traits(void)
{
    for (const filter_descriptor *const *f = filter_registry; *f; f++)
        if (strcmp((*f)->word, filter) == 0)
            return (*f)->traits;
    return 0;
}

/* True when the filter may decide by a document's head. */
static bool filter_decides(void)
{
    for (const filter_descriptor *const *f = filter_registry; *f; f++)
        if (strcmp((*f)->word, filter) == 0)
            return (*f)->decide != NULL;
    return false;
}

static bool filter_replays(void)
{
    return !(filter_traits() & FILTER_ONLY_NOTES);
}

/* The library's ways. */

struct library {
    hp_pipeline *pipeline;
    hp_worker *worker;
    hp_error err;
};

static hp_status open_library(struct library *lib, const char *options, const hp_data *data)
{
    hp_buf expression = { 0 };
    lib->pipeline = NULL;
    lib->worker = NULL;
    buffer_format(&expression, "%s %s", filter, options);
    hp_status st = hp_pipeline_open(&lib->pipeline, expression.ptr, data, &lib->err);
    if (st == HP_OK)
        st = hp_worker_open(&lib->worker, lib->pipeline, &lib->err);
    hp_buf_free(&expression);
    return st;
}

/* Gives the fact's result, and what its edits give, which is the same. */
static void run_recorded(const struct library *lib, const struct fact *fact)
{
    hp_buf out = { 0 }, again = { 0 };
    hp_error err = { 0 };
    size_t edits = 0;
    hp_worker_keep(lib->worker, HP_KEEP_EDITS, NULL);
    hp_status st = hp_run_lines(lib->worker, NULL, bytes_of(&fact->in), hp_write_to_buf, &out, &err);
    verdict(fact, "(library, edits recorded)", bytes_of(&out), bytes_of(&fact->out),
            st == HP_OK ? NULL : hp_error_text(&err));
    if (filter_replays()) {
        const char *wrong = replay_edits(lib->worker, 0, &edits, bytes_of(&fact->in), &again);
        verdict(fact, "(replay of the edits)", bytes_of(&again), bytes_of(&fact->out), wrong);
    }
    hp_buf_free(&out);
    hp_buf_free(&again);
}

static void run_in_library(const struct library *lib, const struct fact *fact, hp_span in, const char *way)
{
    hp_buf out = { 0 };
    hp_error err = { 0 };
    hp_worker_keep(lib->worker, 0, NULL);
    hp_status st = hp_run_lines(lib->worker, NULL, in, hp_write_to_buf, &out, &err);
    verdict(fact, way, bytes_of(&out), bytes_of(&fact->out), st == HP_OK ? NULL : hp_error_text(&err));
    hp_buf_free(&out);
}

/* Returns at how many lines before one the filter looks. */
static size_t run_library_ways(struct fact *const *group, size_t size, const hp_data *data)
{
    struct library lib = { 0 };
    size_t lines_before = 0;
    if (open_library(&lib, group[0]->options.ptr, data) != HP_OK) {
        for (size_t i = 0; i < size; i++)
            verdict(group[i], "(library)", (hp_span){ NULL, 0 }, bytes_of(&group[i]->out), hp_error_text(&lib.err));
        size = 0;
    } else
        lines_before = hp_pipeline_lines_before(lib.pipeline);
    for (size_t i = 0; i < size; i++) {
        run_in_library(&lib, group[i], bytes_of(&group[i]->in), "(library)");
        run_recorded(&lib, group[i]);
        if (filter_cleans())
            run_in_library(&lib, group[i], bytes_of(&group[i]->out), "(twice is once)");
    }
    hp_worker_free(lib.worker);
    hp_pipeline_free(lib.pipeline);
    return lines_before;
}

/* The programs' ways. */

static void write_file(const char *path, hp_span text)
{
    FILE *file = fopen(path, "wbe");
    bool good = file && fwrite(text.ptr ? text.ptr : "", 1, text.len, file) == text.len;
    if (!file || fclose(file) != 0 || !good)
        give_up(path);
}

/* Runs the script on `in`; its files are then in the working folder. */
static void run_script(hp_span in, const char *options)
{
    extern char **environ;
    static char name[] = "sh", flag[] = "-c";
    char *const argv[] = { name, flag, script, NULL };
    pid_t pid;
    int status;
    write_file("in", in);
    unlink("log");
    if (setenv("options", options, 1) != 0 || setenv("filter", filter, 1) != 0 ||
        setenv("replays", filter_replays() ? "yes" : "no", 1) != 0)
        give_up("setenv");
    errno = posix_spawn(&pid, "/bin/sh", NULL, NULL, argv, environ);
    if (errno != 0 || waitpid(pid, &status, 0) != pid)
        give_up("/bin/sh");
}

static hp_buf answer(size_t way, const char *ending)
{
    char name[32];
    hp_buf out = { 0 };
    hp_error err = { 0 };
    snprintf(name, sizeof name, "%zu.%s", way, ending);
    if (text_read_file(&out, name, &err) != HP_OK)
        give_up(hp_error_text(&err));
    return out;
}

/* Gives the fact to the programs by itself; `suspect` says which ways are to be told of.  Returns how many failed. */
static size_t run_alone(const struct fact *fact, const bool *suspect)
{
    size_t before = failed;
    run_script(bytes_of(&fact->in), fact->options.ptr);
    for (size_t way = 0; way < WAYS; way++) {
        if (!suspect[way] || (way == REPLAY && !filter_replays()))
            continue;
        hp_buf out = answer(way, "out"), errors = answer(way, "err");
        hp_buf_append(&errors, (hp_span){ "", 1 });
        bool good = span_eq(bytes_of(&out), bytes_of(&fact->out));
        verdict(fact, ways[way], bytes_of(&out), bytes_of(&fact->out), good || !errors.ptr[0] ? NULL : errors.ptr);
        hp_buf_free(&out);
        hp_buf_free(&errors);
    }
    return failed - before;
}

static bool is_whole_lines(const struct fact *fact)
{
    return fact->in.len > 0 && fact->in.ptr[fact->in.len - 1] == '\n';
}

/* Gives the facts to the programs as one text, with blank lines between them where the filter looks back.  Ways that
 * answer rightly are told of; returns whether there are others, and marks them as suspect. */
static bool run_together(struct fact *const *group, size_t size, size_t lines_before, bool *suspect)
{
    hp_buf in = { 0 }, want = { 0 };
    bool any = false;
    for (size_t i = 0; i < size; i++) {
        hp_buf_append(&in, bytes_of(&group[i]->in));
        hp_buf_append(&want, bytes_of(&group[i]->out));
        for (size_t n = 0; n < lines_before; n++) {
            hp_buf_append(&in, (hp_span){ "\n", 1 });
            hp_buf_append(&want, (hp_span){ "\n", 1 });
        }
    }
    run_script(bytes_of(&in), group[0]->options.ptr);
    for (size_t way = 0; way < WAYS; way++) {
        suspect[way] = false;
        if (way == REPLAY && !filter_replays())
            continue;
        hp_buf out = answer(way, "out");
        suspect[way] = !span_eq(bytes_of(&out), bytes_of(&want));
        any |= suspect[way];
        for (size_t i = 0; i < size && !suspect[way]; i++)
            verdict(group[i], ways[way], bytes_of(&group[i]->out), bytes_of(&group[i]->out), NULL);
        hp_buf_free(&out);
    }
    hp_buf_free(&in);
    hp_buf_free(&want);
    return any;
}

static void run_program_ways(struct fact *const *group, size_t size, size_t lines_before)
{
    bool suspect[WAYS];
    size_t alone = 0, wrong = 0;
    memset(suspect, true, sizeof suspect);
    bool documents = (filter_traits() & FILTER_SEES_DOCUMENTS) || filter_decides();
    for (; alone < size && (documents || !is_whole_lines(group[alone])); alone++)
        run_alone(group[alone], suspect);
    if (alone == size || !run_together(group + alone, size - alone, lines_before, suspect))
        return;
    for (size_t i = alone; i < size; i++)
        wrong += run_alone(group[i], suspect);
    if (wrong == 0)
        complain(group[alone]->file, group[alone]->line,
                 "each fact with these options passes by itself, but not all of them in one text");
}

/* Which facts run. */

/* By filter, then options, then whether the text ends within a line, then place. */
static int order(const void *a, const void *b)
{
    const struct fact *x = *(struct fact *const *)a, *y = *(struct fact *const *)b;
    int by = same_filter(x, y) ? strcmp(x->options.ptr, y->options.ptr) : strcmp(x->file, y->file);
    if (by == 0)
        by = is_whole_lines(x) - is_whole_lines(y);
    return by != 0 ? by : (x > y) - (x < y);
}

static void run_facts(struct fact **facts, size_t n, const hp_data *data)
{
    qsort(facts, n, sizeof(struct fact *), order);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && same_filter(facts[i], facts[end]) &&
                          strcmp(facts[i]->options.ptr, facts[end]->options.ptr) == 0;)
            end++;
        set_filter(facts[i]);
        run_program_ways(facts + i, end - i, run_library_ways(facts + i, end - i, data));
    }
}

/* True when the fact is asked for: FILTER/TOPIC.cases or FILTER/TOPIC.cases:LINE, any when nothing is. */
static bool is_wanted(const struct fact *fact, char **wanted)
{
    size_t len = strlen(fact->file);
    for (char **w = wanted; *w; w++)
        if (strncmp(*w, fact->file, len) == 0 &&
            ((*w)[len] == '\0' || ((*w)[len] == ':' && strtoul(*w + len + 1, NULL, 10) == fact->line)))
            return true;
    return !*wanted;
}

/* Reads the files of the folder FILTER; nothing else may be in it, for it is shipped as it is. */
static void read_folder(struct facts *facts, const char *folder, const char *name)
{
    hp_buf path = { 0 };
    struct dirent **entries;
    buffer_format(&path, "%s/%s", folder, name);
    int n = scandir(path.ptr, &entries, NULL, alphasort);
    if (n < 0)
        give_up(path.ptr);
    for (int i = 0; i < n; i++) {
        hp_buf file = { 0 }, text = { 0 };
        hp_error err = { 0 };
        const char *dot = strrchr(entries[i]->d_name, '.');
        buffer_format(&file, "%s/%s/%s", folder, name, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && (!dot || strcmp(dot, ".cases") != 0))
            complain(file.ptr + strlen(folder) + 1, 0, "is no file of cases");
        else if (entries[i]->d_name[0] != '.' &&
                 (text_read_file(&text, file.ptr, &err) != HP_OK ||
                  !read_facts(facts, file.ptr + strlen(folder) + 1, bytes_of(&text), complain)))
            give_up(file.ptr);
        hp_buf_free(&file);
        hp_buf_free(&text);
        free(entries[i]);
    }
    free(entries);
    hp_buf_free(&path);
}

static void read_all(struct facts *facts, const char *srcdir)
{
    hp_buf folder = { 0 };
    struct dirent **entries;
    buffer_format(&folder, "%s/tests/cases", srcdir);
    int n = scandir(folder.ptr, &entries, NULL, alphasort);
    if (n < 0)
        give_up(folder.ptr);
    for (int i = 0; i < n; i++) {
        if (entries[i]->d_name[0] != '.')
            read_folder(facts, folder.ptr, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    hp_buf_free(&folder);
}

static void run_in_new_folder(struct fact **chosen, size_t n, const char *builddir)
{
    hp_data *data;
    hp_error err = { 0 };
    hp_buf folder = { 0 };
    buffer_format(&folder, "%s/tests/cases.XXXXXX", builddir);
    if (open_built_data(&data, &err) != HP_OK)
        give_up(hp_error_text(&err));
    if (!mkdtemp(folder.ptr) || chdir(folder.ptr) != 0)
        give_up(folder.ptr);
    run_facts(chosen, n, data);
    for (size_t way = 0; way < WAYS; way++) {
        char name[32];
        snprintf(name, sizeof name, "%zu.out", way);
        unlink(name);
        snprintf(name, sizeof name, "%zu.err", way);
        unlink(name);
    }
    unlink("in");
    unlink("log");
    rmdir(folder.ptr);
    hp_data_free(data);
    hp_buf_free(&folder);
}

int main(int argc, char **argv)
{
    const char *srcdir = getenv("srcdir"), *builddir = getenv("builddir");
    bool print = argc == 3 && strcmp(argv[1], "--input") == 0;
    struct facts facts = { NULL, 0, 0 };
    size_t n = 0;
    if (!srcdir || !builddir) {
        fprintf(stderr, "run_cases: $srcdir and $builddir must be set\n");
        return 99;
    }
    read_all(&facts, srcdir);
    struct fact **chosen = calloc(facts.count + 1, sizeof *chosen);
    if (!chosen)
        give_up("memory");
    for (size_t i = 0; i < facts.count; i++) {
        set_filter(&facts.items[i]);
        if (print && facts.items[i].in.len > 0 && strcmp(filter, argv[2]) == 0)
            fwrite(facts.items[i].in.ptr, 1, facts.items[i].in.len, stdout);
        if (!print && is_wanted(&facts.items[i], argv + 1))
            chosen[n++] = &facts.items[i];
    }
    if (!print) {
        run_in_new_folder(chosen, n, builddir);
        printf("1..%zu\n", count);
    }
    free(chosen);
    free_facts(&facts);
    return failed || (!print && n == 0) ? 1 : 0;
}
